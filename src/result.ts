import type {Claim, Verdict} from './expect/expectation.ts'
import type {Problem} from './problem.ts'
import type {Prompt} from './transcript.ts'

/** What became of one run: the data behind `run --json` (`docs/reference/json.md`) and every report. */
export interface RunResult {
  readonly version: 1
  readonly mode: Mode | 'mixed'
  readonly startedAt: string
  readonly durationMs: number
  /** Absent for a run that is no shard. */
  readonly shard?: Shard
  /** The commit since which guides that changes touch were run; absent where nothing chose guides so. */
  readonly changedSince?: string
  readonly guides: readonly GuideResult[]
}

/** Which part of a run this is, and what the other parts run, so that a missing part is noticed. */
export interface Shard {
  /** From 1. */
  readonly index: number
  readonly count: number
  /** Paths of the guides of all other shards. */
  readonly others: readonly string[]
}

export type Mode = 'live' | 'replay'

export type StepStatus = 'passed' | 'failed' | 'skipped' | 'not-recorded' | 'not-run'

export interface GuideResult {
  readonly path: string
  readonly title: string
  readonly mode: Mode
  readonly status: 'passed' | 'failed'
  readonly startedAt: string
  readonly durationMs: number
  readonly clusters: readonly ClusterResult[]
  readonly steps: readonly StepResult[]
  /** Time spent outside steps, in milliseconds. */
  readonly phases: readonly {readonly name: string; readonly durationMs: number}[]
  /** What was replayed, or null for a live run. */
  readonly recording: RecordingInfo | null
  readonly unchecked: readonly Claim[]
  /** Problems that kept it from running. */
  readonly problems: readonly Problem[]
  /** An error outside any step (a cluster that did not come up), or null. */
  readonly error: string | null
  /** What a person would look at next after a failure: pods that are not ready, events, logs. */
  readonly diagnosis: readonly DiagnosisPart[]
  /** Objects that the guide left behind in its clusters; empty too where nobody looked, which `leakChecked` tells. */
  readonly leftBehind: readonly string[]
  /** Whether the clusters after the guide's cleanup were compared with those before it. */
  readonly leakChecked: boolean
  /** Which pods reach which across clusters, as verified before the guide began. */
  readonly reachability: readonly {readonly from: string; readonly to: string; readonly reachable: boolean}[]
  /** The folder with the logs of its clusters, or null where none were collected. */
  readonly logs: string | null
}

export interface DiagnosisPart {
  readonly title: string
  readonly text: string
}

export interface RecordingInfo {
  readonly path: string
  /** ISO 8601. */
  readonly recordedAt: string
  /** Such as `kubernetes: v1.34.4`, `istioctl: 1.22`. */
  readonly versions: Readonly<Record<string, string>>
}

export interface ClusterResult {
  readonly name: string
  readonly kubernetes: string
  readonly network: string
  /** To create it. */
  readonly durationMs: number
  /** True where a kept cluster was taken again. */
  readonly reused: boolean
}

export interface StepResult {
  readonly block: string
  readonly index: number
  readonly page: string
  readonly line: number
  readonly role: 'prerequisite' | 'guide' | 'afterwards'
  readonly section: string | null
  readonly command: string
  readonly status: StepStatus
  /** Why it was skipped, is not recorded, was not run or could not be run on this machine, else null. */
  readonly reason: string | null
  readonly attempts: number
  /** Since the guide began; 0 where it did not run. */
  readonly startedMs: number
  readonly durationMs: number
  readonly exitCode: number | null
  /** Of the last attempt. */
  readonly stdout: string
  readonly stderr: string
  readonly prompts: readonly Prompt[]
  /** What was awaited before it, such as `deployment/helloworld-v1`, or null. */
  readonly awaited: string | null
  /** Counts of distinct lines over repeated requests; empty for other steps. */
  readonly counts: readonly {readonly line: string; readonly count: number}[]
  readonly expectations: readonly Verdict[]
}

/** What happens while guides run, in order of time. */
export type RunEvent =
  | {
      readonly type: 'guide-started'
      readonly path: string
      readonly title: string
      readonly mode: Mode
      readonly recording: RecordingInfo | null
      readonly steps: number
    }
  | {readonly type: 'progress'; readonly path: string; readonly text: string}
  | {
      readonly type: 'step-started'
      readonly path: string
      readonly block: string
      readonly line: number
      readonly page: string
      readonly command: string
      readonly awaiting: string | null
    }
  | {
      readonly type: 'attempt'
      readonly path: string
      readonly block: string
      readonly attempts: number
      readonly message: string | null
    }
  | {readonly type: 'step-finished'; readonly path: string; readonly step: StepResult}
  | {readonly type: 'guide-finished'; readonly path: string; readonly result: GuideResult}
