import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {leaseClusters} from '../../harness/cluster/lease.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guiderail-test-'))
})
afterEach(() => rm(folder, {recursive: true, force: true}))

const request = (name: string, network: string) => ({name, network, nodes: 1, nodeImage: null, kind: {}, context: null})

test.for([
  ['network1', 'network1'],
  ['network1', 'network2']
])('two clusters on %s and %s', async ([one = '', other = '']) => {
  const start = performance.now()
  const lease = await leaseClusters([request('cluster1', one), request('cluster2', other)], {
    kubeconfig: join(folder, 'kubeconfig'),
    nodeImage: process.env['GUIDERAIL_NODE_IMAGE'] ?? null,
    metallb: process.env['GUIDERAIL_METALLB'] ?? null,
    keep: false,
    progress: (text) => console.log(((performance.now() - start) / 1000).toFixed(1), text)
  })
  try {
    console.log((performance.now() - start) / 1000, JSON.stringify(lease, null, 1))
    expect(lease.reachability.map(({reachable}) => reachable)).toEqual([one === other, one === other])
  } finally {
    await lease.release()
  }
})
