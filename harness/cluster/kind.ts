import {join} from 'node:path'
import {stringify} from 'yaml'
import type {ClusterRequest} from '../../src/plan/plan.ts'
import {type Answer, answer} from './command.ts'
import {kindConfiguration} from './kind-configuration.ts'
import {explainFailure, passes} from './kind-failure.ts'
import type {Mount} from './node-mounts.ts'
import type {ClusterRecord} from './registry.ts'

export interface KindOptions {
  /** The folder of the lease, where kind's own kubeconfig goes, which nobody reads. */
  readonly folder: string
  /** Of every node. */
  readonly mounts: readonly Mount[]
  readonly nodeImage: string | null
  readonly signal: AbortSignal | undefined
  /** Each step of kind's, such as `Starting control-plane`. */
  readonly onStep: (step: string) => void
  /** The process group of kind, as soon as there is one. */
  readonly onGroup: (pid: number) => void
}

/**
 * Have kind make a cluster, once more where the first failure is one that passes.
 *
 * @throws HarnessError `cluster-not-created`, `no-node-image`, `disk-full`
 */
export async function createKindCluster(
  cluster: ClusterRecord,
  request: ClusterRequest,
  options: KindOptions
): Promise<void> {
  const first = await create(cluster, request, options)
  if (!first.failed) return
  options.signal?.throwIfAborted()
  const text = `${first.stdout}\n${first.stderr}`
  if (!passes(text)) throw explainFailure(cluster.name, text)
  options.onStep('trying again')
  const second = await create(cluster, request, options)
  options.signal?.throwIfAborted()
  if (second.failed) throw explainFailure(cluster.name, `${second.stdout}\n${second.stderr}`)
}

/** kind removes the nodes of a cluster that did not come up by itself. */
function create(cluster: ClusterRecord, request: ClusterRequest, options: KindOptions): Promise<Answer> {
  const image = request.nodeImage ?? options.nodeImage
  const args = ['create', 'cluster', '--name', cluster.kindName, '--config', '-', '--wait', '0s']
  const kubeconfig = join(options.folder, `${cluster.kindName}.kind`)
  return answer('kind', [...args, '--kubeconfig', kubeconfig, ...(image === null ? [] : ['--image', image])], {
    input: stringify(kindConfiguration(cluster, request, options.mounts)),
    signal: options.signal,
    onGroup: options.onGroup,
    onLine: (line) => {
      const step = /^ • (.*?)\s*\p{Extended_Pictographic}/u.exec(line)?.[1]
      if (step !== undefined) options.onStep(step.trim())
    }
  })
}
