import {constants, openSync, readSync} from 'node:fs'
import {Socket} from 'node:net'
import {join} from 'node:path'
import {execa} from 'execa'
import {HarnessError} from '../../src/errors.ts'

/** Named pipes for output, so that a background process that holds one never holds up another step. */
export interface FifoPool {
  take(): Promise<string>
  /** Give one back that nobody writes to any more. */
  give(path: string): void
}

/** How many pipes one `mkfifo` makes: enough for most guides, since they are used again. */
const BATCH = 8

/** Keep a pool of named pipes in a folder. */
export function openFifoPool(folder: string): FifoPool {
  const free: string[] = []
  let made = 0
  return {
    async take() {
      const path = free.pop()
      if (path !== undefined) return path
      const first = join(folder, `pipe-${made}`)
      const others = Array.from({length: BATCH - 1}, (_, index) => join(folder, `pipe-${made + index + 1}`))
      made += BATCH
      await makeFifos([first, ...others])
      free.push(...others)
      return first
    },
    give: (path) => void free.push(path)
  }
}

/**
 * Make named pipes that only this user can open.
 *
 * @throws {HarnessError} `shell` where the folder takes none, `disk-full` where it is full
 */
export async function makeFifos(paths: readonly string[]): Promise<void> {
  const {failed, stderr, shortMessage = ''} = await execa('mkfifo', ['-m', '600', ...paths], {reject: false})
  if (!failed) return
  const reason = stderr === '' ? shortMessage : stderr
  if (/no space left/i.test(reason)) {
    throw new HarnessError('disk-full', `no space left for a session: ${reason}; free some and run again`)
  }
  throw new HarnessError('shell', `a session needs named pipes: ${reason}; set TMPDIR to a folder that takes them`)
}

/** The reading end of a named pipe. */
export interface FifoReader {
  /** Take what is in the pipe now; true where nobody is left who could write more. */
  drain(): boolean
  /** Read no more, so that whoever writes waits. */
  pause(): void
  close(): void
}

/** Follow what is written to a named pipe; `onClose` is called once nobody is left who could write more. */
export function readFifo(path: string, onData: (chunk: Buffer) => void, onClose?: () => void): FifoReader {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const socket = new Socket({fd, readable: true, writable: false})
  let ended = false
  socket.on('data', onData)
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    ended = true
    onClose?.()
  })
  socket.on('end', () => {
    ended = true
  })
  return {
    drain() {
      // Reading past the socket keeps order: it hands over each chunk within the read that took it.
      while (!ended) {
        const chunk = readNow(fd)
        if (chunk === null) return false
        if (chunk.length === 0) return true
        onData(chunk)
      }
      return true
    },
    pause: () => void socket.pause(),
    close: () => void socket.destroy()
  }
}

/** The end of a named pipe that this process holds open for others to read from, or to write to. */
export interface FifoHolder {
  write(text: string): void
  /** Take what is in it now; without a reader of its own, that is thrown away. */
  drain(): void
  close(): void
}

/** Hold a named pipe open for reading and writing, so that its other end neither blocks on opening nor sees its end. */
export function holdFifo(path: string, onData?: (chunk: Buffer) => void): FifoHolder {
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
  const socket = new Socket({fd, readable: onData !== undefined, writable: onData === undefined})
  socket.on('error', () => socket.destroy())
  if (onData !== undefined) socket.on('data', onData)
  return {
    write: (text) => void socket.write(text),
    drain() {
      for (let chunk = readNow(fd); chunk !== null && chunk.length > 0; chunk = readNow(fd)) onData?.(chunk)
    },
    close: () => void socket.destroy()
  }
}

/** What is in a pipe: empty at its end, null where there is nothing now. */
function readNow(fd: number): Buffer | null {
  const buffer = Buffer.allocUnsafe(65_536)
  try {
    return buffer.subarray(0, readSync(fd, buffer))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return null
    throw error
  }
}
