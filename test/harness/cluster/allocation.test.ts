import {expect, test} from 'vitest'
import {allocate, allocatePools} from '../../../harness/cluster/allocation.ts'
import {overlap, parseRange, type Range} from '../../../harness/cluster/ranges.ts'
import type {ClusterRecord, LeaseRecord} from '../../../harness/cluster/registry.ts'
import type {ClusterRequest} from '../../../src/plan/plan.ts'

const request = (name: string): ClusterRequest => ({
  name,
  network: 'n',
  nodes: 1,
  nodeImage: null,
  kind: {},
  context: null
})
const range = (text: string): Range => parseRange(text) ?? expect.fail(`no range: ${text}`)
const lease = (clusters: readonly ClusterRecord[]): LeaseRecord => ({
  version: 1,
  id: 'other',
  owner: {pid: 1, started: '', host: '', boot: '', namespace: ''},
  createdAt: '',
  kept: false,
  fingerprint: '',
  clusters
})
const rangesOf = (clusters: readonly ClusterRecord[]): Range[] =>
  clusters.flatMap(({podRange, serviceRange}) => [range(podRange), range(serviceRange)])

test('clusters of many leases, routes and networks never overlap', () => {
  const taken = [range('10.128.0.0/18'), range('10.130.0.7')]
  const leases: LeaseRecord[] = []
  for (let round = 0; round < 40; round++) {
    leases.push(lease(allocate(`l${round}`, [request('cluster1'), request('cluster2')], taken, leases)))
  }
  const all = [...taken, ...leases.flatMap(({clusters}) => rangesOf(clusters))]
  for (const [index, one] of all.entries()) {
    expect(all.slice(index + 1).filter((other) => overlap(one, other))).toEqual([])
  }
})

test('wherever the search begins, ranges are apart, and the last ones are followed by the first', () => {
  const clusters = allocate('x', [request('cluster1'), request('cluster2')], [], [], 0.999)
  expect(clusters.map(({podRange}) => podRange)).toEqual(['10.191.224.0/20', '10.128.0.0/20'])
  const network = {name: 'kind', range: range('172.18.0.0/16'), containers: []}
  expect(allocatePools(clusters, network, [], 0.5).map(({pool}) => pool)).toEqual([
    '172.18.224.0/27',
    '172.18.224.32/27'
  ])
})

test('names tell the lease and the cluster, and suit a host name', () => {
  const names = ['cluster1', 'West_US', 'a-very-long-name-that-no-host-could-carry-whole', '---'].map(request)
  expect(allocate('ab1cd', names, [], []).map(({kindName}) => kindName)).toEqual([
    'gr-ab1cd-cluster1',
    'gr-ab1cd-west-us',
    'gr-ab1cd-a-very-long-name-that-no',
    'gr-ab1cd-cluster'
  ])
})

test('names that become the same are told apart', () => {
  const kindNames = allocate('ab1cd', ['a_b', 'a.b', 'a-b'].map(request), [], []).map(({kindName}) => kindName)
  expect(new Set(kindNames).size).toBe(3)
})

test('where every range is taken, it says what to do', () => {
  expect(() => allocate('x', [request('cluster1')], [range('10.0.0.0/8')], [])).toThrow(
    'no pod range is left in 10.128.0.0/10 for cluster `cluster1`; remove what dead runs left with `guiderail clean`'
  )
})

test('pools lie high in the network of kind, apart from containers and from those of other leases', () => {
  const network = {name: 'kind', range: range('172.18.0.0/16'), containers: [range('172.18.192.40')]}
  const others = [{...(allocate('o', [request('cluster1')], [], [])[0] as ClusterRecord), pool: '172.18.192.0/27'}]
  const clusters = allocate('n', [request('cluster1'), request('cluster2')], [], [])
  expect(allocatePools(clusters, network, [lease(others)]).map(({pool}) => pool)).toEqual([
    '172.18.192.64/27',
    '172.18.192.96/27'
  ])
})

test.for([
  ['10.5.0.0/24', ['10.5.0.192/29', '10.5.0.200/29']],
  ['10.5.0.0/26', ['10.5.0.48/30', '10.5.0.52/30']]
] as const)('a small network (%s) gives small pools', ([text, expected]) => {
  const clusters = allocate('n', [request('cluster1'), request('cluster2')], [], [])
  const pooled = allocatePools(clusters, {name: 'kind', range: range(text), containers: []}, [])
  expect(pooled.map(({pool}) => pool)).toEqual(expected)
})

test('a network without room is an error that names it', () => {
  const clusters = allocate('n', [request('cluster1')], [], [])
  expect(() => allocatePools(clusters, {name: 'kind', range: range('10.5.0.0/28'), containers: []}, [])).toThrow(
    "Docker's network `kind` (10.5.0.0/28) has no addresses left for load balancers"
  )
})
