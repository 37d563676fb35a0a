import type {ClusterResult, GuideResult, Mode, RecordingInfo} from '../../src/result.ts'
import type {Hashes} from '../recording/recording.ts'

/** Where a guide runs: what the main process got ready for it. */
export type Setting = LiveSetting | ReplaySetting

export interface LiveSetting {
  readonly mode: Extract<Mode, 'live'>
  readonly cwd: string
  readonly scratch: string
  /** The whole environment of the guide's bash. */
  readonly environment: Readonly<Record<string, string>>
  /** Null for a guide without clusters. */
  readonly kubeconfig: string | null
  readonly clusters: readonly ClusterResult[]
  readonly phases: readonly {readonly name: string; readonly durationMs: number}[]
  readonly reachability: GuideResult['reachability']
  /** Folders that are shown by another name. */
  readonly aliases: readonly (readonly [folder: string, alias: string])[]
}

export interface ReplaySetting {
  readonly mode: Extract<Mode, 'replay'>
  readonly info: RecordingInfo | null
  readonly clusters: readonly ClusterResult[]
  readonly hashes: Hashes
}
