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
  // Whoever pastes several lines, or types ahead, is asked for the rest of them at the next prompts.
  const ahead: (string | null)[] = []
  let begun = ''
  return {
    ask: (prompt) =>
      new Promise((resolve, reject) => {
        const typed = ahead.shift()
        if (typed !== undefined) {
          output.write(`${prompt}${typed ?? ''}\n`)
          resolve(typed)
          return
        }
        const lines = createInterface({input, output, history})
        const settle = (end: () => void): void => {
          signal.removeEventListener('abort', interrupt)
          lines.off('close', onEnd).off('close', endLater)
          lines.close()
          end()
        }
        const interrupt = (): void => settle(() => reject(interruption()))
        // Ctrl-D closes it.
        const onEnd = (): void => settle(() => resolve(null))
        const endLater = (): void => void ahead.push(null)
        signal.addEventListener('abort', interrupt, {once: true})
        lines.on('history', (all) => {
          history = all
        })
        lines.once('SIGINT', interrupt)
        lines.once('line', (line) => {
          lines.off('close', onEnd)
          lines.on('line', (next) => ahead.push(next)).once('close', endLater)
          // What came together with the line is read before anything else happens.
          setImmediate(() => {
            begun = lines.line
            settle(() => resolve(line))
          })
        })
        lines.once('close', onEnd)
        lines.setPrompt(prompt)
        lines.prompt()
        if (begun !== '') lines.write(begun)
        begun = ''
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
