import type {Part} from './elided.ts'
import type {OutputExpectation} from './expectation.ts'
import {diffLines} from './line-diff.ts'
import type {ActualLine, LinePattern} from './line-pattern.ts'
import {findNearestLine} from './nearest-line.ts'
import {failed, type Outcome, quote} from './outcome.ts'

/**
 * Say which part of a sample is not in an output: of the texts that it may be, in the one that comes closest.
 *
 * @param missing the first part that is not in each of the texts
 */
export function explainMissing(
  {line, expected}: OutputExpectation,
  parts: readonly Part[],
  texts: readonly (readonly ActualLine[])[],
  missing: readonly (Part | null)[]
): Outcome {
  const {part, lines} = closest(parts, texts, missing)
  const exhibit = {expected, actual: lines.map(({text}) => text).join('\n')}
  if (part === undefined) return failed('the output is not what the page shows', exhibit)
  const {patterns, anchored, offsets} = part
  const where = {start: ' at the beginning', end: ' at the end', both: '', none: ' after what comes before it'}[
    anchored
  ]
  const alone = patterns.find((pattern) => !lines.some((actual) => pattern.matches(actual)))
  const diff = diffLines(patterns, nearest(part, lines, alone))
  const at = line + (offsets[alone === undefined ? 0 : patterns.indexOf(alone)] ?? 0)
  const text = (alone ?? patterns[0])?.text ?? ''
  return failed(
    alone === undefined
      ? `the part that begins with ${quote(text)} (line ${at}) is not in the output${where}`
      : `no line of the output matches ${quote(text)} (line ${at})`,
    {...exhibit, diff, line: at}
  )
}

// The lines around the one that the part begins with or that nearly is the one that is missing, or those where it is anchored.
function nearest(
  {patterns, anchored}: Part,
  lines: readonly ActualLine[],
  alone: LinePattern | undefined
): readonly ActualLine[] {
  if (anchored === 'end') return lines.slice(-patterns.length)
  if (anchored !== 'none') return lines.slice(0, patterns.length + 3)
  const begin = lines.findIndex((line) => patterns[0]?.matches(line) === true)
  const near = alone === undefined || begin !== -1 ? -1 : findNearestLine(alone.text, lines)
  const start = Math.max(0, near === -1 || alone === undefined ? begin : near - patterns.indexOf(alone))
  return lines.slice(start, start + patterns.length + 3)
}

/** Of several texts, the one in which most parts are, and then most lines of the first that is missing; with that part. */
function closest(
  parts: readonly Part[],
  texts: readonly (readonly ActualLine[])[],
  missing: readonly (Part | null)[]
): {readonly part: Part | undefined; readonly lines: readonly ActualLine[]} {
  const part = parts.findLast((part) => missing.includes(part)) ?? parts[0]
  const furthest = texts.filter((_, at) => missing[at] === part)
  const found = furthest.map((lines) => part?.patterns.filter((pattern) => lines.some(pattern.matches)).length ?? 0)
  return {part, lines: furthest[found.indexOf(Math.max(...found))] ?? texts[0] ?? []}
}
