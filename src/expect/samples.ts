import type {Attempt} from '../transcript.ts'
import {linesOf} from './attempt-lines.ts'
import {isGapLine} from './elided.ts'
import type {SamplesExpectation} from './expectation.ts'
import {type ActualLine, actualLine, linePattern} from './line-pattern.ts'
import {mentions} from './mention.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {isPassingError} from './passing-error.ts'
import {readScreen} from './screen.ts'

const setting = {form: 'text', name: null, anyVersion: false} as const

/** What was seen of a sample so far. */
interface Seen {
  readonly text: string
  readonly matches: (line: ActualLine) => boolean
  count: number
  /** Whether it was seen since the last answer that is like no sample. */
  lately: boolean
}

/** So many answers must fit after one that did not, before it counts as something that had to settle. */
const steady = 20

/**
 * Every distinct sample must have been seen over all attempts, and nothing else, unless the page leaves something out.
 *
 * Until the first of them comes, errors that may pass do not count. While a mesh settles, an answer may be another one still
 * (such an error, an old version). It is forgiven once all samples were seen after it, and twenty answers without a break were
 * like them.
 */
export function compareSamples(expectation: SamplesExpectation, attempts: readonly Attempt[]): Outcome {
  const seen = readSamples(expectation)
  const others = new Map<string, number>()
  let stray: string | null = null
  let fitting = 0
  const lines = attempts.flatMap((attempt) => linesOf(attempt).map((line) => ({line, attempt})))
  for (const {line, attempt} of lines) {
    const matched = seen.filter((sample) => sample.matches(line))
    for (const sample of matched) {
      sample.count++
      sample.lately = true
    }
    if (matched.length > 0) {
      if (fitting === 0 && stray === null) others.clear()
      fitting++
      continue
    }
    others.set(line.text, (others.get(line.text) ?? 0) + 1)
    const answering = seen.some(({count}) => count > 0)
    if (!answering && isPassingError(line.text, attempt)) continue
    stray = line.text
    fitting = 0
    for (const sample of seen) sample.lately = false
  }
  const counts = [...seen.map(({text, count}) => `${count} × ${quote(text)}`), ...countsOf(others)].join(', ')
  const report = `in ${attempts.length} ${attempts.length === 1 ? 'request' : 'requests'}: ${counts}`
  const exhibit = {expected: expectation.samples.join('\n'), actual: report}
  if (seen.length === 0) return failed('the page shows no sample', exhibit)
  const unseen = seen.filter(({count}) => count === 0).map(({text}) => quote(text))
  if (unseen.length > 0) return failed(`never seen: ${unseen.join(', ')}; ${report}`, exhibit)
  const settles = fitting >= steady && seen.every(({lately}) => lately)
  if (stray === null || expectation.elided || settles) return passed(exhibit, report)
  const late = seen.flatMap(({lately, text}) => (lately ? [] : [quote(text)]))
  const since =
    fitting === 0
      ? ''
      : fitting < steady
        ? `, after which only ${fitting} of ${steady} answers have come`
        : `, after which ${late.join(', ')} never came`
  return failed(`no sample is like ${quote(stray)}${since}; ${report}`, exhibit)
}

const strays = new WeakMap<SamplesExpectation, WeakMap<Attempt, readonly string[]>>()

/** The lines of an attempt that are like no sample; each attempt is looked at once, however often it is asked. */
export function straysOf(expectation: SamplesExpectation, attempt: Attempt): readonly string[] {
  const known = strays.get(expectation) ?? new WeakMap<Attempt, readonly string[]>()
  strays.set(expectation, known)
  const before = known.get(attempt)
  if (before !== undefined) return before
  const samples = readSamples(expectation)
  const found = linesOf(attempt).flatMap((line) => (samples.some(({matches}) => matches(line)) ? [] : [line.text]))
  known.set(attempt, found)
  return found
}

function readSamples({samples, words}: SamplesExpectation): readonly Seen[] {
  const lines = samples.flatMap((sample) => (words ? [sample] : readScreen(sample)))
  const seen: Seen[] = []
  for (const text of lines) {
    if (text.trim() === '' || isGapLine(text)) continue
    const pattern = linePattern(text, setting)
    const known = seen.some((other) =>
      words ? other.text === text : linePattern(other.text, setting).matches(actualLine(text, setting))
    )
    const matches = words ? (line: ActualLine) => mentions(line.text, text) : pattern.matches
    if (!known) seen.push({text, matches, count: 0, lately: false})
  }
  return seen
}

function countsOf(others: ReadonlyMap<string, number>): readonly string[] {
  return [...others].slice(0, 3).map(([text, count]) => `${count} × ${quote(text)} (no sample)`)
}
