import type {Element} from 'hast'
import {h} from 'hastscript'
import type {GuideResult, RunResult} from '../../result.ts'
import {formatDuration} from '../duration.ts'
import {countSteps, failedLine, isFailure} from '../outcome.ts'
import {makeLine} from '../visible.ts'
import {blockAnchors, guideAnchor} from './anchor.ts'
import {inlineCode} from './inline-code.ts'
import {mark} from './status.ts'
import {renderSpan} from './timeline.ts'

/** All guides of a run, one to a row, with what became of each and when it ran. */
export function renderIndex(run: RunResult, guides: readonly GuideResult[]): Element {
  const titles = ['', 'Guide', 'Steps', 'Time', 'When', 'Unchecked']
  return h('section.index', {ariaLabel: 'All guides'}, [
    h('div.scroll', {tabIndex: 0, role: 'region', ariaLabel: 'Table of guides'}, [
      h('table', [
        h(
          'thead',
          h(
            'tr',
            titles.map((title) => (title === '' ? h('td') : h('th', {scope: 'col'}, title)))
          )
        ),
        h(
          'tbody',
          guides.map((guide) => renderRow(run, guide))
        )
      ])
    ])
  ])
}

function renderRow(run: RunResult, guide: GuideResult): Element {
  const {passed, all} = countSteps(guide)
  const failure = guide.steps.find(isFailure)
  const where =
    failure === undefined
      ? []
      : [h('a.where', {href: `#${blockAnchors(guide).get(failure)}`}, `${failure.page}:${failedLine(failure)}`)]
  return h('tr', {dataStatus: guide.status}, [
    h('td', mark(guide.status)),
    h('th', {scope: 'row'}, [
      h('a', {href: `#${guideAnchor(guide)}`}, inlineCode(guide.title)),
      h('span.path', makeLine(guide.path)),
      ...(where.length === 0
        ? []
        : [h('span.failed', [failure?.status === 'failed' ? 'failed at ' : 'not recorded at ', ...where])])
    ]),
    h('td.number', passed === all ? `${all}` : `${passed} of ${all}`),
    h('td.number', formatDuration(guide.durationMs)),
    h('td.when', renderSpan(run, guide)),
    h('td.number', `${guide.unchecked.length}`)
  ])
}
