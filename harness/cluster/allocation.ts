import {HarnessError} from '../../src/errors.ts'
import type {ClusterRequest} from '../../src/plan/plan.ts'
import type {KindNetwork} from './machine.ts'
import {formatRange, freeRange, parseRange, type Range, sizeOf} from './ranges.ts'
import type {ClusterRecord, LeaseRecord} from './registry.ts'

/** Where pods and services of leased clusters live: 512 clusters of a /19 each, away from what routers hand out. */
const space: Range = {first: 0x0a80_0000, prefix: 10}

/** Half of each cluster's block is for pods, which takes sixteen nodes. */
const half = 20

/**
 * Choose names and ranges of new clusters, apart from all that is taken.
 *
 * @param taken ranges of the machine
 * @param leases all other leases, whose ranges are taken too
 * @param at where to begin in the space, from 0 to 1
 * @throws HarnessError `cluster-not-created` where no range is left
 */
export function allocate(
  id: string,
  requests: readonly ClusterRequest[],
  taken: readonly Range[],
  leases: readonly LeaseRecord[],
  at = 0
): readonly ClusterRecord[] {
  const used = [...taken, ...leases.flatMap((lease) => lease.clusters.flatMap(rangesOf))]
  const names = new Set<string>()
  return requests.map((request) => {
    const block = freeRange(space, half - 1, used, at)
    if (block === null) {
      throw new HarnessError(
        'cluster-not-created',
        `no pod range is left in ${formatRange(space)} for cluster \`${request.name}\`; remove what dead runs left with \`guiderail clean\``
      )
    }
    used.push(block)
    return {
      name: request.name,
      kindName: kindNameOf(id, request.name, names),
      network: request.network,
      connected: (request.kind['networking'] as {disableDefaultCNI?: unknown} | undefined)?.disableDefaultCNI !== true,
      podRange: formatRange({first: block.first, prefix: half}),
      serviceRange: formatRange({first: block.first + sizeOf(half), prefix: half}),
      pool: null
    }
  })
}

/**
 * Choose a pool of load-balancer addresses for each cluster, in the upper part of kind's network: Docker hands out
 * addresses from the bottom, and people who write pools by hand like the very top.
 *
 * @param at where to begin in that part, from 0 to 1
 * @throws HarnessError `load-balancer` where the network has no room
 */
export function allocatePools(
  clusters: readonly ClusterRecord[],
  network: KindNetwork,
  leases: readonly LeaseRecord[],
  at = 0
): readonly ClusterRecord[] {
  const {range} = network
  const quarter = {first: range.first + sizeOf(range.prefix) * 0.75, prefix: range.prefix + 2}
  const top = {first: range.first + sizeOf(range.prefix) - sizeOf(range.prefix + 8), prefix: range.prefix + 8}
  const prefix = Math.max(27, Math.min(30, quarter.prefix + 3))
  const pools = leases.flatMap((lease) => lease.clusters.map((cluster) => cluster.pool ?? ''))
  const used = [...network.containers, top, ...pools.map(parseRange).filter((pool) => pool !== null)]
  return clusters.map((cluster) => {
    const pool = quarter.prefix > 28 ? null : freeRange(quarter, prefix, used, at)
    if (pool === null) {
      throw new HarnessError(
        'load-balancer',
        `Docker's network \`${network.name}\` (${formatRange(range)}) has no addresses left for load balancers; remove what dead runs left with \`guiderail clean\`, or make that network larger`
      )
    }
    used.push(pool)
    return {...cluster, pool: formatRange(pool)}
  })
}

/** `gr-<lease>-<cluster>`, short enough to be a host name with kind's own suffixes, and unlike any name before it. */
function kindNameOf(id: string, name: string, names: Set<string>): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, 24)
    .replace(/^-+|-+$/g, '')
  const wanted = `gr-${id}-${plain || 'cluster'}`
  let kindName = wanted
  for (let number = 2; names.has(kindName); number++) kindName = `${wanted}-${number}`
  names.add(kindName)
  return kindName
}

function rangesOf(cluster: ClusterRecord): Range[] {
  return [cluster.podRange, cluster.serviceRange, cluster.pool ?? ''].map(parseRange).filter((range) => range !== null)
}
