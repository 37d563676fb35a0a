import type {Attempt} from '../transcript.ts'
import type {FirstExpectation} from './expectation.ts'
import {hasWords} from './mention.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {readScreen} from './screen.ts'
import {saysFailure} from './shown-error.ts'

/** The first attempt as the page says it is: it has a text, or it fails. */
export function compareFirst({answer}: FirstExpectation, [first]: readonly Attempt[]): Outcome {
  if (first === undefined) return failed('the command was never run')
  const said = [...readScreen(first.stdout), ...readScreen(first.stderr)].join('\n')
  const exhibit = {expected: answer ?? 'a failure', actual: `${said}\nexit status ${first.exitCode ?? 'none'}`.trim()}
  const holds = answer === null ? first.exitCode !== 0 || saysFailure(said) : hasWords(said, answer)
  if (holds) return passed(exhibit)
  return failed(
    answer === null
      ? 'the first answer did not fail; where it need not, write that it may'
      : `the first answer has no ${quote(answer)}`,
    exhibit
  )
}
