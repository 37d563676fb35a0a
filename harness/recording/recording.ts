import type {Attempt} from '../../src/transcript.ts'

/** A transcript of a live run, kept beside its guide as JSON Lines: header, then each step followed by its attempts. */
export interface Recording {
  readonly header: Header
  readonly steps: readonly RecordedStep[]
}

/** When it was recorded, of what, and the hashes that decide how far it fits a plan. */
export interface Header {
  readonly type: 'recording'
  readonly version: 1
  /** ISO 8601, in UTC. */
  readonly recordedAt: string
  /** Of everything that took part, such as `kubernetes: v1.34.4`. */
  readonly versions: Readonly<Record<string, string>>
  readonly clusters: readonly RecordedCluster[]
  readonly hashes: Hashes
}

export interface RecordedCluster {
  readonly name: string
  readonly kubernetes: string
  readonly network: string
}

/** Short SHA-256 digests of what a guide's outcome depends on besides its commands. */
export interface Hashes {
  /** By `@path@`. */
  readonly samples: Readonly<Record<string, string>>
  /** The commands of each prerequisite, by its page, in the order in which they run. */
  readonly prerequisites: Readonly<Record<string, string>>
  /** Of the clusters that were asked for. */
  readonly configuration: string
}

export interface RecordedStep {
  readonly type: 'step'
  readonly block: string
  readonly index: number
  readonly command: string
  /** What was awaited before it, or null. */
  readonly awaited: string | null
  readonly attempts: readonly Attempt[]
}

/** The path of the recording of a guide: beside it. */
export function recordingPath(guide: string): string {
  return guide.replace(/\.md$/, '.recording.jsonl')
}
