import type {OutputExpectation} from './expectation.ts'
import {diffLines} from './line-diff.ts'
import {type ActualLine, actualLine, type LinePattern, linePattern, lineSetting} from './line-pattern.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {remedy} from './remedy.ts'
import type {Texts} from './text.ts'

/** Every line as the page shows it and no other one, in order; only values that vary by nature may differ. */
export function compareSame(expectation: OutputExpectation, {sample, ...streams}: Texts): Outcome {
  const setting = lineSetting(expectation)
  const patterns = sample.map(({text}) => linePattern(text, setting))
  const stdout = streams.stdout.map((line) => actualLine(line, setting))
  const stderr = streams.stderr.map((line) => actualLine(line, setting))
  const whole = stdout.length === patterns.length && patterns.every((pattern, at) => matches(pattern, stdout[at]))
  if (whole || interleaves(patterns, stdout, stderr)) return passed()
  // What is nearer to the page: standard output alone, or what a terminal shows.
  const seen = stdout.length >= patterns.length ? stdout : [...stdout, ...stderr]
  const lines = sample.map(({offset}) => expectation.line + offset)
  return explain(expectation, patterns, lines, seen)
}

/**
 * Whether both streams together, each in its own order, give the sample.
 *
 * Lines that fit either stream leave several ways open; 32 of them are followed, which bounds the work.
 */
function interleaves(
  patterns: readonly LinePattern[],
  stdout: readonly ActualLine[],
  stderr: readonly ActualLine[]
): boolean {
  if (stderr.length === 0 || stdout.length + stderr.length !== patterns.length) return false
  let taken: readonly number[] = [0]
  for (const [at, pattern] of patterns.entries()) {
    const next = new Set<number>()
    for (const used of taken) {
      if (matches(pattern, stdout[used])) next.add(used + 1)
      if (matches(pattern, stderr[at - used])) next.add(used)
    }
    if (next.size === 0) return false
    taken = [...next].slice(0, 32)
  }
  return taken.includes(stdout.length)
}

function explain(
  {line, expected}: OutputExpectation,
  patterns: readonly LinePattern[],
  lines: readonly number[],
  seen: readonly ActualLine[]
): Outcome {
  const exhibit = {expected, actual: seen.map(({text}) => text).join('\n'), diff: diffLines(patterns, seen)}
  if (seen.length === 0) return failed('the command printed nothing', exhibit)
  const index = patterns.findIndex((pattern, at) => !matches(pattern, seen[at]))
  const wanted = patterns[index]
  if (wanted === undefined) {
    const extra = seen[patterns.length]?.text ?? ''
    const after = (lines.at(-1) ?? line - 1) + 1
    return failed(`the output goes on after what the page shows, with ${quote(extra)}; ${remedy(extra, after)}`, {
      ...exhibit,
      line: lines.at(-1) ?? line
    })
  }
  const at = lines[index] ?? line
  const got = seen[index]
  if (got === undefined)
    return failed(`the output ends before ${quote(wanted.text)} (line ${at})`, {...exhibit, line: at})
  return failed(`expected ${quote(wanted.text)}, got ${quote(got.text)}; ${remedy(got.text, at)}`, {
    ...exhibit,
    line: at
  })
}

function matches(pattern: LinePattern, line: ActualLine | undefined): boolean {
  return line !== undefined && pattern.matches(line)
}
