import {parseDuration} from '../duration.ts'
import {inferExit} from './exit.ts'
import type {ExitExpectation, Expectation} from './expectation.ts'
import type {StepEntry} from './outline.ts'
import {ownTimeout} from './reading.ts'
import {inferOutput} from './shown-output.ts'

/** What is known so far about a step's checks; rules of prose and authors' options add to it. */
export interface Draft {
  readonly entry: StepEntry
  exit: ExitExpectation
  /** What the page shows as its output, or null. */
  output: Expectation | null
  /** The text behind `output`, or null. */
  shown: string | null
  /** What prose adds. */
  readonly promised: Expectation[]
  /** For all attempts together, in milliseconds; null for the default. */
  limitMs: number | null
  /** True where an author set `limitMs`, so that it may also be short. */
  stated: boolean
  inARow: number
  /** True where prose says it of all answers. */
  ofAll: boolean
  atLeast: number
  /** True where it is to be repeated whether or not it only reads. */
  repeats: boolean
  background: boolean
  /** Time limit of one attempt, in milliseconds; null for the default. */
  timeoutMs: number | null
}

/** How many answers in a row stand for all, where none contradicts. */
export const steady = 5

/** Time limit of a step that is run once, in milliseconds. */
export const stepLimit = 600_000
/** Time limit of one attempt among many: one that hangs must leave time for others. */
const attemptLimit = 60_000

/** Begin with what the command and its shown output say by themselves. */
export function draftOf(entry: StepEntry, anyVersion: boolean): Draft {
  const {step, script} = entry
  return {
    entry,
    exit: inferExit(step, script),
    output: step.output === null ? null : inferOutput(entry, step.output, anyVersion),
    shown: step.output?.text ?? null,
    promised: [],
    limitMs: null,
    stated: false,
    inARow: 1,
    ofAll: false,
    atLeast: 1,
    repeats: false,
    background: entry.background,
    timeoutMs: null
  }
}

/** Time limit of one attempt of a step, in milliseconds. */
export function timeoutOf({entry, timeoutMs}: Draft, isPolled: boolean): number {
  if (timeoutMs !== null) return timeoutMs
  const {script} = entry
  const own = parseDuration(ownTimeout(script) ?? '')
  const waits = script.loops || script.calls.some(({words}) => words.includes('wait') || words.includes('rollout'))
  // A command with a limit of its own ends by itself shortly after it.
  return Math.max(isPolled && !waits ? attemptLimit : stepLimit, (own ?? 0) + 30_000)
}
