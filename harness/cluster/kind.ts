import {join} from 'node:path'
import {dump} from 'js-yaml'
import type {ClusterRequest} from '../../src/plan/plan.ts'
import {answer} from './command.ts'
import {kindConfiguration} from './kind-configuration.ts'
import type {Mount} from './node-mounts.ts'
import type {ClusterRecord} from './registry.ts'

export interface KindOptions {
  /** The folder of the lease, where kind's own kubeconfig goes, which nobody reads. */
  readonly folder: string
  /** Of every node. */
  readonly mounts: readonly Mount[]
  readonly nodeImage: string | null
  readonly signal: AbortSignal
  /** Each step of kind's, such as `Starting control-plane`. */
  readonly onStep: (step: string) => void
  /** The process group of kind, as soon as there is one. */
  readonly onGroup: (pid: number) => void
}

/**
 * Have kind make a cluster. The nodes of one that does not come up are removed by kind itself.
 *
 * @throws KindFailure with what kind said
 */
export async function createKindCluster(
  cluster: ClusterRecord,
  request: ClusterRequest,
  options: KindOptions
): Promise<void> {
  const image = request.nodeImage ?? options.nodeImage
  const args = ['create', 'cluster', '--name', cluster.kindName, '--config', '-', '--wait', '0s']
  const kubeconfig = join(options.folder, `${cluster.kindName}.kind`)
  const result = await answer(
    'kind',
    [...args, '--kubeconfig', kubeconfig, ...(image === null ? [] : ['--image', image])],
    {
      input: dump(kindConfiguration(cluster, request, options.mounts)),
      signal: options.signal,
      onGroup: options.onGroup,
      onLine: (line) => {
        const step = /^ • (.*?)\s*\p{Extended_Pictographic}/u.exec(line)?.[1]
        if (step !== undefined) options.onStep(step.trim())
      }
    }
  )
  options.signal.throwIfAborted()
  if (result.failed) throw new KindFailure(`${result.stdout}\n${result.stderr}`)
}

/** kind made no cluster; the message is all that it printed. */
export class KindFailure extends Error {
  override readonly name = 'KindFailure'
}
