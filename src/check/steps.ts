import {simpleCommands} from '../bash/simple-commands.ts'
import type {Place} from '../place.ts'
import {type Problem, problem} from '../problem.ts'
import type {RuleFilter} from '../rules.ts'
import type {Finding, ParsedCommand} from './finding.ts'
import {followNames, type NameCheck} from './generated-name.ts'
import type {Below} from './opened-shell.ts'
import {findPlaceholders} from './placeholder.ts'
import {findSentElsewhere} from './sent-elsewhere.ts'
import {findReaches} from './session.ts'
import {findSyntaxErrors} from './syntax.ts'
import {findTerminals} from './terminal.ts'
import {followFiles, type ToldFile} from './unmade-file.ts'
import {followVariables} from './unset-variables.ts'

/** A step as it will run. */
export interface CheckedStep extends Below {
  /** With `@path@` and site variables resolved. */
  readonly command: string
  /** What the page shows between it and the command above it: outputs, perhaps. */
  readonly above: readonly string[]
  /** Files that the page tells its reader to create before it. */
  readonly files: readonly ToldFile[]
  /** What the page has its reader open before it, such as `ssh into the node`, or null. */
  readonly elsewhere: string | null
  /** Words that the page tells its reader to replace. */
  readonly replaced: readonly string[]
  /** Where an offset of the command stands in its page. */
  readonly placeOf: (offset: number) => Place
  /** True where the page says that it fails, or may. */
  readonly mayFail: boolean
}

/** What is true before the first step, and what configuration allows. */
export interface Known {
  /** Shell variables that the environment and the guide's clusters set. */
  readonly variables: Iterable<string>
  /** Programs (`sudo`) and paths (`/etc/hosts`) that may be reached although they are outside the session. */
  readonly allow: readonly string[]
}

/**
 * Check steps, in the order in which they run, for what would keep them from running as a reader would run them: syntax
 * that bash rejects, heredocs without end, placeholders, terminals, reaches beyond the session, names that Kubernetes made up,
 * files and variables that nothing sets.
 *
 * @param seeks whether a rule is asked for; what takes a look of its own is not looked for without
 */
export function checkSteps(
  steps: Iterable<CheckedStep>,
  known: Known,
  seeks: RuleFilter = () => true
): readonly Problem[] {
  const problems: Problem[] = []
  const variables = seeks('unset-variable') ? followVariables(known.variables) : null
  const files = seeks('unmade-file') ? followFiles() : null
  const names = seeks('generated-name') ? followNames() : null
  for (const step of steps) {
    const unset = variables?.findUnset(step.command) ?? []
    const parsed = {text: step.command, commands: simpleCommands(step.command)}
    const unmade = files?.findUnmade(parsed, step.mayFail ? [] : step.files) ?? []
    for (const {ruleId, offset, detail} of [...findInCommand(step, parsed, known.allow, names), ...unmade, ...unset]) {
      problems.push(problem(ruleId, step.placeOf(offset), detail))
    }
  }
  return problems
}

function findInCommand(
  step: CheckedStep,
  parsed: ParsedCommand,
  allow: readonly string[],
  names: NameCheck | null
): readonly Finding[] {
  // To bash a placeholder is a pair of redirections, so whatever else it seems to do means nothing.
  const placeholders = findPlaceholders(parsed, step.replaced)
  const generated = names?.findGenerated(parsed, step.above, step.output) ?? []
  if (placeholders.length > 0) return placeholders
  return [
    ...findSyntaxErrors(parsed),
    ...findTerminals(parsed, step.mayFail, step),
    ...findSentElsewhere(step),
    ...findReaches(parsed, allow),
    ...generated
  ]
}
