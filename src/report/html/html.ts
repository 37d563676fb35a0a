import type {Element} from 'hast'
import {toHtml} from 'hast-util-to-html'
import {h} from 'hastscript'
import type {RunResult} from '../../result.ts'
import {count} from '../count.ts'
import {formatDuration} from '../duration.ts'
import {behaviour, earlyBehaviour} from './behaviour.ts'
import {renderGuide} from './guide-article.ts'
import {renderIndex} from './guide-index.ts'
import {style} from './style.ts'

// Nothing is loaded, whatever a page says.
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/**
 * A run as one HTML file that needs nothing else: an index, then every guide as published and marked with what happened,
 * failures first.
 *
 * @param pages markdown of the pages, by path; blocks of a page that is not among them are shown without their text
 */
export function renderHtml(run: RunResult, pages: ReadonlyMap<string, string>): string {
  const failed = run.guides.filter(({status}) => status === 'failed')
  const guides = [...failed, ...run.guides.filter(({status}) => status === 'passed')]
  const totals = `${run.guides.length - failed.length} passed, ${failed.length} failed`
  const few = guides.length < 2
  const html = h('html', {lang: 'en'}, [
    h('head', [
      h('meta', {charSet: 'utf-8'}),
      h('meta', {httpEquiv: 'content-security-policy', content: policy}),
      h('meta', {name: 'viewport', content: 'width=device-width, initial-scale=1'}),
      h('meta', {name: 'color-scheme', content: 'light dark'}),
      h('title', `${totals} · Guiderail`),
      h('style', style),
      h('script', earlyBehaviour)
    ]),
    h('body', [
      h('a.skip', {href: '#guides'}, 'Skip to the guides'),
      renderHeader(run, failed.length),
      h('main', [
        ...(few ? [] : [renderIndex(run, guides)]),
        h(
          'div',
          {id: 'guides', tabIndex: -1},
          guides.map((guide) => renderGuide(guide, pages, few || guide.status === 'failed'))
        )
      ]),
      h('script', behaviour)
    ])
  ])
  return `${toHtml({type: 'root', children: [{type: 'doctype'}, html]})}\n`
}

function renderHeader(run: RunResult, failed: number): Element {
  const replayed = run.guides.filter(({mode}) => mode === 'replay').length
  const mode =
    replayed === 0
      ? 'live'
      : replayed === run.guides.length
        ? 'replay: nothing was run'
        : `${count(replayed, 'replay')} among them`
  const facts = `${run.startedAt.slice(0, 16).replace('T', ' ')} UTC, ${formatDuration(run.durationMs)}, ${mode}`
  const passed = run.guides.length - failed
  return h('header', [
    h('div.top', [
      h('span.name', 'Guiderail'),
      h('span.keys', {ariaHidden: 'true'}, [
        h('kbd', 'n'),
        ' ',
        h('kbd', 'p'),
        ' failures ',
        h('kbd', 'j'),
        ' ',
        h('kbd', 'k'),
        ' blocks'
      ]),
      h('button', {type: 'button', id: 'theme'}, 'Theme')
    ]),
    renderTotals(passed, failed),
    h('p.facts', facts),
    h('p.sr', {id: 'said', role: 'status'})
  ])
}

function renderTotals(passed: number, failed: number): Element {
  if (passed + failed === 0) return h('h1', 'No guide was to be run')
  return h('h1', {dataStatus: failed > 0 ? 'failed' : 'passed'}, [
    ...(failed > 0 ? [h('span.failed', `${failed} failed`), ', '] : []),
    h('span.passed', `${passed} passed`)
  ])
}
