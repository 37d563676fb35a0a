import {open, readdir, rename, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {STATE_END} from './driver.ts'

/** States of a session's shell on disk, from which another can take its place. */
export interface StateStore {
  /** Where the shell is to keep its state after a step. */
  next(): string
  /** The last complete state: as of the exit where there is one, else as of the last step that ended; null for none. */
  latest(): Promise<SavedState | null>
}

/** A state, and whether the shell exited by itself. */
interface SavedState {
  readonly file: string
  readonly exited: boolean
}

/**
 * Keep states in a folder.
 *
 * @param exitState where a shell that exits keeps its state
 * @param ended exists where the harness ended the shell
 */
export function openStateStore(
  folder: string,
  {exitState, ended}: {readonly exitState: string; readonly ended: string}
): StateStore {
  let count = 0
  const fileOf = (number: number): string => join(folder, `state-${number}`)

  const storedNumbers = async (): Promise<number[]> => {
    const names = (await readdir(folder)).filter((name) => /^state-\d+$/.test(name))
    return names.map((name) => Number(name.slice('state-'.length))).sort((a, b) => b - a)
  }

  const newestComplete = async (numbers: readonly number[]): Promise<number | undefined> => {
    for (const number of numbers) if (await isComplete(fileOf(number))) return number
    return undefined
  }

  /** The shell may end at any moment, also while it writes: what is older goes only once something newer is complete. */
  const removeOutdated = async (): Promise<void> => {
    const numbers = await storedNumbers()
    const complete = await newestComplete(numbers)
    if (complete === undefined) return
    for (const number of numbers) if (number < complete) await remove(fileOf(number))
  }

  return {
    next() {
      removeOutdated().catch(() => undefined)
      count += 1
      return fileOf(count)
    },
    async latest() {
      const wasEnded = await remove(ended)
      if (await isComplete(exitState)) {
        count += 1
        await rename(exitState, fileOf(count))
        return {file: fileOf(count), exited: !wasEnded}
      }
      await remove(exitState)
      const complete = await newestComplete(await storedNumbers())
      return complete === undefined ? null : {file: fileOf(complete), exited: false}
    }
  }
}

/** Remove a file; true where there was one. */
async function remove(path: string): Promise<boolean> {
  return await rm(path).then(
    () => true,
    () => false
  )
}

async function isComplete(path: string): Promise<boolean> {
  const file = await open(path).catch(() => null)
  if (file === null) return false
  try {
    const end = Buffer.from(`\n${STATE_END}\n`)
    const {size} = await file.stat()
    if (size < end.length) return false
    const {buffer} = await file.read(Buffer.alloc(end.length), 0, end.length, size - end.length)
    return buffer.equals(end)
  } finally {
    await file.close()
  }
}
