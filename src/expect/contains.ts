import type {OutputExpectation} from './expectation.ts'
import {isStatusLine} from './http-reading.ts'
import {hasQuoted} from './mention.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {isStatusCode} from './request.ts'
import {readScreen} from './screen.ts'
import {candidates, type Streams} from './streams.ts'

/**
 * A text that must be in the output, or must not (`not-contains`).
 *
 * What an author writes is any part of it. What prose says stands there as words; a status code stands in the status lines of
 * the responses where the output has them, since a body or a length may have any number.
 */
export function compareContains({type, expected, words, each}: OutputExpectation, streams: Streams): Outcome {
  const wanted = readScreen(expected).join('\n')
  if (wanted === '') return failed('an empty text is in every output; write what must be there')
  const texts = candidates(streams).map((lines) => (words === true ? linesFor(wanted, lines) : lines).join('\n'))
  const isIn = (text: string): boolean => (words === true ? hasQuoted(text, wanted) : text.includes(wanted))
  const found = texts.find(isIn)
  if (type === 'contains') {
    if (found === undefined)
      return failed(`the output does not contain ${quote(wanted)}`, {expected, actual: texts[0] ?? ''})
    const answers = each === true ? [streams.stdout, streams.stderr].flatMap(statusesIn) : []
    const other = answers.find((line) => !hasQuoted(line, wanted))
    if (other === undefined) return passed()
    return failed(`not every answer is ${quote(wanted)}: ${quote(other.trim())}`, {
      expected,
      actual: answers.join('\n')
    })
  }
  if (found === undefined) return passed()
  const [first = ''] = wanted.split('\n')
  const line = found.split('\n').find((text) => isIn(text) || text.includes(first)) ?? ''
  return failed(`the output contains ${quote(wanted)}, which must not be there`, {expected, actual: line})
}

/** The statuses of several answers: status lines, or else lines that differ in numbers only. */
function statusesIn(lines: readonly string[]): readonly string[] {
  const statuses = lines.filter((line) => isStatusLine(line.trimStart()))
  if (statuses.length > 0) return statuses.filter((line) => !isInterim(line))
  const answers = lines.filter((line) => line.trim() !== '')
  const forms = new Set(answers.map((line) => line.trim().replace(/\d+/g, '0')))
  return forms.size === 1 ? answers : []
}

/** `100 Continue` comes before an answer. */
function isInterim(line: string): boolean {
  return / 1\d\d(?: |$)/.test(line)
}

function linesFor(wanted: string, lines: readonly string[]): readonly string[] {
  if (!isStatusCode(wanted)) return lines
  const statuses = lines.filter((line) => isStatusLine(line.trimStart()))
  return statuses.length === 0 ? lines : statuses
}
