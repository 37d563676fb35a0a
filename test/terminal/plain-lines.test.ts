import {readFileSync} from 'node:fs'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {plainLines} from '../../harness/terminal/plain-lines.ts'
import {createPalette} from '../../src/report/palette.ts'
import type {RunEvent, RunResult} from '../../src/result.ts'

const path = 'docs/guides/hello.md'
const start: RunEvent = {type: 'guide-started', path, title: 'Hello', mode: 'live', recording: null, steps: 2}
const step: RunEvent = {
  type: 'step-started',
  path,
  block: 'deploy_2',
  line: 18,
  page: path,
  command: 'kubectl get pods',
  awaiting: 'waits until `hello` is `Running`'
}

function readRun(name: string): RunResult {
  return JSON.parse(readFileSync(new URL(`../fixtures/report/${name}/run.json`, import.meta.url), 'utf8')) as RunResult
}

// Only the clock: a test that waits a minute is one that nobody runs.
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('says that a block passed only when all of its steps did', () => {
  const run = readRun('failed-table')
  const steps = run.guides[0]?.steps ?? []
  const passed = steps.find(({status}) => status === 'passed')
  const failed = steps.find(({status}) => status === 'failed')
  if (passed === undefined || failed === undefined) throw new Error('the fixture lacks a step')
  const lines: string[] = []
  const view = plainLines((line) => lines.push(line), createPalette(false))
  view.report(start)
  view.report(step)
  view.report({type: 'step-finished', path, step: {...passed, block: 'deploy_2', page: path}})
  view.report(step)
  view.report({type: 'step-finished', path, step: {...failed, block: 'deploy_2', page: path}})
  view.stop()
  expect(lines).toEqual([
    'docs/guides/hello.md: live, 2 steps',
    expect.stringMatching(/^✗ docs\/guides\/hello\.md:99 deploy_2 failed after 31 s/)
  ])
})

test('notes waits that get long, less and less often, with what is missing', () => {
  const lines: string[] = []
  const view = plainLines((line) => lines.push(line), createPalette(false))
  view.report(start)
  view.report({type: 'progress', path, text: 'creating cluster1'})
  vi.advanceTimersByTime(25_000)
  view.report(step)
  vi.advanceTimersByTime(9_000)
  view.report({type: 'attempt', path, block: 'deploy_2', attempts: 12, message: '`hello` is `Pending`'})
  vi.advanceTimersByTime(175_000)
  view.stop()
  vi.advanceTimersByTime(600_000)
  expect(lines).toEqual([
    'docs/guides/hello.md: live, 2 steps',
    'docs/guides/hello.md: creating cluster1',
    'docs/guides/hello.md: creating cluster1, for 10 s now',
    'docs/guides/hello.md:18 deploy_2 has been running for 10 s: waits until `hello` is `Running`; attempt 12; `hello` is `Pending`',
    'docs/guides/hello.md:18 deploy_2 has been running for 30 s: waits until `hello` is `Running`; attempt 12; `hello` is `Pending`',
    'docs/guides/hello.md:18 deploy_2 has been running for 1 min: waits until `hello` is `Running`; attempt 12; `hello` is `Pending`',
    'docs/guides/hello.md:18 deploy_2 has been running for 2 min: waits until `hello` is `Running`; attempt 12; `hello` is `Pending`',
    'docs/guides/hello.md:18 deploy_2 has been running for 3 min: waits until `hello` is `Running`; attempt 12; `hello` is `Pending`'
  ])
})
