import type {Element, ElementContent} from 'hast'
import {h} from 'hastscript'
import type {GuideResult, StepResult} from '../../result.ts'
import {count} from '../count.ts'
import {formatDuration} from '../duration.ts'
import {countSteps, failedLine, failuresOf, isFailure, reasonOfStep, reasonsOutsideSteps} from '../outcome.ts'
import {describeRecording} from '../recording.ts'
import {makeLine, settleOutput} from '../visible.ts'
import {blockAnchors, guideAnchor} from './anchor.ts'
import {renderLooseBlock} from './block.ts'
import {cut} from './comparison.ts'
import {inlineCode} from './inline-code.ts'
import {type Pages, renderPage} from './page.ts'
import {badge} from './status.ts'
import {renderTimeline} from './timeline.ts'

/** A guide: what became of it, why it failed, when what ran, then its pages as published. */
export function renderGuide(guide: GuideResult, sources: ReadonlyMap<string, string>, open: boolean): Element {
  const anchor = guideAnchor(guide)
  const {passed, all} = countSteps(guide)
  const facts = `${passed === all ? count(all, 'step') : `${passed} of ${count(all, 'step')} passed`}, ${formatDuration(guide.durationMs)}`
  return h('article.guide', {id: anchor, tabIndex: -1, dataStatus: guide.status, ariaLabelledBy: `${anchor}:title`}, [
    h('details', {open}, [
      h('summary', [
        badge(guide.status),
        h('h2', {id: `${anchor}:title`}, inlineCode(guide.title)),
        h('span.path', makeLine(guide.path)),
        h('span.facts', facts)
      ]),
      renderFacts(guide),
      ...renderFailure(guide),
      ...renderLeftBehind(guide),
      ...renderTimeline(guide),
      ...renderPages(guide, sources)
    ])
  ])
}

function renderFacts(guide: GuideResult): Element {
  const {recording, clusters, reachability, unchecked} = guide
  const skipped = guide.steps.filter(({status}) => status === 'skipped').length
  const facts: readonly (readonly [string, string])[] = [
    recording === null
      ? ['Mode', guide.mode === 'live' ? 'live' : 'replay without a recording']
      : ['Replay', `of ${describeRecording(recording)}; nothing was run`],
    ...clusters.map(
      ({name, kubernetes, network, durationMs, reused}) =>
        [
          name,
          [
            `Kubernetes ${kubernetes}`,
            network,
            ...(guide.mode === 'replay' ? [] : [reused ? 'used again' : `created in ${formatDuration(durationMs)}`])
          ].join(', ')
        ] as const
    ),
    ...reachability.map(
      ({from, to, reachable}) => [`${from} to ${to}`, `pods ${reachable ? 'reach' : 'do not reach'} pods`] as const
    ),
    ...(skipped === 0 ? [] : [['Not run by choice', count(skipped, 'step')] as const]),
    ['Unchecked claims', unchecked.length === 0 ? 'none' : `${unchecked.length}, marked in the text`]
  ]
  return h(
    'dl.facts',
    facts.map(([name, value]) => h('div', [h('dt', makeLine(name)), h('dd', makeLine(value))]))
  )
}

function renderFailure(guide: GuideResult): readonly Element[] {
  if (guide.status === 'passed') return []
  const reasons = reasonsOutsideSteps(guide).map((reason) => h('p.reason', settleOutput(reason)))
  const steps = failuresOf(guide).map((step) => renderPointer(guide, step))
  const diagnosis = guide.diagnosis.map(({title, text}, index) =>
    h('details', {open: index === 0}, [h('summary', makeLine(title)), h('pre.printed', {tabIndex: 0}, cut(text))])
  )
  return [
    h('section.failure', {ariaLabel: 'Why it failed'}, [
      ...reasons,
      ...(steps.length === 0 ? [] : [h('ol', steps)]),
      ...(diagnosis.length === 0 ? [] : [h('h3', 'What to look at next'), ...diagnosis])
    ])
  ]
}

function renderLeftBehind({leftBehind}: GuideResult): readonly Element[] {
  if (leftBehind.length === 0) return []
  const objects = leftBehind.map((object) => h('li', makeLine(object)))
  return [
    h('details.other', [
      h('summary', `Left behind in its clusters: ${count(objects.length, 'change')}`),
      h('ul', objects)
    ])
  ]
}

function renderPointer(guide: GuideResult, step: StepResult): Element {
  const href = `#${blockAnchors(guide).get(step)}`
  return h('li', [
    h('a', {href}, `${step.page}:${failedLine(step)}`),
    step.status === 'not-recorded' ? ' is not recorded: ' : ' ',
    ...inlineCode(reasonOfStep(step))
  ])
}

/** The pages of a guide in the order of its run, then whatever ran that they do not show. */
function renderPages(guide: GuideResult, sources: ReadonlyMap<string, string>): readonly ElementContent[] {
  const pages: Pages = {guide, sources, included: new Set(), shown: new Set(), anchors: blockAnchors(guide)}
  const own = guide.steps.findIndex(({page}) => page === guide.path)
  const before = own === -1 ? guide.steps.filter(({role}) => role === 'prerequisite') : guide.steps.slice(0, own)
  const paths = new Set([...before.map(({page}) => page), guide.path, ...guide.steps.map(({page}) => page)])
  const rendered = [...paths].map((path) => ({path, children: renderPage(path, pages)}))
  const shown = rendered.filter(({path, children}) => children.length > 0 && !pages.included.has(path))
  const loose = guide.steps.filter((step) => !pages.shown.has(step))
  return [
    ...shown.map(({path, children}) => renderPagePart(guide, path, children)),
    ...(loose.length === 0 ? [] : [renderLoose(pages, loose)])
  ]
}

function renderPagePart(guide: GuideResult, path: string, children: readonly ElementContent[]): Element {
  if (path === guide.path) return h('div.page', [...children])
  const steps = guide.steps.filter(({page}) => page === path)
  const role = steps.some((step) => step.role === 'afterwards') ? 'Afterwards' : 'Before this guide'
  const {passed, all} = countSteps({...guide, steps})
  const facts = `${passed} of ${count(all, 'step')} passed`
  return h('details.other', {open: steps.some(isFailure)}, [
    h('summary', [h('span', `${role}: `), h('span.path', makeLine(path)), h('span.where', ` ${facts}`)]),
    h('div.page', [...children])
  ])
}

function renderLoose(pages: Pages, steps: readonly StepResult[]): Element {
  const blocks = new Map<string, StepResult[]>()
  for (const step of steps) {
    const key = pages.anchors.get(step) ?? ''
    blocks.set(key, [...(blocks.get(key) ?? []), step])
  }
  return h(
    'div.page',
    [...blocks.values()].flatMap((block) => renderLooseBlock(pages, block))
  )
}
