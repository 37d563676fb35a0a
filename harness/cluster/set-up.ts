import {join} from 'node:path'
import type {ClusterRequest} from '../../src/plan/plan.ts'
import {type RaisedCluster, raiseCluster} from './cluster.ts'
import {writeKubeconfig} from './kubeconfig.ts'
import {installLoadBalancer, type LoadBalancer} from './metallb.ts'
import {writeNodeMounts} from './node-mounts.ts'
import {registerPools} from './registration.ts'
import {type LeaseRecord, leaseFolder} from './registry.ts'
import {noteGroup} from './resources.ts'

export interface SetUpOptions {
  readonly nodeImage: string | null
  /** Null for no load balancers. */
  readonly balancer: LoadBalancer | null
  /** How long one attempt to create a cluster may take, in milliseconds. */
  readonly limitMs: number
  readonly signal: AbortSignal
  readonly progress: (text: string) => void
}

/**
 * Bring up all clusters of a lease at the same time, load balancers on the way.
 *
 * Where one fails, the others are given up, and nothing is at work any more when the error is thrown.
 */
export async function raiseClusters(
  record: LeaseRecord,
  requests: readonly ClusterRequest[],
  options: SetUpOptions
): Promise<readonly RaisedCluster[]> {
  const {balancer, progress} = options
  const folder = leaseFolder(record.id)
  const mounts = await writeNodeMounts(folder)
  const failed = new AbortController()
  const signal = AbortSignal.any([options.signal, failed.signal])
  const pools = once(() => registerPools(record))

  const raise = (request: ClusterRequest, index: number): Promise<RaisedCluster> => {
    const cluster = record.clusters[index]
    if (cluster === undefined) throw new RangeError(`no names were chosen for cluster ${request.name}`)
    return raiseCluster(cluster, request, {
      folder,
      mounts,
      nodeImage: options.nodeImage,
      limitMs: options.limitMs,
      signal,
      onStep: (step) => progress(`${cluster.name}: ${step}`),
      // Without a note, the nodes that it makes are still found by their mark.
      onGroup: (pid) => void noteGroup(pid).catch(() => {}),
      onServer: async (access, signal) => {
        if (balancer === null) return
        const kubeconfig = join(folder, `${cluster.kindName}.kubeconfig`)
        await writeKubeconfig(kubeconfig, [access])
        // kind makes its network with the first node, and addresses for all clusters are chosen together.
        const pool = (await pools()).clusters[index]?.pool
        if (pool != null) await installLoadBalancer(kubeconfig, balancer, pool, signal)
      }
    })
  }
  const settled = await Promise.allSettled(
    requests.map((request, index) =>
      raise(request, index).catch((error: unknown) => {
        failed.abort(error)
        throw error
      })
    )
  )
  options.signal.throwIfAborted()
  if (failed.signal.aborted) throw failed.signal.reason
  return settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | null = null
  return () => {
    result ??= work()
    return result
  }
}
