import type {Poll} from '../plan/plan.ts'
import type {Attempt} from '../transcript.ts'
import {type Expectation, isOverall} from './expectation.ts'

/**
 * What is still to be waited for although the last attempt passes: more attempts, more of them in a row, more time.
 *
 * @param passes whether an attempt passes; asked from the last one back, as far as it is needed
 * @returns null where nothing is
 */
export function describePatience(
  poll: Poll | null,
  expectation: Expectation,
  attempts: readonly Attempt[],
  passes: (attempt: Attempt) => boolean
): string | null {
  // The first answer is what it is, however many follow.
  if (expectation.type === 'first') return null
  const atLeast = poll?.atLeast ?? 1
  if (attempts.length < atLeast) return `it held, but was tried only ${attempts.length} of ${atLeast} times`
  if (isOverall(expectation)) return null
  const {holdMs} = expectation
  const inARow = neededInARow(poll, attempts, passes)
  if (inARow <= 1 && holdMs <= 0) return null
  const failing = attempts.findLastIndex((attempt) => !passes(attempt))
  const run = attempts.slice(failing + 1)
  if (run.length < inARow) return `it held only ${run.length} of ${inARow} times in a row`
  const heldMs = endOf(run.at(-1)) - endOf(run[0])
  return heldMs < holdMs ? `it held only for ${seconds(heldMs)} of ${seconds(holdMs)}` : null
}

/** After an answer that contradicts, five in a row may be luck: half of all answers are right as often as not. */
const beyondChance = 20

function neededInARow(poll: Poll | null, attempts: readonly Attempt[], passes: (attempt: Attempt) => boolean): number {
  const inARow = poll?.inARow ?? 1
  if (!poll?.ofAll || inARow >= beyondChance) return inARow
  const contradicts = attempts.some(
    (attempt) => attempt.exitCode === 0 && attempt.stdout.trim() !== '' && !passes(attempt)
  )
  return contradicts ? beyondChance : inARow
}

// The state that an attempt shows is that of its end, so that one slow attempt proves no duration.
function endOf(attempt: Attempt | undefined): number {
  return attempt === undefined ? 0 : attempt.startedMs + attempt.durationMs
}

function seconds(ms: number): string {
  return `${Math.floor(ms / 100) / 10} s`
}
