import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {execa} from 'execa'
import {expect, test} from 'vitest'
import {makeLiveSite, nothing, page} from './site.ts'

const create = '$ kubectl create namespace sample\nnamespace/sample created'
const label = '$ kubectl label namespace default mood=good\nnamespace/default labeled'

test('kept clusters stay until they are taken again, as they were at first, or until somebody cleans', async () => {
  const site = makeLiveSite({'guides/leaves.md': page('Leaves much', {Begin: [create, label]})})
  const before = site.read('kubeconfig')
  const run = (...args: readonly string[]) => site.guiderail('run', '--live', '--json', 'run.json', ...args)

  const first = await run('--keep')
  expect(first.exitCode, first.stdout).toBe(0)
  const kubeconfig = /export KUBECONFIG=(\S+kubeconfig)`, delete with `guiderail clean`/.exec(first.stdout)?.[1]
  const get = ['get', 'namespace', 'sample', '--kubeconfig', kubeconfig ?? '', '--output', 'name']
  expect((await execa('kubectl', get)).stdout).toBe('namespace/sample')
  const {containers} = await site.left()
  expect(containers).toHaveLength(1)

  // What the first run made would be in the way of the second.
  const second = await run('--reuse', '--keep')
  expect(second.exitCode, second.stdout).toBe(0)
  expect(second.stdout).toContain('clusters used again')
  expect(site.guides()[0]?.clusters).toMatchObject([{name: 'cluster1', reused: true}])
  expect((await site.left()).containers).toEqual(containers)

  // A run that does not ask for them makes its own, and leaves these alone.
  const third = await run()
  expect(third.exitCode, third.stdout).toBe(0)
  expect(site.guides()[0]?.clusters).toMatchObject([{name: 'cluster1', reused: false}])
  expect((await site.left()).containers).toEqual(containers)

  const lease = containers[0]?.replace(/^(gr-\w+-cluster1).*/, '$1')
  expect((await site.guiderail('clean')).stdout).toBe(`removed cluster ${lease}`)
  expect(await site.left()).toEqual(nothing)
  expect(site.read('kubeconfig')).toBe(before)
  expect(readdirSync(join(site.folder, 'state', 'processes'))).toEqual([])
})
