import fc from 'fast-check'
import {beforeAll, expect, test} from 'vitest'
import {mergeRuns} from '../../src/report/merge.ts'
import type {RunResult} from '../../src/result.ts'
import {makeSite, page, type SiteUnderTest} from './site.ts'

const guides = 200
const shards = 4
const paths = Array.from({length: guides}, (_, index) => `guides/${String(index).padStart(3, '0')}.md`)

/** Durations as sites have them, by path: many short guides and a few long ones. They are made up. */
const durations = new Map(
  fc
    .sample(fc.double({min: 0, max: 1, noNaN: true}), {seed: 7, numRuns: guides})
    .map((x, index) => [paths[index] ?? '', Math.round(1000 * 300 ** x)])
)

/** The recording of a page with one step, which took as long as is made up here. */
function recordingOf(path: string, durationMs: number, hashes: unknown): string {
  const header = {
    type: 'recording',
    version: 1,
    recordedAt: '2026-01-01T00:00:00.000Z',
    versions: {},
    clusters: [],
    hashes
  }
  const step = {type: 'step', block: 'part_1', index: 0, command: `echo ${path}`, awaited: null}
  const attempt = {
    type: 'attempt',
    stdout: `${path}\n`,
    stderr: '',
    exitCode: 0,
    pipeStatus: [0],
    startedMs: 0,
    durationMs,
    timedOut: null,
    prompts: [],
    truncated: false
  }
  return [header, step, attempt].map((line) => `${JSON.stringify(line)}\n`).join('')
}

let site: SiteUnderTest
let runs: readonly RunResult[]

beforeAll(async () => {
  site = makeSite(Object.fromEntries(paths.map((path) => [path, page(path, `$ echo ${path}\n${path}`)])))
  // What a recording of these pages says about clusters and samples is what the harness itself writes.
  await site.guiderail(['run', '--live', '--record', paths[0] ?? ''])
  const [header = ''] = site.read('guides/000.recording.jsonl').split('\n')
  const {hashes} = JSON.parse(header) as {hashes: unknown}
  for (const [path, durationMs] of durations) {
    site.write(path.replace('.md', '.recording.jsonl'), recordingOf(path, durationMs, hashes))
  }
  const all: RunResult[] = []
  for (let index = 1; index <= shards; index += 1) {
    const file = `shard-${index}.json`
    await site.guiderail(['run', '--replay', '--shard', `${index}/${shards}`, '--json', file, 'guides'])
    all.push(JSON.parse(site.read(file)) as RunResult)
  }
  runs = all
  return () => site[Symbol.dispose]()
}, 300_000)

test('each guide runs in one shard', () => {
  expect(runs.flatMap((run) => run.guides.map(({path}) => path)).sort()).toEqual(paths)
})

test('shards take equally long, within a tenth, by what was recorded', () => {
  const sums = runs.map((run) => run.guides.reduce((sum, {path}) => sum + (durations.get(path) ?? 0), 0))
  const mean = sums.reduce((sum, one) => sum + one, 0) / shards
  for (const sum of sums) expect(Math.abs(sum - mean) / mean).toBeLessThan(0.1)
  // As many guides in each shard would not do: durations differ too much for that.
  const inOrder = Array.from({length: shards}, (_, shard) =>
    [...durations.values()].filter((_, index) => index % shards === shard).reduce((sum, one) => sum + one, 0)
  )
  expect(Math.max(...inOrder.map((sum) => Math.abs(sum - mean) / mean))).toBeGreaterThan(0.1)
})

test('one report has every guide once, in every format', async () => {
  const files = runs.map((_, index) => `shard-${index + 1}.json`)
  const summary = {GITHUB_STEP_SUMMARY: `${site.folder}/summary.md`}
  const {exitCode, stdout, stderr} = await site.guiderail(
    ['report', ...files, '--json', 'all.json', '--junit', 'all.xml', '--html', 'all.html'],
    summary
  )
  expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('200 passed, 0 failed')
  const merged = JSON.parse(site.read('all.json')) as RunResult
  expect(merged.guides.map(({path}) => path)).toEqual(paths)
  expect(merged).toMatchObject({mode: 'replay', startedAt: runs[0]?.startedAt})
  expect(site.read('all.xml').match(/<testsuite /g)).toHaveLength(guides)
  expect(site.read('all.html').match(/<article /g)).toHaveLength(guides)
  // The pages are at hand, so the report shows them as published.
  expect(site.read('all.html')).toContain('<h3>Part</h3>')
  expect(site.read('summary.md')).toContain('200 passed, 0 failed')
})

test('a shard without a report fails, guide by guide', async () => {
  const {exitCode, stdout, stderr} = await site.guiderail([
    'report',
    'shard-1.json',
    'shard-2.json',
    'shard-4.json',
    '--json',
    'part.json'
  ])
  const missing = runs[2]?.guides.map(({path}) => path) ?? []
  expect(exitCode).toBe(1)
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(`${guides - missing.length} passed, ${missing.length} failed`)
  expect(stderr).toContain('shard 3 of 4 handed in none')
  const part = JSON.parse(site.read('part.json')) as RunResult
  expect(part.guides.map(({path}) => path)).toEqual(paths)
  expect(part.guides.filter(({status}) => status === 'failed').map(({path}) => path)).toEqual(missing.sort())
})

test('the order of the reports makes no difference', () => {
  expect(mergeRuns([...runs].reverse())).toEqual(mergeRuns(runs))
})
