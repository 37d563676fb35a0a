import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {execa} from 'execa'
import {describe, expect, test} from 'vitest'
import type {RunResult} from '../../src/result.ts'
import {nodesOf, useRegistry} from './clusters.ts'

useRegistry()

/** Published pages that must run as they are; they lie beside the checkout where the project is developed. */
const seeds = ['../shared/seeds/multi-primary_multi-network.md', '../shared/seeds/multi-primary.md']

async function runLive(
  ...args: readonly string[]
): Promise<{readonly exitCode: number; readonly output: string; readonly result: RunResult}> {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-test-'))
  const json = join(folder, 'run.json')
  try {
    const {exitCode, all} = await execa(
      'node',
      ['dist/harness/cli/main.js', 'run', '--live', '--json', json, ...args],
      {
        all: true,
        reject: false
      }
    )
    return {exitCode: exitCode ?? -1, output: all, result: JSON.parse(readFileSync(json, 'utf8')) as RunResult}
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

describe.for(seeds.filter((page) => existsSync(page)))('%s', (page) => {
  test('runs unmodified and passes', async () => {
    const {exitCode, output, result} = await runLive('--config', 'test/live/guiderail.config.ts', page)
    expect(exitCode, output).toBe(0)
    const [guide] = result.guides
    expect(guide?.steps.filter(({status}) => status !== 'passed')).toEqual([])
    expect(guide?.clusters.map(({name}) => name)).toEqual(['cluster1', 'cluster2'])
    const requests = guide?.steps.filter(({counts}) => counts.length > 0) ?? []
    expect(requests.length).toBe(2)
    for (const {counts} of requests) {
      expect(counts.map(({line}) => /version: (v\d)/.exec(line)?.[1]).sort()).toEqual(['v1', 'v2'])
    }
    expect(await nodesOf()).toEqual([])
  })
})

test('the example guides run and pass', async () => {
  const {exitCode, output, result} = await runLive('docs/guides/hello-world.md', 'docs/guides/first-steps.md')
  expect(exitCode, output).toBe(0)
  expect(result.guides.map(({status}) => status)).toEqual(['passed', 'passed'])
})
