import type {ClusterRequest} from '../../src/plan/plan.ts'
import type {RaisedCluster} from './cluster.ts'
import {beginDeletion, deleteClusters} from './deletion.ts'
import {checkEngine} from './engine.ts'
import {keepLease} from './keeping.ts'
import {type Access, userAccess, writeKubeconfig} from './kubeconfig.ts'
import {loadLoadBalancer} from './metallb.ts'
import {Phases} from './phases.ts'
import {type Reachability, verifyReachability} from './reachability.ts'
import {reapBefore} from './reap.ts'
import {startReaper} from './reaper.ts'
import {register} from './registration.ts'
import {routePods} from './routes.ts'
import {raiseClusters} from './set-up.ts'

/** A cluster that a guide may use until its lease is released. */
export interface LeasedCluster {
  readonly name: string
  /** As kind calls it; empty for one of the user's own. */
  readonly kindName: string
  /** Its context in the kubeconfig of the lease. */
  readonly context: string
  /** Such as `v1.34.4`. */
  readonly kubernetes: string
  readonly network: string
  /** To create it, in milliseconds. */
  readonly durationMs: number
  /** True where a kept cluster was taken again. */
  readonly reused: boolean
}

/** Clusters held for one guide. */
export interface Lease {
  readonly clusters: readonly LeasedCluster[]
  /** A file of its own, whose contexts are called like the clusters; the first is current. */
  readonly kubeconfig: string
  /** `CTX_<NAME>` for each cluster. */
  readonly env: Readonly<Record<string, string>>
  /** Which pods reach which, as verified after set-up; empty for one cluster and for the user's own. */
  readonly reachability: readonly Reachability[]
  readonly phases: readonly {readonly name: string; readonly durationMs: number}[]
  /**
   * Give the clusters back; their deletion may go on afterwards (`finishDeletions`). Calling it again does nothing.
   *
   * @returns what the user should know: of kept clusters, how to use and how to delete them
   */
  release(): Promise<readonly string[]>
}

export interface LeaseOptions {
  /** Where to write the kubeconfig of the lease. */
  readonly kubeconfig: string
  readonly nodeImage: string | null
  /** MetalLB's manifest, a path or an address, or null for no load balancers. */
  readonly metallb: string | null
  /** Leave the clusters when the lease is released. */
  readonly keep: boolean
  /** Take clusters that an earlier run kept, where they are what is asked for. */
  readonly reuse?: boolean
  readonly progress: (text: string) => void
  readonly signal?: AbortSignal
}

/**
 * Hold clusters for one guide: made at the same time, apart from everything else on this machine, and given back whole.
 *
 * @throws HarnessError where this machine cannot make them; nothing is left behind then
 */
export async function leaseClusters(requests: readonly ClusterRequest[], options: LeaseOptions): Promise<Lease> {
  const phases = new Phases()
  const made = requests.filter((request) => request.context === null)
  if (made.length === 0) return borrow(requests, options, phases)

  const {nodeImage, metallb, progress, signal = new AbortController().signal} = options
  startReaper()
  reapBefore()
  const [balancer] = await phases.time('checking', () =>
    Promise.all([metallb === null ? null : loadLoadBalancer(metallb, signal), checkEngine()])
  )
  const record = await phases.time('choosing ranges', () => register(made, {nodeImage, metallb}))
  try {
    const raised = await phases.time('creating clusters', () =>
      raiseClusters(record, made, {nodeImage, balancer, signal, progress})
    )
    await phases.time('routing', () => routePods(raised, signal))
    const reachability = await phases.time('verifying networks', () => verifyReachability(raised, signal))
    await writeKubeconfig(options.kubeconfig, await accessesOf(requests, raised))
    const release = async (): Promise<readonly string[]> => {
      if (options.keep) return keepLease(record, options.kubeconfig)
      beginDeletion(record)
      return []
    }
    return lease(requests, raised, {kubeconfig: options.kubeconfig, phases: phases.all, reachability, release})
  } catch (error) {
    // What cannot be deleted now stays on disk as a lease; the reason for giving up is what matters here.
    await deleteClusters(record).catch(() => {})
    throw error
  }
}

/** Only contexts of the user's: nothing is made, and nothing will be deleted. */
async function borrow(requests: readonly ClusterRequest[], options: LeaseOptions, phases: Phases): Promise<Lease> {
  const {kubeconfig} = options
  await phases.time('reading contexts', async () => writeKubeconfig(kubeconfig, await accessesOf(requests, [])))
  return lease(requests, [], {kubeconfig, phases: phases.all, reachability: [], release: async () => []})
}

function accessesOf(requests: readonly ClusterRequest[], raised: readonly RaisedCluster[]): Promise<Access[]> {
  return Promise.all(
    requests.map(async ({name, context}) => {
      if (context !== null) return userAccess(context, name)
      const cluster = raised.find(({record}) => record.name === name)
      if (cluster === undefined) throw new RangeError(`cluster \`${name}\` was not made`)
      return cluster.access
    })
  )
}

function lease(
  requests: readonly ClusterRequest[],
  raised: readonly RaisedCluster[],
  rest: Pick<Lease, 'kubeconfig' | 'phases' | 'reachability' | 'release'>
): Lease {
  let released: Promise<readonly string[]> | null = null
  return {
    ...rest,
    clusters: requests.map(({name, network}) => {
      const made = raised.find(({record}) => record.name === name)
      return {
        name,
        kindName: made?.record.kindName ?? '',
        context: name,
        kubernetes: made?.kubernetes ?? '',
        network,
        durationMs: Math.round(made?.durationMs ?? 0),
        reused: false
      }
    }),
    env: Object.fromEntries(requests.map(({name}) => [variableOf(name), name])),
    release: () => {
      released ??= rest.release()
      return released
    }
  }
}

/** `CTX_CLUSTER1` for `cluster1`. */
function variableOf(name: string): string {
  return `CTX_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
}
