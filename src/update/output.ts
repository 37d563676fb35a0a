import type {AbsenceExpectation, OutputExpectation} from '../expect/expectation.ts'
import {responseLines} from '../expect/http.ts'
import {lineSetting} from '../expect/line-pattern.ts'
import {candidates, readStreams} from '../expect/streams.ts'
import type {Attempt} from '../transcript.ts'
import {rewriteTable} from './table.ts'
import {type NewLine, rewriteText} from './text.ts'

/** An expectation that stands on the page as output. */
export type ShownExpectation = OutputExpectation | AbsenceExpectation

/**
 * Rewrite an output as the page shows it by what was printed.
 *
 * @param shown the lines on the page, site variables resolved
 * @returns null where the outputs are too long to be compared
 */
export function rewriteOutput(
  expectation: ShownExpectation,
  shown: readonly string[],
  attempt: Attempt
): readonly NewLine[] | null {
  const leeway = expectation.type === 'absence' ? {anyVersion: false} : expectation
  const stream = expectation.type === 'absence' ? 'either' : expectation.stream
  const streams = readStreams(attempt, stream)
  const actual = expectation.type === 'http' ? responseLines(streams, shown) : (candidates(streams)[0] ?? [])
  const lines = expectation.type === 'json' ? formatLike(shown, actual) : actual
  const table = expectation.type === 'table' ? rewriteTable(shown, lines, leeway) : null
  return table ?? rewriteText(shown, lines, lineSetting(leeway))
}

/** Lay JSON out as the page does: over several lines where it has several, with its indentation. */
function formatLike(shown: readonly string[], actual: readonly string[]): readonly string[] {
  try {
    const indentation = shown.map((line) => /^\s+(?=\S)/.exec(line)?.[0]).find((blanks) => blanks !== undefined)
    const value: unknown = JSON.parse(actual.join('\n'))
    return shown.length === 1 ? [JSON.stringify(value)] : JSON.stringify(value, null, indentation ?? 2).split('\n')
  } catch {
    return actual
  }
}
