import type {OutputExpectation} from './expectation.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {readScreen} from './screen.ts'
import {candidates, type Streams} from './streams.ts'

/** A literal text that must be in the output, or must not (`not-contains`). */
export function compareContains({type, expected}: OutputExpectation, streams: Streams): Outcome {
  const wanted = readScreen(expected).join('\n')
  if (wanted === '') return failed('an empty text is in every output; write what must be there')
  const texts = candidates(streams).map((lines) => lines.join('\n'))
  const found = texts.find((text) => text.includes(wanted))
  if (type === 'contains') {
    return found === undefined
      ? failed(`the output does not contain ${quote(wanted)}`, {expected, actual: texts[0] ?? ''})
      : passed()
  }
  if (found === undefined) return passed()
  const line = found.split('\n').find((text) => text.includes(wanted.split('\n')[0] ?? '')) ?? ''
  return failed(`the output contains ${quote(wanted)}, which must not be there`, {expected, actual: line})
}
