import {formatPlace, type Place} from './place.ts'
import {type Problem, type ProblemDetail, reasonOf} from './problem.ts'
import type {RuleId} from './rules.ts'

/** A guide that cannot become a plan; its author can mend it. Its `ruleId` is stable; its text is not. */
export class GuideError extends Error {
  override readonly name = 'GuideError'
  /** The message without its place. */
  readonly reason: string

  constructor(
    readonly ruleId: RuleId,
    readonly place: Place,
    detail: ProblemDetail,
    options?: ErrorOptions
  ) {
    const reason = reasonOf(ruleId, detail)
    super(`${formatPlace(place)}: ${reason}`, options)
    this.reason = reason
  }
}

/** Several problems of one guide, thrown together so that none hides another. */
export class GuideProblems extends Error {
  override readonly name = 'GuideProblems'

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((problem) => `${formatPlace(problem.place)}: ${problem.message} (${problem.ruleId})`).join('\n'))
  }
}

/** What of the machine or of its configuration is wrong: `config` exits with 2, every other one with 3. */
export type HarnessRuleId =
  | 'config'
  | 'no-engine'
  | 'no-tool'
  | 'no-node-image'
  | 'no-release'
  | 'network-unreachable'
  | 'cluster-not-created'
  | 'cluster-lost'
  | 'load-balancer'
  | 'disk-full'
  | 'shell'
  | 'recording'

/** A machine or configuration that keeps a guide from running; the message says what was found and what to do. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError'

  constructor(
    readonly ruleId: HarnessRuleId,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}
