import {fork} from 'node:child_process'
import {availableParallelism} from 'node:os'
import {fileURLToPath} from 'node:url'
import type {PageReaderInput, PageReaderOutput} from './page-reader.ts'
import type {Views} from './views.ts'

/** With fewer pages, another process takes longer to start than it saves. */
export const pagesForTwo = 16

/** Another process that reads the same pages as this one, from the last page on. */
export interface PageReader {
  /** Begin; until then it only gets ready. To be called once. */
  readonly read: <View extends keyof Views>(
    input: PageReaderInput & {readonly view: View},
    receive: (output: PageReaderOutput<View>) => void
  ) => void
  /** Resolves when it has sent its next page, or ended before. */
  readonly nextPage: () => Promise<void>
  readonly stop: () => void
}

/**
 * Start another process that reads pages, where Guiderail is built and there is a processor for it.
 *
 * It may end at any time, for instance at a page that it fails to read; whoever reads that page then has the error.
 */
export function startPageReader(): PageReader | null {
  if (import.meta.url.endsWith('.ts') || availableParallelism() === 1) return null
  // Bundles of several folders hold this module.
  const program = new URL('../site/page-reader.cjs', import.meta.url)
  // It talks to nobody else, and certificates take Node long to read.
  const {NODE_EXTRA_CA_CERTS: _, ...env} = process.env
  const reader = fork(fileURLToPath(program), {
    env,
    // A debugger's port is taken, and a program given on the command line is not this one.
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc']
  })
  const ended = new Promise<void>((resolve) => {
    reader.on('exit', () => resolve()).on('error', () => resolve())
  })
  return {
    read: (input, receive) => {
      reader.on('message', receive)
      reader.send(input)
    },
    nextPage: () => Promise.race([ended, new Promise<void>((resolve) => reader.once('message', () => resolve()))]),
    stop: () => {
      reader.kill()
      reader.unref()
      reader.channel?.unref()
    }
  }
}
