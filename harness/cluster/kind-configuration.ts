import {HarnessError} from '../../src/errors.ts'
import type {ClusterRequest} from '../../src/plan/plan.ts'
import type {Mount} from './node-mounts.ts'
import type {ClusterRecord} from './registry.ts'

/**
 * kind's configuration of one cluster (`kind.x-k8s.io/v1alpha4`), the request's own merged in.
 *
 * @param mounts of every node
 * @throws HarnessError `config` where the request chooses what must be disjoint on this machine
 */
export function kindConfiguration(
  cluster: ClusterRecord,
  request: ClusterRequest,
  mounts: readonly Mount[]
): Readonly<Record<string, unknown>> {
  const {nodes, networking, ...rest} = request.kind
  const own = isObject(networking) ? networking : {}
  for (const key of ['podSubnet', 'serviceSubnet']) {
    if (key in own) {
      throw new HarnessError(
        'config',
        `cluster \`${request.name}\` sets \`networking.${key}\`, which Guiderail chooses so that nothing on the machine overlaps; remove it`
      )
    }
  }
  const given = Array.isArray(nodes) && nodes.length > 0 ? nodes.filter(isObject) : defaultNodes(request.nodes)
  return {
    ...rest,
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    networking: {...own, podSubnet: cluster.podRange, serviceSubnet: cluster.serviceRange},
    nodes: given.map((node) => ({...node, extraMounts: [...listOf(node['extraMounts']), ...mounts]}))
  }
}

function defaultNodes(count: number): readonly Record<string, unknown>[] {
  return Array.from({length: count}, (_, index) => ({role: index === 0 ? 'control-plane' : 'worker'}))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
