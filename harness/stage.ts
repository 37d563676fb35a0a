import type {Configuration} from '../src/plan/configuration.ts'
import type {Plan} from '../src/plan/plan.ts'
import {type Lease, leaseClusters} from './cluster/lease.ts'
import {hashPlan} from './recording/hashes.ts'
import type {Header} from './recording/recording.ts'
import {readVersions} from './recording/versions.ts'
import {sessionEnvironment} from './shell/environment.ts'
import {createWorkspace, type Workspace} from './shell/workspace.ts'
import type {LiveSetting} from './vitest/setting.ts'

/** What a live guide plays on: its folders and clusters. */
export interface Stage {
  readonly setting: LiveSetting
  /** The header of a recording of what happened on it. */
  readonly recordingHeader: (recordedAt: string) => Promise<Header>
  /** Free everything, once; tells what the guide left behind in its clusters. */
  readonly close: () => Promise<readonly string[]>
}

export interface StageOptions {
  readonly configuration: Configuration
  readonly releaseFolder: string | null
  readonly keep: boolean
  readonly reuse: boolean
  readonly signal: AbortSignal
  readonly progress: (text: string) => void
}

/**
 * Get folders and clusters ready for a guide.
 *
 * @throws HarnessError where the machine lacks something; nothing is left behind then
 */
export async function openStage(plan: Plan, options: StageOptions): Promise<Stage> {
  const {configuration, releaseFolder} = options
  const workspace = await createWorkspace({release: releaseFolder})
  try {
    const lease = plan.clusters.length === 0 ? null : await lend(plan, workspace, options)
    const environment = {
      ...sessionEnvironment(workspace, process.env, configuration.environment ?? []),
      ...(lease?.env ?? {})
    }
    let closing: Promise<readonly string[]> | undefined
    return {
      setting: {
        mode: 'live',
        cwd: workspace.cwd,
        scratch: workspace.scratch,
        environment,
        kubeconfig: lease === null ? null : workspace.kubeconfig,
        clusters: lease?.clusters ?? [],
        phases: lease?.phases ?? [],
        aliases: [
          [workspace.cwd, '/workspace'],
          [workspace.root, '/guiderail']
        ]
      },
      recordingHeader: (recordedAt) => headerOf(plan, lease, environment, releaseFolder, recordedAt),
      close: () => (closing ??= free(workspace, lease))
    }
  } catch (error) {
    await workspace.remove()
    throw error
  }
}

function lend(plan: Plan, workspace: Workspace, options: StageOptions): Promise<Lease> {
  const {configuration, keep, reuse, signal, progress} = options
  return leaseClusters(plan.clusters, {
    kubeconfig: workspace.kubeconfig,
    nodeImage: configuration.nodeImage ?? null,
    metallb: configuration.metallb ?? null,
    keep,
    reuse,
    signal,
    progress
  })
}

async function free(workspace: Workspace, lease: Lease | null): Promise<readonly string[]> {
  await lease?.release()
  await workspace.remove()
  return []
}

async function headerOf(
  plan: Plan,
  lease: Lease | null,
  environment: Readonly<Record<string, string>>,
  releaseFolder: string | null,
  recordedAt: string
): Promise<Header> {
  const clusters = (lease?.clusters ?? []).map(({name, kubernetes, network}) => ({name, kubernetes, network}))
  return {
    type: 'recording',
    version: 1,
    recordedAt,
    versions: await readVersions(plan, clusters, environment),
    clusters,
    hashes: hashPlan(plan, releaseFolder)
  }
}
