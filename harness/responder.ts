import type {PlannedBlock, PlannedStep} from '../src/plan/plan.ts'
import type {DiagnosisPart} from '../src/result.ts'
import type {Attempt} from '../src/transcript.ts'

/** A step that is to be answered, and when its answer is enough. */
export interface Question {
  readonly block: PlannedBlock
  /** The step's place in its block, from 0. */
  readonly index: number
  readonly step: PlannedStep
  /** True as soon as further attempts would change nothing: all expectations hold, or none ever will. */
  readonly settled: (attempts: readonly Attempt[]) => boolean
  /** Called before the first attempt where something is awaited. */
  readonly awaiting: (what: string) => void
}

export type Answer =
  | {
      readonly type: 'attempts'
      readonly attempts: readonly Attempt[]
      /** What was awaited before the first attempt, or null. */
      readonly awaited: string | null
    }
  | {readonly type: 'not-recorded'; readonly reason: string}

/** Who answers commands: a bash process, or a recording. Live runs and replays differ in nothing else. */
export interface Responder {
  readonly answer: (question: Question) => Promise<Answer>
  /** What a person would look at after a failure. */
  readonly diagnose: () => Promise<readonly DiagnosisPart[]>
  readonly close: () => Promise<void>
}
