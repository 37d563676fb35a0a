import {type Node, runInNode} from './node.ts'
import type {ClusterRecord} from './registry.ts'

/** A cluster whose nodes are there. */
export interface RoutedCluster {
  readonly record: ClusterRecord
  /** Each node with the pod range that it serves. */
  readonly nodes: readonly {readonly node: Node; readonly podRange: string}[]
}

/**
 * Let pods of clusters on the same network reach each other directly and by their own addresses, and keep those of
 * different networks apart.
 */
export async function routePods(clusters: readonly RoutedCluster[], signal?: AbortSignal): Promise<void> {
  await Promise.all(
    clusters.flatMap((cluster) => {
      const script = clusters
        .filter((peer) => peer !== cluster)
        .flatMap((peer) => (peer.record.network === cluster.record.network ? joined(cluster, peer) : apart(peer)))
        .join('\n')
      return script === '' ? [] : cluster.nodes.map(({node}) => runInNode(node, `set -e\n${script}`, signal))
    })
  )
}

function joined(cluster: RoutedCluster, peer: RoutedCluster): string[] {
  // Network plugins masquerade what leaves the cluster; a rule ahead of theirs leaves the source as it is.
  const rule = `POSTROUTING -s ${cluster.record.podRange} -d ${peer.record.podRange} -j ACCEPT`
  return [
    ...peer.nodes.map(({node, podRange}) => `ip route replace ${podRange} via ${node.address}`),
    `iptables -w -t nat -C ${rule} 2>/dev/null || iptables -w -t nat -I ${rule}`
  ]
}

/** Nothing routes there anyway, but the default route would carry such packets off the machine, where they may arrive. */
function apart(peer: RoutedCluster): string[] {
  return [`ip route replace unreachable ${peer.record.podRange}`]
}
