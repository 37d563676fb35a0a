import type {PlannedStep} from '../plan/plan.ts'
import {maskSecrets} from '../secrets.ts'
import type {Attempt} from '../transcript.ts'
import {compareAbsence} from './absence.ts'
import {compareContains} from './contains.ts'
import {compareExit} from './exit-status.ts'
import {
  type Expectation,
  isOverall,
  type OutputExpectation,
  type OverallExpectation,
  type Verdict
} from './expectation.ts'
import {compareFirst} from './first.ts'
import {compareHttp} from './http.ts'
import {compareKeyValues} from './key-values.ts'
import {compareLines} from './lines.ts'
import {excerpt, failed, type Outcome, passed} from './outcome.ts'
import {describePatience} from './patience.ts'
import {findRefusal} from './refusal.ts'
import {compareSamples} from './samples.ts'
import {compareShares} from './share.ts'
import {compareStatus} from './status.ts'
import {readStreams} from './streams.ts'
import {compareStructure} from './structure.ts'
import {compareTables} from './table.ts'
import {compareText} from './text.ts'
import {findTrouble} from './trouble.ts'
import {findWrongAnswer} from './wrong-answer.ts'

/** What of a planned step is needed to judge it. */
export type JudgedStep = Pick<PlannedStep, 'command' | 'output' | 'sample' | 'expectations' | 'poll'>

/**
 * Judge what happened by what the page promises: one verdict for each expectation, in their order.
 *
 * Called after each attempt, and once with all of them by a replay, with the same result. An attempt is compared once, however
 * often it is judged.
 */
export function judgeStep(step: JudgedStep, attempts: readonly Attempt[]): readonly Verdict[] {
  return step.expectations.map((expectation) => {
    const outcome = judgeExpectation(step, expectation, attempts)
    const {type, line, text} = expectation
    const {expected, actual, message, diff} = outcome
    const status = outcome.passed ? 'passed' : 'failed'
    const hopeless = outcome.passed ? null : findHopeless(expectation, attempts)
    return {type, line: outcome.line ?? line, text, status, expected, actual, message, diff, hopeless}
  })
}

function judgeExpectation(step: JudgedStep, expectation: Expectation, attempts: readonly Attempt[]): Outcome {
  const last = attempts.at(-1)
  if (last === undefined) {
    return {passed: false, expected: null, actual: null, message: 'the command was never run', diff: [], line: null}
  }
  const outcome = isOverall(expectation) ? compareAll(expectation, attempts) : compareOnce(step, expectation, last)
  if (!outcome.passed) return outcome
  const impatient = describePatience(
    step.poll,
    expectation,
    attempts,
    (attempt) => compareOnce(step, expectation, attempt).passed
  )
  return impatient === null ? outcome : {...outcome, passed: false, message: impatient}
}

function compareAll(expectation: OverallExpectation, attempts: readonly Attempt[]): Outcome {
  switch (expectation.type) {
    case 'samples':
      return compareSamples(expectation, attempts)
    case 'share':
      return compareShares(expectation, attempts)
    case 'first':
      return compareFirst(expectation, attempts)
  }
}

// By attempt, for one expectation as part of one step.
interface Known {
  readonly shown: string | null
  readonly byAttempt: WeakMap<Attempt, Outcome>
}

const outcomes = new WeakMap<Expectation, Known>()

function compareOnce(step: JudgedStep, expectation: Expectation, attempt: Attempt): Outcome {
  const before = outcomes.get(expectation)
  const shown = step.output ?? step.sample ?? null
  const known = before?.shown === shown ? before : {shown, byAttempt: new WeakMap()}
  outcomes.set(expectation, known)
  const outcome = known.byAttempt.get(attempt) ?? compare(step.command, shown, expectation, attempt)
  known.byAttempt.set(attempt, outcome)
  return outcome
}

function compare(command: string, shown: string | null, expectation: Expectation, attempt: Attempt): Outcome {
  switch (expectation.type) {
    case 'exit':
      return compareExit(expectation, attempt, command, shown)
    case 'absence':
      return compareAbsence(expectation, attempt)
    case 'status':
      return compareStatus(expectation, attempt, shown)
    case 'samples':
    case 'share':
    case 'first':
      return compareAll(expectation, [attempt])
    default:
      return compareOutput(asCompared(expectation), attempt, command)
  }
}

/** An expectation with the line on which its text would begin, and masked, as everything that was printed is. */
function asCompared(expectation: OutputExpectation): OutputExpectation {
  const {line, lead = 0, expected} = expectation
  return {...expectation, line: line - lead, expected: maskSecrets(expected)}
}

/** Compare output, of which only the beginning may have been kept. */
function compareOutput(expectation: OutputExpectation, attempt: Attempt, command: string): Outcome {
  if (expectation.orNothing === true && attempt.stdout.trim() === '') return passed({}, 'there is no output')
  const compared = compareKept(expectation, attempt, command)
  const outcome = {
    ...compared,
    expected: compared.expected ?? excerpt(expectation.expected),
    actual: compared.actual ?? excerpt(attempt.stdout)
  }
  if (!attempt.truncated) return outcome
  const note = 'only the beginning of the output was kept'
  if (outcome.passed) return expectation.type === 'not-contains' ? failed(note) : outcome
  return {...outcome, message: `${outcome.message}; ${note}`}
}

function compareKept(expectation: OutputExpectation, attempt: Attempt, command: string): Outcome {
  const streams = readStreams(attempt, expectation.stream, expectation.expected)
  switch (expectation.type) {
    case 'same':
    case 'like':
    case 'elided':
      return compareText(expectation, streams, attempt.prompts)
    case 'contains':
    case 'not-contains':
      return compareContains(expectation, streams)
    case 'lines':
      return compareLines(expectation, streams)
    case 'table':
      return compareTables(expectation, streams)
    case 'json':
    case 'yaml':
      return compareStructure(expectation, streams, command)
    case 'http':
      return compareHttp(expectation, streams, command)
    case 'listing':
      return compareKeyValues(expectation, streams)
  }
}

function findHopeless(expectation: Expectation, attempts: readonly Attempt[]): string | null {
  const last = attempts.at(-1)
  if (last === undefined) return null
  if (expectation.type === 'first') return 'the first answer has been given'
  return findRefusal(last) ?? findTrouble(expectation, attempts) ?? findWrongAnswer(expectation, attempts)
}
