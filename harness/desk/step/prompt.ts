import {createInterface, type Interface} from 'node:readline/promises'

/** Where a person types. */
export interface Prompt {
  /** A line, or null at the end of the input. Rejects with an `AbortError` once the signal is aborted or on Ctrl-C. */
  readonly ask: (prompt: string) => Promise<string | null>
  readonly close: () => void
  /** False where lines come from a pipe. */
  readonly isTerminal: boolean
}

/**
 * Read lines from a terminal, one prompt at a time, so that Ctrl-C in between ends what runs; or from a pipe.
 *
 * What is typed while something runs is read by the next prompt.
 */
export function openPrompt(input: NodeJS.ReadStream, output: NodeJS.WriteStream, signal: AbortSignal): Prompt {
  return input.isTTY ? terminalPrompt(input, output, signal) : pipedPrompt(input, output, signal)
}

function terminalPrompt(input: NodeJS.ReadStream, output: NodeJS.WriteStream, signal: AbortSignal): Prompt {
  let history: string[] = []
  return {
    ask: (prompt) =>
      new Promise((resolve, reject) => {
        const lines = createInterface({input, output, history})
        const settle = (end: () => void): void => {
          signal.removeEventListener('abort', interrupt)
          lines.off('close', onEnd)
          lines.close()
          end()
        }
        const interrupt = (): void => settle(() => reject(interruption()))
        // Ctrl-D closes it.
        const onEnd = (): void => settle(() => resolve(null))
        signal.addEventListener('abort', interrupt, {once: true})
        lines.on('history', (all) => {
          history = all
        })
        lines.once('SIGINT', interrupt)
        lines.once('line', (line) => settle(() => resolve(line)))
        lines.once('close', onEnd)
        lines.setPrompt(prompt)
        lines.prompt()
      }),
    close: () => {},
    isTerminal: true
  }
}

function pipedPrompt(input: NodeJS.ReadStream, output: NodeJS.WriteStream, signal: AbortSignal): Prompt {
  const lines: Interface = createInterface({input})
  const iterator = lines[Symbol.asyncIterator]()
  const aborted = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(interruption()), {once: true})
  )
  aborted.catch(() => {})
  return {
    ask: async (prompt) => {
      output.write(prompt)
      const next = await Promise.race([iterator.next(), aborted])
      output.write('\n')
      return next.done ? null : next.value
    },
    close: () => lines.close(),
    isTerminal: false
  }
}

function interruption(): Error {
  return Object.assign(new Error('interrupted'), {name: 'AbortError'})
}
