import type {Element, ElementContent} from 'hast'
import {h} from 'hastscript'
import type {Verdict} from '../../expect/expectation.ts'
import type {StepResult} from '../../result.ts'
import {count} from '../count.ts'
import {formatDuration} from '../duration.ts'
import {countLines} from '../excerpt.ts'
import {checkOf, isFailure} from '../outcome.ts'
import {makeLine} from '../visible.ts'
import {cut, renderComparison, renderCounts} from './comparison.ts'
import {inlineCode} from './inline-code.ts'
import {mark} from './status.ts'

/**
 * What came of a step: what checked it, and what it printed. What failed stands open, the rest can be opened.
 *
 * @param named whether to say which command it was, because its block has several
 */
export function renderStep(step: StepResult, named: boolean): Element {
  const failed = isFailure(step)
  return h('div.step', {dataStatus: step.status}, [
    ...(named ? [h('p.which', [mark(step.status), ` Line ${step.line}, ${describeTime(step)}`])] : []),
    ...(step.reason === null ? [] : [h('p.reason', inlineCode(step.reason))]),
    ...(step.expectations.length === 0 ? [] : [h('ul.verdicts', step.expectations.map(renderVerdict))]),
    ...(step.counts.length === 0 ? [] : [renderCounts(step)]),
    ...renderHopeless(step),
    ...renderMatches(step),
    ...(step.awaited === null ? [] : [h('p.note', ['Waited for ', h('code', makeLine(step.awaited)), ' first.'])]),
    ...step.prompts.map(({question, answer}) =>
      h('p.note', ['Asked ', h('code', makeLine(question)), ', answered ', h('code', makeLine(answer)), '.'])
    ),
    ...renderOutput('Standard error', step.stderr, failed),
    ...renderOutput('Standard output', step.stdout, failed && !shownWhole(step))
  ])
}

/** How long a step took, how often it was tried, and its exit status. */
export function describeTime(step: StepResult): string {
  const tries = step.attempts > 1 ? `, ${count(step.attempts, 'attempt')}` : ''
  const exit =
    step.exitCode === null ? ', ended before it returned' : step.exitCode === 0 ? '' : `, exit status ${step.exitCode}`
  if (step.attempts === 0) return step.status.replace('-', ' ')
  return `${formatDuration(step.durationMs)}${tries}${exit}`
}

function renderVerdict(verdict: Verdict): Element {
  const failed = verdict.status === 'failed'
  const message: ElementContent[] =
    verdict.message === null ? [] : [h(failed ? 'strong.message' : 'span.message', inlineCode(verdict.message))]
  return h('li', {dataStatus: verdict.status}, [
    mark(verdict.status),
    h('span.check', [...inlineCode(checkOf(verdict)), h('span.where', ` line ${verdict.line}, ${verdict.type}`)]),
    ...message,
    ...(failed ? renderComparison(verdict) : [])
  ])
}

function renderHopeless(step: StepResult): readonly Element[] {
  const reasons = new Set(step.expectations.flatMap(({hopeless}) => (hopeless === null ? [] : [hopeless])))
  return [...reasons].map((reason) => h('p.note', ['Not tried any further: ', ...inlineCode(reason)]))
}

/** What matched, for those who doubt it. */
function renderMatches(step: StepResult): readonly Element[] {
  const tables = step.expectations
    .filter(
      ({status, expected, actual, type}) =>
        status === 'passed' && type !== 'exit' && expected !== null && actual !== null
    )
    .flatMap(renderComparison)
  if (tables.length === 0) return []
  return [h('details', [h('summary', 'Expected beside actual'), ...tables])]
}

function renderOutput(name: string, output: string, open: boolean): readonly Element[] {
  if (output.trim() === '') return []
  const lines = count(countLines(output.trimEnd()), 'line')
  return [
    h('details', {open}, [
      h('summary', [name, h('span.where', ` ${lines}`)]),
      h('pre.printed', {tabIndex: 0, role: 'region', ariaLabel: name}, cut(output))
    ])
  ]
}

// A comparison that failed already shows the whole output.
function shownWhole(step: StepResult): boolean {
  return step.expectations.some(({status, actual}) => status === 'failed' && actual?.trim() === step.stdout.trim())
}
