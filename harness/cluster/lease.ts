import {randomBytes} from 'node:crypto'
import {join} from 'node:path'
import type {ClusterRequest} from '../../src/plan/plan.ts'
import {allocate, allocatePools} from './allocation.ts'
import {type RaisedCluster, raiseCluster} from './cluster.ts'
import {beginDeletion, deleteClusters} from './deletion.ts'
import {checkEngine} from './engine.ts'
import {type Access, userAccess, writeKubeconfig} from './kubeconfig.ts'
import {kindNetwork, takenRanges} from './machine.ts'
import {installLoadBalancer, type LoadBalancer, loadLoadBalancer} from './metallb.ts'
import {writeNodeMounts} from './node-mounts.ts'
import {thisOwner} from './owner.ts'
import {type Reachability, verifyReachability} from './reachability.ts'
import {type LeaseRecord, leaseFolder, readLeases, withRegistry, writeLease} from './registry.ts'
import {routePods} from './routes.ts'

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
  /** Give the clusters back; their deletion may go on afterwards (`finishDeletions`). Calling it again does nothing. */
  release(): Promise<void>
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

  const [balancer] = await phases.time('checking', () =>
    Promise.all([options.metallb === null ? null : loadLoadBalancer(options.metallb, options.signal), checkEngine()])
  )
  const record = await phases.time('allocating', () => register(made, options))
  try {
    const raised = await phases.time('creating clusters', () => raise(record, made, balancer, options))
    await phases.time('routing', () => routePods(raised, options.signal))
    const reachability = await phases.time('verifying networks', () =>
      verifyReachability(raised, options.signal ?? new AbortController().signal)
    )
    const accesses = await collectAccess(requests, raised)
    await writeKubeconfig(options.kubeconfig, accesses)
    return lease(requests, raised, options, phases, reachability, () => give(record, options))
  } catch (error) {
    await deleteClusters(record)
    throw error
  }
}

/** Names and ranges are chosen and written down in one go, before anything is created. */
async function register(requests: readonly ClusterRequest[], options: LeaseOptions): Promise<LeaseRecord> {
  const known = new Set((await readLeases()).flatMap((lease) => lease.clusters.map(({kindName}) => kindName)))
  const taken = await takenRanges(known)
  return withRegistry(async () => {
    const id = randomBytes(8).readBigUInt64BE().toString(36).slice(0, 5)
    const record: LeaseRecord = {
      version: 1,
      id,
      owner: await thisOwner(),
      createdAt: new Date().toISOString(),
      kept: false,
      kubeconfig: options.kubeconfig,
      fingerprint: '',
      clusters: allocate(id, requests, taken, await readLeases())
    }
    await writeLease(record)
    return record
  })
}

async function raise(
  record: LeaseRecord,
  requests: readonly ClusterRequest[],
  balancer: LoadBalancer | null,
  options: LeaseOptions
): Promise<readonly RaisedCluster[]> {
  const pools = balancer === null ? null : poolsOf(record)
  const folder = leaseFolder(record.id)
  const mounts = await writeNodeMounts(folder)
  return Promise.all(
    record.clusters.map((cluster, index) =>
      raiseCluster(cluster, requests[index] as ClusterRequest, {
        folder,
        mounts,
        nodeImage: options.nodeImage,
        signal: options.signal,
        onStep: (step) => options.progress(`${cluster.name}: ${step}`),
        onGroup: () => {},
        onServer: async (access) => {
          if (balancer === null || pools === null) return
          const kubeconfig = join(folder, `${cluster.kindName}.kubeconfig`)
          await writeKubeconfig(kubeconfig, [access])
          const pool = (await pools()).get(cluster.name) ?? ''
          await installLoadBalancer(kubeconfig, balancer, pool, options.signal ?? new AbortController().signal)
        }
      })
    )
  )
}

/** kind makes its network with the first node, so pools are chosen once there is one, for all clusters together. */
function poolsOf(record: LeaseRecord): () => Promise<ReadonlyMap<string, string>> {
  let chosen: Promise<ReadonlyMap<string, string>> | null = null
  const choose = () =>
    withRegistry(async () => {
      const network = await kindNetwork()
      if (network === null) throw new Error('kind has no network')
      const others = (await readLeases()).filter((lease) => lease.id !== record.id)
      const clusters = allocatePools(record.clusters, network, others)
      await writeLease({...record, clusters})
      return new Map(clusters.map(({name, pool}) => [name, pool ?? '']))
    })
  return () => {
    chosen ??= choose()
    return chosen
  }
}

async function give(record: LeaseRecord, options: LeaseOptions): Promise<void> {
  if (options.keep) return
  beginDeletion(record)
}

/** Only contexts of the user's: nothing is made, nothing will be deleted. */
async function borrow(requests: readonly ClusterRequest[], options: LeaseOptions, phases: Phases): Promise<Lease> {
  await writeKubeconfig(options.kubeconfig, await collectAccess(requests, []))
  return lease(requests, [], options, phases, [], async () => {})
}

function collectAccess(requests: readonly ClusterRequest[], raised: readonly RaisedCluster[]): Promise<Access[]> {
  return Promise.all(
    requests.map(async (request) => {
      if (request.context !== null) return userAccess(request.context, request.name)
      const cluster = raised.find(({record}) => record.name === request.name)
      if (cluster === undefined) throw new Error(`no cluster \`${request.name}\``)
      return cluster.access
    })
  )
}

function lease(
  requests: readonly ClusterRequest[],
  raised: readonly RaisedCluster[],
  options: LeaseOptions,
  phases: Phases,
  reachability: readonly Reachability[],
  give: () => Promise<void>
): Lease {
  let released: Promise<void> | null = null
  return {
    clusters: requests.map((request) => {
      const made = raised.find(({record}) => record.name === request.name)
      return {
        name: request.name,
        kindName: made?.record.kindName ?? '',
        context: request.name,
        kubernetes: made?.kubernetes ?? '',
        network: request.network,
        durationMs: Math.round(made?.durationMs ?? 0),
        reused: false
      }
    }),
    kubeconfig: options.kubeconfig,
    env: Object.fromEntries(requests.map(({name}) => [variableOf(name), name])),
    reachability,
    phases: phases.all,
    release: () => {
      released ??= give()
      return released
    }
  }
}

/** `CTX_CLUSTER1` for `cluster1`. */
function variableOf(name: string): string {
  return `CTX_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
}

/** What took how long, in the order of time. */
class Phases {
  readonly all: {name: string; durationMs: number}[] = []

  async time<T>(name: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now()
    try {
      return await work()
    } finally {
      this.all.push({name, durationMs: Math.round(performance.now() - started)})
    }
  }
}
