import {diffArrays} from 'diff/lib/diff/array.js'
import type {DiffLine} from './expectation.ts'
import type {ActualLine, LinePattern} from './line-pattern.ts'

const context = 3
const most = 120

/** Expected beside actual, line by line, around their first difference; at most 120 lines of either. */
export function diffLines(expected: readonly LinePattern[], actual: readonly ActualLine[]): readonly DiffLine[] {
  let start = 0
  while (start < expected.length && start < actual.length && matchesAt(expected, actual, start)) start++
  const from = Math.max(0, start - context)
  const left = expected.slice(from, from + most)
  const right = actual.slice(from, from + most)
  const lines: DiffLine[] = []
  const changes = diffArrays<LinePattern | ActualLine>([...left], [...right], {
    comparator: (a, b) => 'matches' in a && !('matches' in b) && a.matches(b)
  })
  for (const {added, removed, value} of changes) {
    const sign = added ? '+' : removed ? '-' : ' '
    for (const {text} of value) lines.push({sign, text, ranges: []})
  }
  return markDifferences(lines)
}

/** Mark in each `-` line and the `+` line that replaces it the columns from the first to the last difference. */
function markDifferences(lines: readonly DiffLine[]): readonly DiffLine[] {
  const marked = [...lines]
  for (let at = 0; at < marked.length; at++) {
    if (marked[at]?.sign !== '-') continue
    let end = at
    while (marked[end]?.sign === '-') end++
    for (let offset = 0; at + offset < end && marked[end + offset]?.sign === '+'; offset++) {
      const minus = marked[at + offset]
      const plus = marked[end + offset]
      if (minus === undefined || plus === undefined) break
      const [before, after] = differingRanges(minus.text, plus.text)
      marked[at + offset] = {...minus, ranges: before}
      marked[end + offset] = {...plus, ranges: after}
    }
    at = end
  }
  return marked
}

type Ranges = DiffLine['ranges']

function differingRanges(before: string, after: string): readonly [Ranges, Ranges] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let tail = 0
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const range = (text: string): Ranges => (start < text.length - tail ? [[start, text.length - tail]] : [])
  return [range(before), range(after)]
}

function matchesAt(expected: readonly LinePattern[], actual: readonly ActualLine[], at: number): boolean {
  const line = actual[at]
  return line !== undefined && expected[at]?.matches(line) === true
}
