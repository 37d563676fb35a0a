import type {Element, ElementContent} from 'hast'
import {h} from 'hastscript'
import type {DiffLine, Verdict} from '../../expect/expectation.ts'
import type {StepResult} from '../../result.ts'
import {count} from '../count.ts'
import {countLines, endOf} from '../excerpt.ts'
import {splitAtRanges} from '../text/diff.ts'
import {labelLines} from '../text/labels.ts'
import {makeVisible, settleOutput} from '../visible.ts'

const mostLines = 300

// Two lines that are wider than this do not fit beside each other.
const widestBeside = 52

/**
 * Expected beside actual: by lines where they were compared so, else as two texts. Wide lines stand above each other
 * instead, where the eye finds their columns aligned.
 */
export function renderComparison({diff, expected, actual}: Verdict): readonly Element[] {
  if (diff.length > 0) {
    const wide = diff.some(({text}) => text.length > widestBeside)
    return [wide ? stackLines(diff) : besideLines(diff)]
  }
  if (expected === null && actual === null) return []
  const [left, right] = [settle(expected), settle(actual)]
  const wide = `${left}\n${right}`.split('\n').some((line) => line.length > widestBeside)
  const rows = wide
    ? [stackRow('expected', left), stackRow('actual', right)]
    : [h('tr', [textCell(left, 'expected'), textCell(right, 'actual')])]
  return [wide ? frame(stackedHead, rows) : frame(besideHead, rows)]
}

const settle = (text: string | null): string => cut(text ?? '')

const besideHead: readonly Element[] = [
  h('th', {scope: 'col'}, 'Expected, as on the page'),
  h('th', {scope: 'col'}, 'Actual')
]
const stackedHead: readonly Element[] = [
  h('th', {scope: 'col', colSpan: 2}, 'Expected, as on the page (−), and actual (+)')
]

function frame(head: readonly Element[], rows: readonly Element[]): Element {
  return h('div.scroll', {tabIndex: 0, role: 'region', ariaLabel: 'Expected beside actual'}, [
    h('table.comparison', [h('thead', h('tr', [...head])), h('tbody', [...rows])])
  ])
}

function besideLines(diff: readonly DiffLine[]): Element {
  const rows = pairLines(diff.slice(0, mostLines)).map(([expected, actual]) =>
    h('tr', [lineCell(expected), lineCell(actual)])
  )
  return frame(besideHead, [...rows, ...renderRest(diff)])
}

function stackLines(diff: readonly DiffLine[]): Element {
  const rows = diff.slice(0, mostLines).map((line) => h('tr', [signCell(line.sign), lineCell(line)]))
  return frame(stackedHead, [...rows, ...renderRest(diff)])
}

function renderRest(diff: readonly DiffLine[]): readonly Element[] {
  const rest = diff.length - mostLines
  return rest > 0 ? [h('tr', h('td', {colSpan: 2}, `… ${count(rest, 'more line')}`))] : []
}

const stackRow = (className: 'expected' | 'actual', text: string): Element =>
  h('tr', [signCell(className === 'expected' ? '-' : '+'), textCell(text, className)])

function signCell(sign: DiffLine['sign']): Element {
  if (sign === ' ') return h('td.sign')
  return h(
    'td.sign',
    {dataSign: sign},
    h('span', {role: 'img', ariaLabel: sign === '-' ? 'expected' : 'actual'}, sign === '-' ? '−' : '+')
  )
}

/** Lines that stand beside each other: what was removed with what was added in its place. */
function pairLines(diff: readonly DiffLine[]): readonly (readonly [DiffLine | null, DiffLine | null])[] {
  const pairs: (readonly [DiffLine | null, DiffLine | null])[] = []
  let expected: DiffLine[] = []
  let actual: DiffLine[] = []
  const flush = (): void => {
    for (let index = 0; index < Math.max(expected.length, actual.length); index += 1) {
      pairs.push([expected[index] ?? null, actual[index] ?? null])
    }
    expected = []
    actual = []
  }
  for (const line of diff) {
    if (line.sign === '-') expected.push(line)
    else if (line.sign === '+') actual.push(line)
    else {
      flush()
      pairs.push([line, line])
    }
  }
  flush()
  return pairs
}

function lineCell(line: DiffLine | null): Element {
  if (line === null) return h('td.absent', {ariaLabel: 'no such line'})
  const pieces = splitAtRanges(line).map(({text, marked}): ElementContent => {
    return marked ? h('mark', text) : {type: 'text', value: text}
  })
  return h('td', {className: line.sign === '-' ? ['expected'] : line.sign === '+' ? ['actual'] : []}, pieces)
}

const textCell = (text: string, className: string): Element =>
  h('td', {className: [className]}, text === '' ? h('em', 'nothing') : text)

/** The last lines of an output as a terminal would show them, and how many are left out. */
export function cut(output: string): string {
  const trimmed = output.trimEnd()
  const lines = settleOutput(endOf(trimmed)).split('\n').slice(-mostLines)
  const text = lines.map((line) => (line.length > 2000 ? `${line.slice(0, 2000)}…` : line)).join('\n')
  const rest = countLines(trimmed) - lines.length
  return rest > 0 ? `… ${count(rest, 'line')} before\n${text}` : text
}

/** How often each line was seen over repeated requests, as bars. */
export function renderCounts(step: StepResult): Element {
  const total = step.counts.reduce((sum, entry) => sum + entry.count, 0)
  const labels = labelLines(step.counts.map(({line}) => line))
  const rows = step.counts.map((entry, index) => {
    const share = total === 0 ? 0 : (100 * entry.count) / total
    return h('tr', [
      h('th', {scope: 'row', title: makeVisible(entry.line)}, makeVisible(labels[index] ?? entry.line)),
      h('td.bar', h('span', {style: `inline-size:${share.toFixed(2)}%`})),
      h('td.number', `${entry.count}`),
      h('td.number', `${Math.round(share)} %`)
    ])
  })
  return h('table.counts', [h('caption', `What ${count(total, 'request')} got`), h('tbody', rows)])
}
