import {mkdir} from 'node:fs/promises'
import {join} from 'node:path'
import {stringify} from 'yaml'
import {HarnessError} from '../../src/errors.ts'
import type {ClusterRequest} from '../../src/plan/plan.ts'
import {type Answer, answer} from './command.ts'
import {explainFailure, passes} from './kind-failure.ts'
import {type ClusterRecord, stateFolder} from './registry.ts'

export interface KindOptions {
  readonly nodeImage: string | null
  readonly signal: AbortSignal | undefined
  /** Each step of kind's, such as `Starting control-plane`. */
  readonly onStep: (step: string) => void
  readonly onGroup: (pid: number) => void
}

/** Where a node shows which lease it belongs to: a mount that only Guiderail makes. */
export const markFolder = '/guiderail'

/** The source of that mount, which tells one user's containers from another's. */
export function markSource(): string {
  return join(stateFolder(), 'mark')
}

/**
 * Have kind make a cluster, once more where the first failure is one that passes.
 *
 * @throws HarnessError `cluster-not-created`, `no-node-image`, `disk-full`
 */
export async function createKindCluster(
  lease: string,
  cluster: ClusterRecord,
  request: ClusterRequest,
  options: KindOptions
): Promise<void> {
  await mkdir(markSource(), {recursive: true})
  const first = await create(lease, cluster, request, options)
  if (!first.failed) return
  options.signal?.throwIfAborted()
  const text = `${first.stdout}\n${first.stderr}`
  if (!passes(text)) throw explainFailure(cluster.name, text)
  options.onStep('trying again')
  await deleteKindCluster(cluster.kindName)
  const second = await create(lease, cluster, request, options)
  options.signal?.throwIfAborted()
  if (second.failed) throw explainFailure(cluster.name, `${second.stdout}\n${second.stderr}`)
}

/** Delete what kind knows of a cluster; nothing happens where there is none. */
export async function deleteKindCluster(kindName: string): Promise<void> {
  await answer('kind', ['delete', 'cluster', '--name', kindName, '--kubeconfig', '/dev/null'], {timeoutMs: 60_000})
}

async function create(
  lease: string,
  cluster: ClusterRecord,
  request: ClusterRequest,
  options: KindOptions
): Promise<Answer> {
  const image = options.nodeImage ?? request.nodeImage
  return answer(
    'kind',
    [
      'create',
      'cluster',
      '--name',
      cluster.kindName,
      ...(image === null ? [] : ['--image', image]),
      '--config',
      '-',
      // The kubeconfig of a run is written from the nodes' own, whose addresses pods can reach.
      '--kubeconfig',
      join(stateFolder(), 'mark', `${cluster.kindName}.kubeconfig`),
      '--wait',
      '0s'
    ],
    {
      input: stringify(kindConfiguration(lease, cluster, request)),
      signal: options.signal,
      onGroup: options.onGroup,
      onLine: (line) => {
        const step = /^ • (.*?)\s*\p{Extended_Pictographic}/u.exec(line)?.[1]
        if (step !== undefined) options.onStep(step.trim())
      }
    }
  )
}

/**
 * kind's configuration of one cluster (`kind.x-k8s.io/v1alpha4`), the request's own merged in.
 *
 * @throws HarnessError `config` where the request chooses what must be disjoint on this machine
 */
export function kindConfiguration(
  lease: string,
  cluster: ClusterRecord,
  request: ClusterRequest
): Readonly<Record<string, unknown>> {
  const {nodes, networking, kubeadmConfigPatches, ...rest} = request.kind
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
  const mark = {hostPath: markSource(), containerPath: `${markFolder}/${lease}`, readOnly: true}
  return {
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    ...rest,
    networking: {...own, podSubnet: cluster.podRange, serviceSubnet: cluster.serviceRange},
    nodes: given.map((node) => ({...node, extraMounts: [...listOf(node['extraMounts']), mark]})),
    kubeadmConfigPatches: [...swiftly, ...listOf(kubeadmConfigPatches)]
  }
}

/** What a cluster that lives for minutes can do without: waiting for the disk, and electing among one. */
const swiftly: readonly string[] = []

function defaultNodes(count: number): readonly Record<string, unknown>[] {
  return Array.from({length: count}, (_, index) => ({role: index === 0 ? 'control-plane' : 'worker'}))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
