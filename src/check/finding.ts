import type {SimpleCommand} from '../bash/simple-commands.ts'
import type {ProblemDetail} from '../problem.ts'
import type {RuleId} from '../rules.ts'

/** Something wrong at an offset of a command. */
export interface Finding {
  readonly ruleId: RuleId
  readonly offset: number
  readonly detail: ProblemDetail
}

/** A step's command, parsed once for every check. */
export interface ParsedCommand {
  readonly text: string
  readonly commands: readonly SimpleCommand[]
}
