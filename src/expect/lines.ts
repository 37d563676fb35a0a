import type {OutputExpectation} from './expectation.ts'
import {diffLines} from './line-diff.ts'
import {
  type ActualLine,
  actualLine,
  type LinePattern,
  type LineSetting,
  linePattern,
  lineSetting
} from './line-pattern.ts'
import {findNearestLine} from './nearest-line.ts'
import {numberLines} from './numbered-line.ts'
import {occurrencesOf} from './occurrences.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {readScreen} from './screen.ts'
import type {Streams} from './streams.ts'

/**
 * Lines that must be in the output in any order: `+ text` within a line, `- text` within none, others as whole lines.
 *
 * The signs are those of istio.io's own documentation tests.
 */
export function compareLines(expectation: OutputExpectation, {stdout, stderr}: Streams): Outcome {
  const setting = lineSetting(expectation)
  const actual = [...stdout, ...stderr].map((line) => actualLine(line, setting))
  const sample = numberLines(readScreen(expectation.expected))
    .filter(({text}) => text !== '')
    .map(({text, offset}) => ({...readSign(text, setting), text, offset}))
  const exhibit = {expected: expectation.expected, actual: [...stdout, ...stderr].join('\n')}
  if (sample.length === 0) return failed('no line is expected; write what must be there', exhibit)
  // A page may show the signs of `diff`: what is the page to the letter is what the page shows.
  if (sample.map(({text}) => text).join('\n') === stdout.filter((line) => line !== '').join('\n')) return passed()
  const found = findLines(sample, actual)
  for (const wanted of sample) {
    const {sign, pattern, text, offset} = wanted
    const line = found.get(wanted)
    const where = {...exhibit, diff: [{sign: '-', text, ranges: []}] as const, line: expectation.line + offset}
    if (sign === '-' && line !== undefined) {
      return failed(`${quote(pattern.text)} must not be in the output, but is in ${quote(line.text)}`, where)
    }
    if (sign !== '-' && line === undefined) {
      const verb = sign === null ? 'is' : 'contains'
      const near = actual[findNearestLine(pattern.text, actual)]
      const diff = near === undefined ? where.diff : diffLines([{...pattern, text}], [near])
      return failed(`no line of the output ${verb} ${quote(pattern.text)}`, {...where, diff})
    }
  }
  return passed()
}

/** A line of the sample. */
interface Wanted {
  readonly sign: '+' | '-' | null
  readonly pattern: LinePattern
}

function readSign(line: string, setting: LineSetting): Wanted {
  const [, sign, text] = /^([+-]) (.*)$/.exec(line) ?? []
  return {sign: sign === '+' || sign === '-' ? sign : null, pattern: linePattern(text ?? line, setting)}
}

/** For each line of the sample the first one of the output that it is, or is in; one pass over the output finds all of them. */
function findLines<W extends Wanted>(sample: readonly W[], actual: readonly ActualLine[]): ReadonlyMap<W, ActualLine> {
  const found = new Map<W, ActualLine>()
  const byText = new Map<string, W[]>()
  for (const wanted of sample) {
    for (const text of wanted.pattern.landmarks()) {
      const same = byText.get(text)
      if (same === undefined) byText.set(text, [wanted])
      else same.push(wanted)
    }
  }
  // What has no text of its own, only values, may be anywhere.
  const anywhere = byText.get('') ?? []
  const texts = [...byText.keys()].filter((text) => text !== '')
  const occurrences = occurrencesOf(texts)
  for (const line of actual) {
    const landmarks = occurrences(line.text.replace(/[ \t]+/g, ' '))
    const candidates = [...anywhere, ...[...landmarks].flatMap((at) => byText.get(texts[at] ?? '') ?? [])]
    for (const wanted of candidates) {
      const {sign, pattern} = wanted
      if (!found.has(wanted) && (sign === null ? pattern.matches(line) : pattern.occursIn(line)))
        found.set(wanted, line)
    }
  }
  return found
}
