import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {finishDeletions} from '../../../harness/cluster/deletion.ts'
import {openPool} from '../../../harness/cluster/pool.ts'
import type {ClusterRequest} from '../../../src/plan/plan.ts'
import {idleEngine, useStandIns} from './stand-ins.ts'

const standIns = useStandIns()
const request = (name: string): ClusterRequest => ({
  name,
  network: 'network1',
  nodes: 1,
  nodeImage: null,
  kind: {},
  context: null
})
const making = {nodeImage: null, metallb: null, keep: false}
const options = () => ({...making, kubeconfig: join(standIns.folder, 'kubeconfig'), progress: () => {}})
const leasesLeft = (): string[] => {
  const folder = join(standIns.folder, 'state', 'leases')
  return existsSync(folder) ? readdirSync(folder) : []
}
const kindCalls = (): readonly string[] => standIns.log().filter((line) => line.startsWith('kind create'))

/** kind that notes each call, then does as told. */
const putKind = (then: string): void => {
  standIns.script('docker', idleEngine)
  standIns.script('kubectl', 'exit 1')
  standIns.script('kind', `echo "kind $*" >> "$LOG"; ${then}`)
}

test('what failed ahead of time is tried again when its turn comes', async () => {
  putKind('exit 1')
  const pool = openPool()
  await pool.prepare([request('cluster1')], making)
  // kind's network goes last, and then the lock under which it does.
  const atWork = (): boolean =>
    ['made-network-kind', 'lock'].some((name) => existsSync(join(standIns.folder, 'state', name)))
  await expect.poll(() => [kindCalls().length, leasesLeft(), atWork()]).toEqual([1, [], false])
  await expect(pool.lease([request('cluster1')], options())).rejects.toMatchObject({ruleId: 'cluster-not-created'})
  expect(kindCalls()).toHaveLength(2)
  expect(leasesLeft()).toEqual([])
})

test('what fails while a guide waits for it is not tried again', async () => {
  putKind('sleep 1; exit 1')
  const pool = openPool()
  await pool.prepare([request('cluster1')], making)
  await expect(pool.lease([request('cluster1')], options())).rejects.toMatchObject({ruleId: 'cluster-not-created'})
  expect(kindCalls()).toHaveLength(1)
  expect(leasesLeft()).toEqual([])
})

test('what is being made when the run ends is given up', async () => {
  putKind('exec sleep 30')
  const pool = openPool()
  await pool.prepare([request('cluster1')], making)
  await expect.poll(() => kindCalls().length).toBe(1)
  await pool.close()
  await finishDeletions()
  expect(leasesLeft()).toEqual([])
})

test('nothing is made ahead without room, of kept clusters, or of contexts that are there', async () => {
  putKind('exit 1')
  const pool = openPool()
  const many = Array.from({length: 1_000}, (_, index) => request(`cluster${index}`))
  await pool.prepare(many, making)
  await pool.prepare([request('cluster1')], {...making, reuse: true})
  await pool.prepare([{...request('cluster1'), context: 'dev'}], making)
  await pool.close()
  expect(kindCalls()).toEqual([])
})
