import {StringDecoder} from 'node:string_decoder'
import {setTimeout as sleep} from 'node:timers/promises'
import {type FifoPool, readFifo} from './fifos.ts'
import {keepOutput, type Output} from './output.ts'

/** One stream of a step: a named pipe, and what was kept of what came through it. */
export interface Channel {
  readonly path: string
  readonly output: Output
  /** Take what is left; a background process may hold the pipe open, and what it writes later goes nowhere. */
  finish(): Promise<void>
  close(): void
}

/**
 * Time for processes that nobody waits for, such as `>(tee log)`, to write their last, in milliseconds; on a busy machine they
 * have hardly started before.
 */
const LATE_MS = 300

/** Bytes of one stream after which a step counts as never ending; a background process that writes twice as many waits. */
export const OUTPUT_LIMIT: number = 256 * 1024 * 1024

/**
 * Open a channel for one stream.
 *
 * @param onText called with what comes, decoded; bytes that are not UTF-8 are U+FFFD
 */
export async function openChannel(pool: FifoPool, onText: (text: string) => void): Promise<Channel> {
  const path = await pool.take()
  const output = keepOutput()
  const decoder = new StringDecoder('utf8')
  let finished = false
  let total = 0
  const take = (chunk: Buffer): void => {
    total += chunk.length
    if (total > 2 * OUTPUT_LIMIT) reader.pause()
    if (finished) return
    output.push(chunk)
    const text = decoder.write(chunk)
    if (text !== '') onText(text)
  }
  let closed = (): void => {}
  const closing = new Promise<void>((resolve) => {
    closed = resolve
  })
  const reader = readFifo(path, take, () => {
    pool.give(path)
    closed()
  })
  return {
    path,
    output,
    async finish() {
      // The pool gets the pipe back when the last writer has gone; only then is it safe to use again.
      if (!reader.drain()) await Promise.race([closing, sleep(LATE_MS)])
      if (reader.drain()) reader.close()
      finished = true
    },
    close() {
      finished = true
      reader.close()
    }
  }
}
