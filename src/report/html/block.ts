import type {Element, ElementContent} from 'hast'
import {h} from 'hastscript'
import type {StepResult} from '../../result.ts'
import {formatDuration} from '../duration.ts'
import {highlight, renderCommand, renderSession} from './code.ts'
import type {Pages} from './page.ts'
import {badge, statusOf} from './status.ts'
import {describeTime, renderStep} from './step-panel.ts'

/** The text of a block as it stands in its page. */
export interface PublishedBlock {
  readonly language: string
  /** Without its indentation. */
  readonly lines: readonly string[]
  /** The page's line of the first of `lines`. */
  readonly firstLine: number
}

/** A block as published, marked with what happened. One without steps is only shown. */
export function renderBlock(pages: Pages, block: PublishedBlock, steps: readonly StepResult[]): Element {
  const [first] = steps
  if (first === undefined) {
    const code = h('code', [...highlight(block.lines.join('\n'), block.language)])
    return h('div.block', {dataStatus: 'data'}, h('pre', {tabIndex: 0}, code))
  }
  return frame(pages, first, steps, renderSession(block.lines, block.firstLine, steps))
}

/** Steps of a block that the page no longer shows, or whose page is not at hand. */
export function renderLooseBlock(pages: Pages, steps: readonly StepResult[]): readonly Element[] {
  const [first] = steps
  return first === undefined
    ? []
    : [
        frame(
          pages,
          first,
          steps,
          steps.map(({command}) => renderCommand(command))
        )
      ]
}

function frame(
  pages: Pages,
  first: StepResult,
  steps: readonly StepResult[],
  code: readonly ElementContent[]
): Element {
  const status = statusOf(steps)
  const anchor = pages.anchors.get(first) ?? ''
  const properties = {
    id: anchor,
    tabIndex: -1,
    dataStatus: status,
    dataBlock: first.block,
    ariaLabel: `Block ${first.block}`
  }
  return h('section.block', properties, [
    h('div.bar', [
      badge(status),
      h('a.id', {href: `#${anchor}`}, first.block),
      h('span.where', `line ${first.line}`),
      h('span.time', describeBlock(steps))
    ]),
    h('pre', {tabIndex: 0}, h('code', [...code])),
    ...renderPanels(steps)
  ])
}

function renderPanels(steps: readonly StepResult[]): readonly Element[] {
  const reasons = new Set(steps.map(({reason}) => reason))
  const [reason = null] = reasons
  // Commands that did not run for one and the same reason need it said once.
  if (
    reason !== null &&
    reasons.size === 1 &&
    steps.every(({status}) => status === 'skipped' || status === 'not-run')
  ) {
    return steps.slice(0, 1).map((step) => h('div.results', renderStep(step, false)))
  }
  return [
    h(
      'div.results',
      steps.map((step) => renderStep(step, steps.length > 1))
    )
  ]
}

function describeBlock(steps: readonly StepResult[]): string {
  const [only] = steps
  if (only !== undefined && steps.length === 1) return only.attempts === 0 ? '' : describeTime(only)
  const durationMs = steps.reduce((sum, step) => sum + step.durationMs, 0)
  return durationMs === 0 ? '' : `${steps.length} commands, ${formatDuration(durationMs)}`
}
