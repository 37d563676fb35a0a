import {expect, test} from 'vitest'
import {renderHtml} from '../../src/report/html/html.ts'
import type {RunResult} from '../../src/result.ts'
import {renderFixture} from './html-fixture.ts'

const names = ['site', 'hostile']

test.for(names)('%s loads nothing and runs nothing of its pages', (name) => {
  const html = renderFixture(name)
  expect(html.match(/<script/g)).toHaveLength(2)
  expect(html.match(/<style/g)).toHaveLength(1)
  expect(html).not.toMatch(/<[^>]*\s(src|srcset|on\w+|formaction|action)=/)
  expect(html).not.toMatch(/<(link|img|iframe|object|embed|base|form)\b/)
  expect(html).not.toMatch(/href="?(javascript|data):/i)
})

const oneName = (run: RunResult): RunResult => ({
  ...run,
  guides: run.guides.map((guide) => ({...guide, steps: guide.steps.map((step) => ({...step, block: 'same'}))}))
})

test.for([
  ['site', (run: RunResult) => run],
  ['hostile', (run: RunResult) => run],
  ['site', oneName]
] as const)('%s has no id twice, and no link to where nothing is', ([name, change]) => {
  const html = renderFixture(name, change).replaceAll('&#x22;', '%22')
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
  expect(ids.length).toBeGreaterThan(3)
  expect(new Set(ids).size).toBe(ids.length)
  const targets = [...html.matchAll(/\shref="#([^"]*)"/g)].map(([, id]) => id)
  expect(targets.length).toBeGreaterThan(2)
  expect(targets.filter((target) => !ids.includes(target))).toEqual([])
})

test('shows every step even where no page is at hand', () => {
  const run = {version: 1, mode: 'live', startedAt: '2026-01-12T09:30:00.000Z', durationMs: 0, guides: []} as const
  expect(renderHtml(run, new Map())).toContain('0 passed')
  expect(renderFixture('hostile')).toContain('injected')
})

test('leads from a failure to its own block, also where another has its name', () => {
  const html = renderFixture('site', (run) => ({
    ...run,
    guides: run.guides.map((guide) => ({
      ...guide,
      steps: guide.steps.map((step) => ({
        ...step,
        block: step.block.replace('deploy_helloworld_1', 'deploy_helloworld_2')
      }))
    }))
  }))
  const anchor = 'docs/guides/multi-network.md:deploy_helloworld_2:2'
  expect(html).toMatch(new RegExp(`<section class="block" id="${anchor}"[^>]* data-status="failed"`))
  expect(html).toContain(`<a href="#${anchor}">docs/guides/multi-network.md:69</a>`)
})
