import type {Prompt} from '../../src/transcript.ts'
import {OUTPUT_LIMIT} from './channel.ts'
import type {FifoHolder} from './fifos.ts'
import type {Output} from './output.ts'
import {respond} from './question.ts'
import {waitsForStdin} from './stdin-wait.ts'

/** Why a step is ended before it ends itself. */
export type Ending =
  /** Its time is up; `text` says what it waited for, where that is known. */
  {readonly type: 'time'; readonly text: string | null} | {readonly type: 'reason'; readonly text: string}

/** A step while it runs. */
export interface WatchedStep {
  readonly outputs: readonly Output[]
  readonly prompts: Prompt[]
  readonly stdin: FifoHolder
  readonly stdinPath: string
  /** Ids of the processes that run it, the shell's included. */
  readonly processes: () => readonly number[]
  readonly timeoutMs: number
}

const ANSWERS = 20
/** How often a question is answered that comes again at once: whoever asks so often wants something else. */
const SAME_ANSWERS = 3
/** Where nobody can tell whether a process waits, a question stands this long before it is answered, in milliseconds. */
const QUIET_MS = 1000
/** How long a step that does nothing but wait for input is let be, in milliseconds. */
const STARVED_MS = 3000

/** Time between looks, which grows while nothing comes, in milliseconds. */
const FIRST_LOOK_MS = 20
const LAST_LOOK_MS = 500

/** Decides at each look whether a step is to be ended, and answers its questions; `wake` says that output came. */
export interface Watch {
  /** What to do, and after how many milliseconds to look again. */
  look(): {readonly ending: Ending} | {readonly again: number}
  /** Output came; true where it is worth a look at once. */
  wake(): boolean
}

/** Watch a step from now on. */
export function watchStep(step: WatchedStep): Watch {
  const deadline = performance.now() + step.timeoutMs
  let changed = performance.now()
  let starvedSince: number | null = null
  // What was written when the last question was answered: nothing new, nothing asked.
  let answered = 0
  let delay = FIRST_LOOK_MS

  const isEndless = (): boolean => step.outputs.some((output) => output.total > OUTPUT_LIMIT)
  const written = (): number => step.outputs.reduce((sum, output) => sum + output.total, 0)

  const question = (): {readonly output: Output; readonly line: string} | null => {
    if (written() === answered) return null
    for (const output of step.outputs) {
      const line = output.lastLine()
      if (respond(line) !== null) return {output, line}
    }
    return null
  }

  const meet = ({output, line}: {readonly output: Output; readonly line: string}): string | null => {
    const response = respond(line)
    if (response?.type !== 'answer') return `it asks for a secret: \`${line.trim()}\``
    const last = step.prompts.slice(-SAME_ANSWERS)
    const same = last.length === SAME_ANSWERS && last.every((prompt) => prompt.question === line.trim())
    if (same || step.prompts.length >= ANSWERS) return `it keeps asking: \`${line.trim()}\``
    step.prompts.push({question: line.trim(), answer: response.text})
    output.dropLastLine()
    step.stdin.write(`${response.text}\n`)
    changed = performance.now()
    delay = FIRST_LOOK_MS
    answered = written()
    return null
  }

  return {
    wake() {
      const isLate = delay > 2 * FIRST_LOOK_MS
      changed = performance.now()
      starvedSince = null
      delay = FIRST_LOOK_MS
      return isLate || isEndless()
    },
    look() {
      const now = performance.now()
      if (isEndless()) {
        return end(`it wrote more than ${OUTPUT_LIMIT / 1024 / 1024} MiB and did not stop`)
      }
      if (now >= deadline) {
        const wait = waitsForStdin(step.processes(), step.stdinPath)
        return {ending: {type: 'time', text: wait === 'some' || wait === 'only' ? starved(step.outputs) : null}}
      }
      delay = Math.min(delay * 1.5, LAST_LOOK_MS)
      const asked = question()
      // Looking at processes costs more than waiting a little.
      if (asked !== null || now - changed > STARVED_MS / 3) {
        const wait = waitsForStdin(step.processes(), step.stdinPath)
        const asks =
          wait === 'some' ||
          wait === 'only' ||
          (wait === 'maybe' && asked?.output.open === true && now - changed > QUIET_MS)
        if (asked !== null && asks) {
          const refusal = meet(asked)
          if (refusal !== null) return end(refusal)
        } else if (wait === 'only') {
          starvedSince ??= now
          if (now - starvedSince > STARVED_MS) return end(starved(step.outputs))
        } else starvedSince = null
      }
      return {again: Math.max(1, Math.min(delay, deadline - now))}
    }
  }
}

function end(text: string): {readonly ending: Ending} {
  return {ending: {type: 'reason', text}}
}

function starved(outputs: readonly Output[]): string {
  const line = outputs.map((output) => output.lastLine().trim()).find((line) => line !== '')
  return `it waits for standard input, and nobody types${line === undefined ? '' : ` (after \`${line}\`)`}`
}
