/** What happened when a command was run once. */
export interface Attempt {
  readonly stdout: string
  readonly stderr: string
  /** Bash's own, without `pipefail`; null where the step was ended or the shell went away. */
  readonly exitCode: number | null
  /** `PIPESTATUS` of the last pipeline. */
  readonly pipeStatus: readonly number[]
  /** Since the step began. */
  readonly startedMs: number
  readonly durationMs: number
  /** The time limit in milliseconds that ended it, or null. */
  readonly timedOut: number | null
  /** Why it was ended, such as `it waits for standard input`; absent where it was not, or where only its time was up. */
  readonly ended?: string
  /** Questions that the command asked, with the answers that it was given. */
  readonly prompts: readonly Prompt[]
  /** True where output was cut at the limit that is kept. */
  readonly truncated: boolean
}

/** A question on the output and what was typed, as `Proceed? (y/N)` and `y`. */
export interface Prompt {
  readonly question: string
  readonly answer: string
}
