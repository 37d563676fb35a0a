import type {OutputExpectation} from './expectation.ts'
import {actualLine, type LinePattern, type LineSetting, linePattern} from './line-pattern.ts'
import {numberLines} from './numbered-line.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {readScreen} from './screen.ts'
import type {Streams} from './streams.ts'

/**
 * Lines that must be in the output in any order: `+ text` within a line, `- text` within none, others as whole lines.
 *
 * The signs are those of istio.io's own documentation tests.
 */
export function compareLines(expectation: OutputExpectation, {stdout, stderr}: Streams): Outcome {
  const setting: LineSetting = {form: 'text', name: null, anyVersion: expectation.anyVersion}
  const actual = [...stdout, ...stderr].map((line) => actualLine(line, setting))
  const sample = numberLines(readScreen(expectation.expected)).filter(({text}) => text !== '')
  const exhibit = {expected: expectation.expected, actual: [...stdout, ...stderr].join('\n')}
  if (sample.length === 0) return failed('no line is expected; write what must be there', exhibit)
  for (const {text: line, offset} of sample) {
    const at = expectation.line + offset
    const sign = /^([+-]) (.*)$/.exec(line)
    const pattern: LinePattern = linePattern(sign?.[2] ?? line, setting)
    const found = actual.find((other) => (sign === null ? pattern.matches(other) : pattern.occursIn(other)))
    const diff = [{sign: '-', text: line, ranges: []}] as const
    if (sign?.[1] === '-' && found !== undefined) {
      return failed(`${quote(pattern.text)} must not be in the output, but is in ${quote(found.text)}`, {
        ...exhibit,
        diff,
        line: at
      })
    }
    if (sign?.[1] !== '-' && found === undefined) {
      return failed(`no line of the output ${sign === null ? 'is' : 'contains'} ${quote(pattern.text)}`, {
        ...exhibit,
        diff,
        line: at
      })
    }
  }
  return passed()
}
