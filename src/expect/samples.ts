import type {Attempt} from '../transcript.ts'
import {linesOf} from './attempt-lines.ts'
import {isGapLine} from './elided.ts'
import type {SamplesExpectation} from './expectation.ts'
import {type ActualLine, actualLine, linePattern} from './line-pattern.ts'
import {mentions} from './mention.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {readScreen} from './screen.ts'

const setting = {form: 'text', name: null, anyVersion: false} as const

/** What was seen of a sample so far. */
interface Seen {
  readonly text: string
  readonly matches: (line: ActualLine) => boolean
  count: number
}

/** Every distinct sample must have been seen over all attempts, and nothing else, unless the page leaves something out. */
export function compareSamples(expectation: SamplesExpectation, attempts: readonly Attempt[]): Outcome {
  const seen = readSamples(expectation)
  const others = new Map<string, number>()
  for (const attempt of attempts) {
    for (const line of linesOf(attempt)) {
      const matched = seen.filter((sample) => sample.matches(line))
      for (const sample of matched) sample.count++
      // Until the first answer, what is asked may still be coming up.
      const answering = seen.some(({count}) => count > 0)
      if (matched.length === 0 && answering) others.set(line.text, (others.get(line.text) ?? 0) + 1)
    }
  }
  const counts = [...seen.map(({text, count}) => `${count} × ${quote(text)}`), ...countsOf(others)].join(', ')
  const report = `in ${attempts.length} ${attempts.length === 1 ? 'request' : 'requests'}: ${counts}`
  const exhibit = {expected: expectation.samples.join('\n'), actual: report}
  if (seen.length === 0) return failed('the page shows no sample', exhibit)
  const unseen = seen.filter(({count}) => count === 0).map(({text}) => quote(text))
  if (unseen.length > 0) return failed(`never seen: ${unseen.join(', ')}; ${report}`, exhibit)
  const [other] = others.keys()
  if (other !== undefined && !expectation.elided) return failed(`no sample is like ${quote(other)}; ${report}`, exhibit)
  return passed(exhibit, report)
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
    if (!known) seen.push({text, matches: words ? (line) => mentions(line.text, text) : pattern.matches, count: 0})
  }
  return seen
}

function countsOf(others: ReadonlyMap<string, number>): readonly string[] {
  return [...others].slice(0, 3).map(([text, count]) => `${count} × ${quote(text)} (no sample)`)
}
