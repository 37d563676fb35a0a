import {linkSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {HarnessError} from '../../src/errors.ts'
import {lifeOf, type Owner, thisOwner} from './owner.ts'

export interface LockOptions {
  /** How long to wait for another process, in milliseconds. */
  readonly limitMs?: number
}

/** Promises of this process queue up here, since the file tells processes apart, not promises. */
const queues = new Map<string, Promise<unknown>>()

/**
 * Do something while holding a lock file, which outlives no process: that of a dead one is taken over.
 *
 * @throws HarnessError `config` where a living process holds it past the limit
 */
export async function locked<T>(path: string, work: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  const previous = queues.get(path) ?? Promise.resolve()
  const turn = previous.then(async () => {
    await acquire(path, options.limitMs ?? 30_000)
    try {
      return await work()
    } finally {
      rmSync(path, {force: true})
    }
  })
  queues.set(
    path,
    turn.catch(() => {})
  )
  return turn
}

async function acquire(path: string, limitMs: number): Promise<void> {
  const owner = await thisOwner()
  const own = `${path}.${owner.pid}`
  writeFileSync(own, JSON.stringify(owner))
  const deadline = Date.now() + limitMs
  try {
    for (;;) {
      if (take(own, path)) return
      const holder = holderOf(path)
      if (holder !== null && (await lifeOf(holder)) === 'dead') breakLock(path, holder)
      else if (Date.now() > deadline) {
        throw new HarnessError(
          'config',
          `process ${holder?.pid ?? '?'} on ${holder?.host ?? '?'} has held \`${path}\` for ${limitMs / 1000} s; remove that file if the process is gone`
        )
      } else await sleep(20 + Math.random() * 30)
    }
  } finally {
    rmSync(own, {force: true})
  }
}

/** A link appears with its content at once, and fails where one exists. */
function take(own: string, path: string): boolean {
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function holderOf(path: string): Owner | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner
  } catch {
    return null
  }
}

/** Two that find the same dead holder must not remove each other's new lock: removing takes a lock of its own. */
function breakLock(path: string, dead: Owner): void {
  const breaking = `${path}.breaking`
  try {
    writeFileSync(breaking, '', {flag: 'wx'})
  } catch {
    removeStale(breaking)
    return
  }
  const holder = holderOf(path)
  if (holder !== null && holder.pid === dead.pid && holder.started === dead.started) rmSync(path, {force: true})
  rmSync(breaking, {force: true})
}

/** Breaking takes microseconds; whoever is at it for ten seconds was killed. */
function removeStale(path: string): void {
  try {
    if (Date.now() - statSync(path).mtimeMs > 10_000) rmSync(path, {force: true})
  } catch {
    // Another process removed it.
  }
}
