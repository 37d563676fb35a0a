import type {Step} from '../guide/guide.ts'
import type {ExitExpectation} from './expectation.ts'
import {kubectlVerb} from './reading/kubectl.ts'
import {innerScript, unwrap} from './reading/wrapper.ts'
import type {Script} from './script.ts'
import {findShownError} from './shown-error.ts'

/** Programs whose exit status 1 is an answer: no match, false. */
const answering = new Set(['grep', 'egrep', 'fgrep', 'zgrep', 'test', '[', 'pgrep', 'expr'])

/** Programs whose exit status 1 is that what they print differs. */
const comparing = new Set(['diff', 'cmp', 'colordiff'])

/**
 * What a step's exit status must be, by its command and by what the page shows of it.
 *
 * 0 unless the page shows an error, or shows nothing and the last command is a filter such as `grep`, or it compares.
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
  if (answers(script, output === null)) return exit('answer', step.line)
  return exit(0, step.line)
}

/** An expected exit status, said in words. */
export function exit(expected: ExitExpectation['expected'], line: number): ExitExpectation {
  return {type: 'exit', line, text: `${describe(expected)} (line ${line})`, holdMs: 0, expected}
}

function describe(expected: ExitExpectation['expected']): string {
  if (expected === 'nonzero') return 'fails'
  return `exits with ${expected === 'any' ? 'any status' : expected === 'answer' ? '0 or 1' : expected}`
}

/** Whether the exit status is an answer, to a page that shows nothing or at all. */
function answers({ending}: Script, silent: boolean): boolean {
  if (ending.alternative) return false
  if (ending.call === null) return silent && ending.condition
  const words = unwrap(ending.call.words)
  const inner = innerScript(words)
  if (inner !== null) return answers(inner, silent)
  return compares(words) || (silent && answering.has(words[0] ?? ''))
}

/** Whether a step ends in a comparison, whose exit status 1 is that something differs. */
export function isComparison({ending}: Script): boolean {
  const words = unwrap(ending.call?.words ?? [])
  const inner = innerScript(words)
  return inner === null ? compares(words) : isComparison(inner)
}

function compares([program = '', ...args]: readonly string[]): boolean {
  return comparing.has(program) || (program === 'kubectl' && kubectlVerb(args) === 'diff')
}
