import type {Step} from '../guide/guide.ts'
import type {ExitExpectation} from './expectation.ts'
import {innerScript, unwrap} from './reading/wrapper.ts'
import type {Script} from './script.ts'
import {findShownError} from './shown-error.ts'

/** Programs whose exit status 1 is an answer: no match, different, false. */
const answering = new Set(['grep', 'egrep', 'fgrep', 'zgrep', 'diff', 'cmp', 'test', '[', 'pgrep', 'expr'])

/**
 * What a step's exit status must be, by its command and by what the page shows of it.
 *
 * 0 unless the page shows an error, or shows nothing and the last command is a filter such as `grep`.
 */
export function inferExit(step: Step, script: Script): ExitExpectation {
  const {output} = step
  const error = output === null ? null : findShownError(script, output.text)
  if (output !== null && error !== null) {
    const {ending} = script
    // The status of a loop, or of the last of several commands, need not be that of the command that failed.
    if (ending.call === null || ending.piped || ending.alternative || ending.negated) return exit('any', output.line)
    return exit(error.status ?? 'nonzero', output.line)
  }
  if (output === null && answers(script)) return exit('any', step.line)
  return exit(0, step.line)
}

/** An expected exit status, said in words. */
export function exit(expected: ExitExpectation['expected'], line: number): ExitExpectation {
  const text =
    expected === 'any' ? 'exits with any status' : expected === 'nonzero' ? 'fails' : `exits with ${expected}`
  return {type: 'exit', line, text: `${text} (line ${line})`, holdMs: 0, expected}
}

function answers({ending}: Script): boolean {
  if (ending.alternative) return false
  if (ending.call === null) return ending.condition
  const words = unwrap(ending.call.words)
  const inner = innerScript(words)
  return inner === null ? answering.has(words[0] ?? '') : answers(inner)
}
