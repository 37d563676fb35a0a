import type {Attempt} from '../transcript.ts'
import type {Expectation} from './expectation.ts'
import {quote} from './outcome.ts'
import {isPassingError} from './passing-error.ts'
import {straysOf} from './samples.ts'

/** How long an answer that the page does not show may come before asking again is given up, in milliseconds. */
const patienceMs = 30_000
/** So often it must have come in that time. */
const fewest = 5

/**
 * Why asking again cannot help any more: an answer that is like no sample keeps coming, and is no error that may pass.
 *
 * Routes and old pods need their time, so it must come for half a minute, five times or more.
 */
export function findWrongAnswer(expectation: Expectation, attempts: readonly Attempt[]): string | null {
  if (expectation.type !== 'samples' || expectation.elided) return null
  const last = attempts.at(-1)
  if (last === undefined) return null
  const wrong = attempts.filter((attempt) => isWrong(straysOf(expectation, attempt), attempt))
  const [first] = wrong
  const latest = wrong.at(-1)
  if (first === undefined || latest === undefined || wrong.length < fewest) return null
  const lastedMs = latest.startedMs - first.startedMs
  if (lastedMs < patienceMs || last.startedMs - latest.startedMs > patienceMs / 2) return null
  const answer = quote(straysOf(expectation, latest)[0] ?? '')
  return `no sample is like ${answer}, and such answers keep coming (${wrong.length} in ${Math.round(lastedMs / 1000)} s)`
}

function isWrong(strays: readonly string[], attempt: Attempt): boolean {
  return strays.length > 0 && !strays.some((line) => isPassingError(line, attempt))
}
