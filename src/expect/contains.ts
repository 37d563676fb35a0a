import type {OutputExpectation} from './expectation.ts'
import {isStatusLine} from './http-reading.ts'
import {hasWords} from './mention.ts'
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
export function compareContains({type, expected, words}: OutputExpectation, streams: Streams): Outcome {
  const wanted = readScreen(expected).join('\n')
  if (wanted === '') return failed('an empty text is in every output; write what must be there')
  const texts = candidates(streams).map((lines) => (words === true ? linesFor(wanted, lines) : lines).join('\n'))
  const isIn = (text: string): boolean => (words === true ? hasWords(text, wanted) : text.includes(wanted))
  const found = texts.find(isIn)
  if (type === 'contains') {
    return found === undefined
      ? failed(`the output does not contain ${quote(wanted)}`, {expected, actual: texts[0] ?? ''})
      : passed()
  }
  if (found === undefined) return passed()
  const line = found.split('\n').find((text) => text.includes(wanted.split('\n')[0] ?? '')) ?? ''
  return failed(`the output contains ${quote(wanted)}, which must not be there`, {expected, actual: line})
}

function linesFor(wanted: string, lines: readonly string[]): readonly string[] {
  if (!isStatusCode(wanted)) return lines
  const statuses = lines.filter((line) => isStatusLine(line.trimStart()))
  return statuses.length === 0 ? lines : statuses
}
