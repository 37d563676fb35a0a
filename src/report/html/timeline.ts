import type {Element} from 'hast'
import {h, s} from 'hastscript'
import type {GuideResult, RunResult, StepResult} from '../../result.ts'
import {formatDuration} from '../duration.ts'
import {firstLine} from '../excerpt.ts'
import {makeLine} from '../visible.ts'
import {blockAnchors} from './anchor.ts'

const width = 1000
const thinnest = 3

/** When each step of a guide ran, to scale; what is blank was spent outside steps. */
export function renderTimeline(guide: GuideResult): readonly Element[] {
  const steps = guide.steps.filter(({attempts}) => attempts > 0)
  if (steps.length === 0) return []
  const anchors = blockAnchors(guide)
  const end = Math.max(1, guide.durationMs, ...steps.map((step) => step.startedMs + step.durationMs))
  const phases = guide.phases.map(({name, durationMs}) => `${makeLine(name)} ${formatDuration(durationMs)}`)
  const slowest = [...steps].sort((a, b) => b.durationMs - a.durationMs)[0]
  const facts = [...(slowest === undefined ? [] : [`slowest step ${formatDuration(slowest.durationMs)}`]), ...phases]
  const label = `Timeline: ${steps.length} steps in ${formatDuration(end)}`
  const chart = s(
    'svg.timeline',
    {viewBox: `0 0 ${width} 28`, preserveAspectRatio: 'none', role: 'img', ariaLabel: label},
    [
      s('rect.track', {x: 0, y: 12, width, height: 4}),
      ...steps.map((step) => renderSegment(anchors.get(step) ?? '', step, end))
    ]
  )
  const caption = h('figcaption', [h('span', '0 s'), h('span.facts', facts.join(', ')), h('span', formatDuration(end))])
  return [h('figure.time', [chart, caption])]
}

function renderSegment(anchor: string, step: StepResult, end: number): Element {
  const x = Math.min(width - thinnest, (width * step.startedMs) / end)
  const length = Math.max(thinnest, (width * step.durationMs) / end)
  const title = `${step.block}, line ${step.line}: ${formatDuration(step.durationMs)}\n${firstLine(step.command, 100)}`
  // The same blocks follow below; a tab stop for each would only be in the way.
  return s('a', {href: `#${anchor}`, tabIndex: -1}, [
    s('rect.segment', {x: x.toFixed(1), y: 4, width: length.toFixed(1), height: 20, rx: 1.5, dataStatus: step.status}, [
      s('title', title)
    ])
  ])
}

/** When a guide ran within its run, to scale. */
export function renderSpan(run: RunResult, guide: GuideResult): Element {
  const start = Math.max(0, Date.parse(guide.startedAt) - Date.parse(run.startedAt))
  const end = Math.max(1, run.durationMs, start + guide.durationMs)
  const left = Math.min(99, (100 * start) / end)
  const length = Math.min(100 - left, Math.max(1, (100 * guide.durationMs) / end))
  const style = `inset-inline-start:${left.toFixed(2)}%;inline-size:${length.toFixed(2)}%`
  return h('span.span', {ariaHidden: 'true'}, h('span', {dataStatus: guide.status, style}))
}
