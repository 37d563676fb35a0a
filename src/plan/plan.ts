import type {Claim, Expectation} from '../expect/expectation.ts'
import type {Problem} from '../problem.ts'

/** What will run, in order, and what checks it. */
export interface Plan {
  readonly path: string
  readonly title: string
  /** Prerequisites first, then the guide's own, then those of `then`; cleanups of prerequisites last, in reverse. */
  readonly blocks: readonly PlannedBlock[]
  /** Clusters to lease; empty for a guide that needs none. */
  readonly clusters: readonly ClusterRequest[]
  /** Whether objects left behind in the clusters fail the guide. */
  readonly failOnLeak: boolean
  /** Pages read for it, in the order of first use; the guide itself is among them. */
  readonly pages: readonly string[]
  /** `@path@` references, relative to the working directory of the session. */
  readonly samples: readonly string[]
  readonly unchecked: readonly Claim[]
  readonly problems: readonly Problem[]
}

export interface ClusterRequest {
  readonly name: string
  readonly network: string
  readonly nodes: number
  readonly nodeImage: string | null
  readonly kind: Readonly<Record<string, unknown>>
  /** A context of the user's that is used instead of a new cluster, or null. */
  readonly context: string | null
}

export interface PlannedBlock {
  readonly id: string
  readonly page: string
  readonly line: number
  readonly language: string
  readonly role: 'prerequisite' | 'guide' | 'afterwards'
  /** Heading of its section, or null. */
  readonly section: string | null
  /** Why it does not run, or null. */
  readonly skip: string | null
  /** True where configuration could choose it. */
  readonly alternative: boolean
  /** True for a trailing cleanup section, which also runs after a failure. */
  readonly cleanup: boolean
  readonly steps: readonly PlannedStep[]
}

export interface PlannedStep {
  readonly line: number
  /** With `@path@` and site variables resolved. */
  readonly command: string
  /** Expected output as the page shows it, shortcodes resolved, or null. */
  readonly output: string | null
  /** What the page shows of it in a block of its own, where nothing stands below the command. */
  readonly sample?: string
  readonly expectations: readonly Expectation[]
  /** Runs until the guide ends; the next step starts when it is ready. */
  readonly background: boolean
  /** How it is repeated until its expectations hold, or null for once. */
  readonly poll: Poll | null
  /** Wait for workloads to be rolled out first, because it depends on them (traffic, logs, exec). */
  readonly needsWorkloads: boolean
  /** Time limit of one attempt, in milliseconds. */
  readonly timeoutMs: number
}

export interface Poll {
  /** For all attempts together, in milliseconds. */
  readonly limitMs: number
  /** Attempts that must pass one after another; usually 1. */
  readonly inARow: number
  /** True where the page says it of all answers: once one contradicts, chance must be ruled out. */
  readonly ofAll: boolean
  /** At least this many attempts, however early one passes; usually 1. */
  readonly atLeast: number
}
