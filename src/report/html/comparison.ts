import type {Element, ElementContent} from 'hast'
import {h} from 'hastscript'
import type {DiffLine, Verdict} from '../../expect/expectation.ts'
import type {StepResult} from '../../result.ts'
import {count} from '../count.ts'
import {splitAtRanges} from '../text/diff.ts'
import {labelLines} from '../text/labels.ts'
import {makeVisible, settleOutput} from '../visible.ts'

const mostLines = 300

/** Expected beside actual: by lines where they were compared so, else as two texts; nothing where there is nothing to show. */
export function renderComparison(verdict: Verdict): readonly Element[] {
  if (verdict.diff.length > 0) return [renderDiff(verdict.diff)]
  if (verdict.expected === null && verdict.actual === null) return []
  return [frame([h('tr', [renderText(verdict.expected, 'expected'), renderText(verdict.actual, 'actual')])])]
}

function renderDiff(diff: readonly DiffLine[]): Element {
  const shown = diff.slice(0, mostLines)
  const rows = pairLines(shown).map(([expected, actual]) =>
    h('tr', {className: expected === actual ? [] : ['differs']}, [renderLine(expected), renderLine(actual)])
  )
  const rest = diff.length - shown.length
  return frame(rest === 0 ? rows : [...rows, h('tr', h('td', {colSpan: 2}, `… ${count(rest, 'more line')}`))])
}

function frame(rows: readonly Element[]): Element {
  const head = h('tr', [h('th', {scope: 'col'}, 'Expected, as on the page'), h('th', {scope: 'col'}, 'Actual')])
  return h('div.scroll', {tabIndex: 0, role: 'region', ariaLabel: 'Expected beside actual'}, [
    h('table.comparison', [h('thead', head), h('tbody', [...rows])])
  ])
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

function renderLine(line: DiffLine | null): Element {
  if (line === null) return h('td.absent', {ariaLabel: 'no such line'})
  const pieces = splitAtRanges(line).map(({text, marked}): ElementContent => {
    return marked ? h('mark', text) : {type: 'text', value: text}
  })
  return h('td', {className: line.sign === '-' ? ['expected'] : line.sign === '+' ? ['actual'] : []}, pieces)
}

function renderText(text: string | null, className: string): Element {
  if (text === null) return h('td.absent')
  const settled = cut(settleOutput(text).trimEnd())
  return h('td', {className: [className]}, settled === '' ? h('em', 'nothing') : settled)
}

/** The last lines of what is too long to be read. */
export function cut(text: string): string {
  const lines = text.split('\n')
  const tail = lines.slice(-mostLines).map((line) => (line.length > 2000 ? `${line.slice(0, 2000)}…` : line))
  return lines.length <= mostLines
    ? tail.join('\n')
    : `… ${count(lines.length - mostLines, 'line')} before\n${tail.join('\n')}`
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
