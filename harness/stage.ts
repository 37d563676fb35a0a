import {parseDuration} from '../src/duration.ts'
import type {Configuration} from '../src/plan/configuration.ts'
import type {Plan} from '../src/plan/plan.ts'
import type {Lease, LeaseOptions} from './cluster/lease.ts'
import {collectLogs} from './cluster/logs.ts'
import type {LeasePool} from './cluster/pool.ts'
import {noteResource} from './cluster/resources.ts'
import {hashPlan} from './recording/hashes.ts'
import type {Header} from './recording/recording.ts'
import {readVersions} from './recording/versions.ts'
import {sessionEnvironment} from './shell/environment.ts'
import {createWorkspace, type Workspace} from './shell/workspace.ts'
import type {LiveSetting} from './vitest/setting.ts'

/** What a live guide plays on: its folders and clusters. */
export interface Stage {
  readonly setting: LiveSetting
  /** Whether there are clusters that were made for the guide, so that what is in them afterwards is its own. */
  readonly ownsClusters: boolean
  /** The header of a recording of what happened on it. */
  readonly recordingHeader: (recordedAt: string) => Promise<Header>
  /** What is in the clusters now that was not there before; empty where `ownsClusters` is false. */
  readonly leftBehind: () => Promise<readonly string[]>
  /** @throws HarnessError where clusters that were up are gone, so that a failure of the guide says nothing about it */
  readonly checkClusters: () => Promise<void>
  /** Write what the clusters logged into a folder; tells whether there was anything to write. */
  readonly collectLogs: (folder: string) => Promise<boolean>
  /**
   * Free everything, once; tells how to use and delete clusters that were kept.
   *
   * @param keep whether to leave the clusters, where that was only decided meanwhile
   */
  readonly close: (keep?: boolean) => Promise<readonly string[]>
}

/** What of a run all its stages share. */
export interface StageOptions {
  readonly configuration: Configuration
  readonly releaseFolder: string | null
  readonly keep: boolean
  readonly reuse: boolean
  readonly signal: AbortSignal
}

/**
 * Get folders and clusters ready for a guide.
 *
 * @throws HarnessError where the machine lacks something; nothing is left behind then
 */
export async function openStage(
  plan: Plan,
  pool: LeasePool,
  progress: (text: string) => void,
  options: StageOptions
): Promise<Stage> {
  const {configuration, releaseFolder} = options
  const workspace = await createWorkspace({release: releaseFolder})
  await noteResource({type: 'folder', path: workspace.root})
  try {
    const wishes = {...leaseOptions(options), kubeconfig: workspace.kubeconfig, progress}
    const lease = plan.clusters.length === 0 ? null : await pool.lease(plan.clusters, wishes)
    const environment = {
      ...sessionEnvironment(workspace, process.env, configuration.environment ?? []),
      ...(lease?.env ?? {})
    }
    const kindNames = (lease?.clusters ?? []).map(({kindName}) => kindName).filter((name) => name !== '')
    let closing: Promise<readonly string[]> | undefined
    return {
      setting: settingOf(workspace, lease, environment),
      ownsClusters: kindNames.length > 0,
      recordingHeader: (recordedAt) => headerOf(plan, lease, environment, releaseFolder, recordedAt),
      leftBehind: async () => (await lease?.leftBehind()) ?? [],
      checkClusters: async () => lease?.check(),
      collectLogs: async (folder) => {
        await collectLogs(kindNames, folder)
        return kindNames.length > 0
      },
      close: (keep) => (closing ??= free(workspace, lease, keep))
    }
  } catch (error) {
    await workspace.remove()
    throw error
  }
}

/** What clusters must be like, whatever the guide; those that are made ahead of time must be the same. */
export function leaseOptions({
  configuration,
  keep,
  reuse,
  signal
}: StageOptions): Omit<LeaseOptions, 'kubeconfig' | 'progress'> {
  return {
    nodeImage: configuration.nodeImage ?? null,
    metallb: configuration.metallb ?? null,
    limitMs: parseDuration(configuration.clusterTimeout ?? '') ?? undefined,
    keep,
    reuse,
    signal
  }
}

function settingOf(
  workspace: Workspace,
  lease: Lease | null,
  environment: Readonly<Record<string, string>>
): LiveSetting {
  return {
    mode: 'live',
    cwd: workspace.cwd,
    scratch: workspace.scratch,
    environment,
    kubeconfig: lease === null ? null : workspace.kubeconfig,
    clusters: lease?.clusters ?? [],
    phases: lease?.phases ?? [],
    reachability: lease?.reachability ?? [],
    aliases: [
      [workspace.cwd, '/workspace'],
      [workspace.root, '/guiderail']
    ]
  }
}

async function free(workspace: Workspace, lease: Lease | null, keep?: boolean): Promise<readonly string[]> {
  const notes = (await lease?.release(keep)) ?? []
  await workspace.remove()
  return notes
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
