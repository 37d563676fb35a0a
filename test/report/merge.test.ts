import {expect, test} from 'vitest'
import {mergeRuns} from '../../src/report/merge.ts'
import type {GuideResult, RunResult} from '../../src/result.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()

function guide(
  path: string,
  minute: number,
  status: GuideResult['status'],
  mode: GuideResult['mode'] = 'live'
): GuideResult {
  return {
    path,
    title: path,
    mode,
    status,
    startedAt: at(minute),
    durationMs: 1000,
    clusters: [],
    steps: [],
    phases: [],
    recording: null,
    unchecked: [],
    problems: [],
    error: null,
    diagnosis: [],
    leftBehind: [],
    leakChecked: false,
    reachability: [],
    logs: null
  }
}

function run(minute: number, minutes: number, guides: readonly GuideResult[], shard?: RunResult['shard']): RunResult {
  const common = {
    version: 1,
    mode: guides[0]?.mode ?? 'live',
    startedAt: at(minute),
    durationMs: minutes * 60_000,
    guides
  } as const
  return shard === undefined ? common : {...common, shard}
}

const statuses = (runs: readonly RunResult[]): Readonly<Record<string, string>> =>
  Object.fromEntries(mergeRuns(runs).run.guides.map(({path, mode, status}) => [path, `${mode} ${status}`]))

test('guides of all runs, in the order of their paths', () => {
  const {run: merged, notes} = mergeRuns([
    run(1, 1, [guide('b.md', 1, 'passed')]),
    run(0, 1, [guide('c.md', 0, 'passed'), guide('a.md', 0, 'failed')])
  ])
  expect(merged.guides.map(({path}) => path)).toEqual(['a.md', 'b.md', 'c.md'])
  expect(merged).toMatchObject({version: 1, mode: 'live', startedAt: at(0)})
  expect(notes).toEqual([])
})

test('of a guide that was run again, the last attempt counts, in whatever order they are given', () => {
  const first = run(0, 1, [guide('a.md', 0, 'failed')])
  const second = run(5, 1, [guide('a.md', 5, 'passed')])
  expect(statuses([first, second])).toEqual({'a.md': 'live passed'})
  expect(statuses([second, first])).toEqual({'a.md': 'live passed'})
  expect(mergeRuns([first, second]).notes).toEqual([
    `a.md has 2 results: the live run of ${at(5)} (passed) counts, not the live run of ${at(0)} (failed)`
  ])
})

test('neither a run nor a replay hides what failed in the other', () => {
  const live = (status: GuideResult['status']): RunResult => run(0, 1, [guide('a.md', 0, status)])
  const replay = (status: GuideResult['status']): RunResult => run(9, 1, [guide('a.md', 9, status, 'replay')])
  expect(statuses([live('failed'), replay('passed')])).toEqual({'a.md': 'live failed'})
  expect(statuses([live('passed'), replay('failed')])).toEqual({'a.md': 'replay failed'})
  expect(statuses([replay('passed'), live('passed')])).toEqual({'a.md': 'live passed'})
  expect(statuses([replay('failed'), live('failed')])).toEqual({'a.md': 'live failed'})
})

test('runs and replays together are mixed', () => {
  const live = run(0, 1, [guide('a.md', 0, 'passed')])
  const replay = run(0, 1, [guide('b.md', 0, 'passed', 'replay')])
  expect(mergeRuns([live, replay]).run.mode).toBe('mixed')
  expect(mergeRuns([replay]).run.mode).toBe('replay')
})

test('the duration is the time in which anything ran', () => {
  const minutes = (runs: readonly RunResult[]): number => mergeRuns(runs).run.durationMs / 60_000
  expect(minutes([run(0, 10, []), run(2, 3, []), run(5, 7, [])])).toBe(12)
  expect(minutes([run(0, 10, []), run(600, 5, [])])).toBe(15)
})

test('a guide that no shard ran has failed', () => {
  const shard = (index: number, others: readonly string[]): RunResult['shard'] => ({index, count: 3, others})
  const one = run(0, 1, [guide('a.md', 0, 'passed')], shard(1, ['b.md', 'c.md']))
  const two = run(0, 1, [guide('b.md', 0, 'passed')], shard(2, ['a.md', 'c.md']))
  const three = run(0, 1, [guide('c.md', 0, 'passed')], shard(3, ['a.md', 'b.md']))
  expect(statuses([one, two, three])).toEqual({'a.md': 'live passed', 'b.md': 'live passed', 'c.md': 'live passed'})
  expect(statuses([one, three])).toEqual({'a.md': 'live passed', 'b.md': 'live failed', 'c.md': 'live passed'})
  const {guides} = mergeRuns([one]).run
  expect(guides.map(({error}) => error)).toEqual([
    null,
    'no report has this guide; shard 2, 3 of 3 handed in none',
    'no report has this guide; shard 2, 3 of 3 handed in none'
  ])
  // What is made up for a missing shard gives way to its report.
  expect(
    statuses([mergeRuns([one, two]).run, {...three, startedAt: at(1), guides: [guide('c.md', 1, 'passed')]}])
  ).toMatchObject({
    'c.md': 'live passed'
  })
  const empty = run(0, 1, [], shard(3, ['a.md', 'b.md', 'd.md']))
  expect(mergeRuns([one, two, empty]).run.guides.map(({path, error}) => [path, error])).toContainEqual([
    'd.md',
    'no shard ran this guide; were all made of the same pages?'
  ])
})
