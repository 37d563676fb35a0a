import {join} from 'node:path'
import type {Snapshot} from '../../src/leak/snapshot.ts'
import type {ClusterRequest} from '../../src/plan/plan.ts'
import type {RaisedCluster} from './cluster.ts'
import {deleteClusters} from './deletion.ts'
import {checkEngine} from './engine.ts'
import {writeKubeconfig} from './kubeconfig.ts'
import {loadLoadBalancer} from './metallb.ts'
import {Phases} from './phases.ts'
import {type Reachability, verifyReachability} from './reachability.ts'
import {reapBefore} from './reap.ts'
import {startReaper} from './reaper.ts'
import {type Making, register} from './registration.ts'
import {type LeaseRecord, leaseFolder} from './registry.ts'
import {routePods} from './routes.ts'
import {raiseClusters} from './set-up.ts'
import {takeSnapshots} from './snapshot.ts'

/** Clusters that are up and held by this process, before they are handed to a guide. */
export interface Hold {
  readonly record: LeaseRecord
  readonly clusters: readonly RaisedCluster[]
  readonly reachability: readonly Reachability[]
  /** Of what is in them before a guide begins. */
  readonly snapshots: readonly Snapshot[]
  readonly phases: Phases
  readonly reused: boolean
  /** Since when they are all up, in milliseconds since 1970. */
  readonly upAt: number
}

export interface HoldOptions extends Making {
  /** How long one attempt to create a cluster may take, in milliseconds. */
  readonly limitMs: number
  readonly signal: AbortSignal
  readonly progress: (text: string) => void
}

/**
 * Make clusters: at the same time, apart from everything else on this machine.
 *
 * @throws HarnessError where this machine cannot make them; nothing is left behind then
 */
export async function makeClusters(requests: readonly ClusterRequest[], options: HoldOptions): Promise<Hold> {
  const {nodeImage, metallb, limitMs, signal, progress} = options
  const phases = new Phases()
  startReaper()
  reapBefore()
  const [balancer] = await phases.time('checking', () =>
    Promise.all([metallb === null ? null : loadLoadBalancer(metallb, signal), checkEngine()])
  )
  const record = await phases.time('choosing ranges', () => register(requests, {nodeImage, metallb}))
  try {
    const clusters = await phases.time('creating clusters', () =>
      raiseClusters(record, requests, {nodeImage, balancer, limitMs, signal, progress})
    )
    return await connect({record, clusters, phases, reused: false}, options)
  } catch (error) {
    // What cannot be deleted now stays on disk as a lease; the reason for giving up is what matters here.
    await deleteClusters(record).catch(() => {})
    throw error
  }
}

/** Route between clusters that are up, verify it, and take down what they hold. */
export async function connect(
  up: Omit<Hold, 'reachability' | 'snapshots' | 'upAt'>,
  {signal}: Pick<HoldOptions, 'signal'>
): Promise<Hold> {
  const {record, clusters, phases} = up
  const upAt = Date.now()
  const kubeconfig = join(leaseFolder(record.id), 'kubeconfig')
  await writeKubeconfig(
    kubeconfig,
    clusters.map(({access}) => access)
  )
  const [reachability, snapshots] = await phases.time('connecting clusters', () =>
    Promise.all([verifyReachability(clusters, routePods(clusters, signal), signal), takeSnapshots(kubeconfig, signal)])
  )
  return {...up, reachability, snapshots, upAt}
}
