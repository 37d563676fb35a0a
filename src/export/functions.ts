import {type AttemptFunction, attemptFunctions} from './functions/attempts.ts'
import {type OutputFunction, outputFunctions} from './functions/output.ts'
import {type RowFunction, rowFunctions} from './functions/rows.ts'
import type {ScriptFunction} from './functions/script-function.ts'
import {type StepFunction, stepFunctions} from './functions/steps.ts'
import {type WaitingFunction, waitingFunctions} from './functions/waiting.ts'

/** Functions that a script may bring along. */
export type FunctionName = StepFunction | OutputFunction | RowFunction | AttemptFunction | WaitingFunction

// In the order in which a script has them.
const functions: Readonly<Record<FunctionName, ScriptFunction>> = {
  ...stepFunctions,
  ...outputFunctions,
  ...rowFunctions,
  ...attemptFunctions,
  ...waitingFunctions
}

/** The functions of these names and those that they use, as text. */
export function functionTexts(names: Iterable<FunctionName>): string {
  const wanted = new Set<ScriptFunction>()
  const want = (name: FunctionName): void => {
    if (wanted.has(functions[name])) return
    wanted.add(functions[name])
    for (const used of functions[name].uses) want(used)
  }
  for (const name of names) want(name)
  return Object.values(functions)
    .filter((one) => wanted.has(one))
    .map(({text}) => `${text.slice(1)}\n`)
    .join('\n')
}
