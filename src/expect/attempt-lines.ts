import type {Attempt} from '../transcript.ts'
import {type ActualLine, actualLine} from './line-pattern.ts'
import {readScreen} from './screen.ts'

const known = new WeakMap<Attempt, readonly ActualLine[]>()

/** The lines of standard output that are not blank, read once however often an attempt is judged. */
export function linesOf(attempt: Attempt): readonly ActualLine[] {
  const before = known.get(attempt)
  if (before !== undefined) return before
  const lines = readScreen(attempt.stdout).flatMap((text) =>
    text.trim() === '' ? [] : [actualLine(text, {form: 'text', name: null, anyVersion: false})]
  )
  known.set(attempt, lines)
  return lines
}
