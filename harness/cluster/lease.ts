import {join} from 'node:path'
import type {ClusterRequest} from '../../src/plan/plan.ts'
import {beginDeletion} from './deletion.ts'
import {type Hold, type HoldOptions, makeClusters} from './hold.ts'
import {keepClusters, takeKept} from './keeping.ts'
import {type Access, userAccess, writeKubeconfig} from './kubeconfig.ts'
import {proxyExemptions} from './proxy.ts'
import type {Reachability} from './reachability.ts'
import {leaseFolder} from './registry.ts'
import {checkRunning} from './running.ts'
import {findLeftBehind} from './snapshot.ts'

/** A cluster that a guide may use until its lease is released. */
interface LeasedCluster {
  readonly name: string
  /** As kind calls it; empty for one of the user's own. */
  readonly kindName: string
  /** Its context in the kubeconfig of the lease. */
  readonly context: string
  /** Such as `v1.34.4`; empty for one of the user's own. */
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
  /** `CTX_<NAME>` for each cluster, and what keeps a proxy away from them. */
  readonly env: Readonly<Record<string, string>>
  /** Which pods reach which, as verified after set-up; empty for one cluster and for the user's own. */
  readonly reachability: readonly Reachability[]
  readonly phases: readonly {readonly name: string; readonly durationMs: number}[]
  /** What is in the clusters now that was not there at first, a line per object; empty for the user's own. */
  leftBehind(): Promise<readonly string[]>
  /** @throws HarnessError `no-engine`, `cluster-lost` where clusters that were made are not up any more */
  check(): Promise<void>
  /**
   * Give the clusters back; their deletion may go on afterwards (`finishDeletions`). Calling it again does nothing.
   *
   * @param keep whether to leave the clusters, where that was only decided meanwhile
   * @returns what the user should know: of kept clusters, how to use and how to delete them
   */
  release(keep?: boolean): Promise<readonly string[]>
}

export interface LeaseOptions {
  /** Where to write the kubeconfig of the lease. */
  readonly kubeconfig: string
  readonly nodeImage: string | null
  /** MetalLB's manifest, a path or an address, or null for no load balancers. */
  readonly metallb: string | null
  /** How long one attempt to create a cluster may take, in milliseconds. Default: ten minutes. */
  readonly limitMs?: number | undefined
  /** Leave the clusters when the lease is released. */
  readonly keep: boolean
  /** Take clusters that an earlier run kept, where they are what is asked for and can be reset. */
  readonly reuse?: boolean
  readonly progress: (text: string) => void
  readonly signal?: AbortSignal
}

/** kubeadm gives up after four minutes by itself and says why; before it, a node image may have to be pulled. */
const creationLimitMs = 600_000

/**
 * Hold clusters for one guide: made at the same time, apart from everything else on this machine, and given back whole.
 *
 * @throws HarnessError where this machine cannot make them; nothing is left behind then
 */
export async function leaseClusters(requests: readonly ClusterRequest[], options: LeaseOptions): Promise<Lease> {
  const made = requests.filter((request) => request.context === null)
  if (made.length === 0) return borrow(requests, options)
  const making = holdOptions(options)
  const kept = options.reuse === true ? await takeKept(made, making) : null
  return leaseHeld(requests, kept ?? (await makeClusters(made, making)), options)
}

/** What has to be known to make clusters, whoever they will be for. */
export function holdOptions(options: LeaseOptions): HoldOptions {
  const {nodeImage, metallb, limitMs = creationLimitMs, progress, signal = new AbortController().signal} = options
  return {nodeImage, metallb, limitMs, progress, signal}
}

/** Hand clusters that are up to a guide. */
export async function leaseHeld(
  requests: readonly ClusterRequest[],
  hold: Hold,
  options: LeaseOptions
): Promise<Lease> {
  const {record, snapshots, phases, reachability} = hold
  await phases.time('writing kubeconfig', async () =>
    writeKubeconfig(options.kubeconfig, await accessesOf(requests, hold))
  )
  const own = join(leaseFolder(record.id), 'kubeconfig')
  let released: Promise<readonly string[]> | null = null
  const release = async (keep: boolean): Promise<readonly string[]> => {
    if (keep) return keepClusters(hold)
    beginDeletion(record)
    return []
  }
  return {
    clusters: requests.map((request) => describe(request, hold)),
    kubeconfig: options.kubeconfig,
    env: environmentOf(requests),
    reachability,
    phases: phases.all,
    check: () => checkRunning(hold),
    leftBehind: () => findLeftBehind(own, snapshots),
    release: (keep = options.keep) => {
      released ??= release(keep)
      return released
    }
  }
}

/** Only contexts of the user's: nothing is made, and nothing will be deleted. */
async function borrow(requests: readonly ClusterRequest[], options: LeaseOptions): Promise<Lease> {
  await writeKubeconfig(options.kubeconfig, await accessesOf(requests, null))
  return {
    clusters: requests.map((request) => describe(request, null)),
    kubeconfig: options.kubeconfig,
    env: environmentOf(requests),
    reachability: [],
    phases: [],
    leftBehind: async () => [],
    check: async () => {},
    release: async () => []
  }
}

function accessesOf(requests: readonly ClusterRequest[], hold: Hold | null): Promise<Access[]> {
  return Promise.all(
    requests.map(async ({name, context}) => {
      if (context !== null) return userAccess(context, name)
      const cluster = hold?.clusters.find(({record}) => record.name === name)
      if (cluster === undefined) throw new RangeError(`cluster \`${name}\` was not made`)
      return cluster.access
    })
  )
}

function describe({name, network}: ClusterRequest, hold: Hold | null): LeasedCluster {
  const made = hold?.clusters.find(({record}) => record.name === name)
  return {
    name,
    kindName: made?.record.kindName ?? '',
    context: name,
    kubernetes: made?.kubernetes ?? '',
    network,
    durationMs: Math.round(made?.durationMs ?? 0),
    reused: hold?.reused ?? false
  }
}

/** `CTX_CLUSTER1` for `cluster1`; and where a proxy is set, what keeps it out of the way. */
function environmentOf(requests: readonly ClusterRequest[]): Readonly<Record<string, string>> {
  const contexts = requests.map(({name}) => [`CTX_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`, name])
  return {...Object.fromEntries(contexts), ...proxyExemptions(process.env)}
}
