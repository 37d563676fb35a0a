import type {Attempt} from '../transcript.ts'
import type {ExitExpectation} from './expectation.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {isNoise, readErrors} from './streams.ts'
import {findOwnError} from './unsent.ts'

/**
 * Bash's exit status, without `pipefail`.
 *
 * A failure earlier in a pipeline is reported, and counts only where it wrote to standard error and the page shows no output.
 *
 * An error of kubectl's own is reported, and counts where another command answers in its place.
 *
 * @param output what the page shows of what the command prints, or null
 */
export function compareExit(
  {expected}: ExitExpectation,
  attempt: Attempt,
  command: string,
  output: string | null
): Outcome {
  const errors = readErrors(attempt).filter((line) => !isNoise(line))
  const exhibit = {
    expected: String(expected),
    actual: [`exit status ${attempt.exitCode ?? 'none'}`, ...errors.slice(-20)].join('\n')
  }
  const {exitCode, timedOut, ended} = attempt
  const why = ended === undefined ? '' : `: ${ended}`
  if (timedOut !== null) return failed(`the command did not end within ${timedOut / 1000} s${why}`, exhibit)
  if (exitCode === null) return failed(`the command was ended before it gave an exit status${why}`, exhibit)
  const said = errors.length === 0 ? '' : `: ${quote(errors.at(-1) ?? '')}`
  if (!accepts(expected, exitCode, errors.length > 0)) return failed(`${describe(expected, exitCode)}${said}`, exhibit)
  const own = findOwnError(command, output, attempt)
  if (own?.unsent && expected === 0)
    return failed(`kubectl itself failed, so nothing was asked: ${quote(own.line)}`, exhibit)
  const broken = attempt.pipeStatus.slice(0, -1).findIndex((status) => status !== 0 && status !== brokenPipe)
  if (broken === -1) return passed({}, own && `kubectl itself failed: ${quote(own.line)}`)
  const report = `command ${broken + 1} of ${attempt.pipeStatus.length} in the pipeline exited with ${attempt.pipeStatus[broken]}`
  const isSilent = output === null || output.trim() === ''
  // A status that is asked for is that of the last command, whatever came before it.
  const isAsked = expected === 'any' || expected === 'nonzero' || (exitCode !== 0 && expected !== 'answer')
  if (errors.length > 0 && isSilent && !isAsked) {
    return failed(`${report}${said}`, exhibit)
  }
  return passed({}, report)
}

// 128 and SIGPIPE: what comes before `head` is ended like this.
const brokenPipe = 141
const notExecutable = 126
const notFound = 127

function accepts(expected: ExitExpectation['expected'], exitCode: number, saysError: boolean): boolean {
  if (typeof expected === 'number') return exitCode === expected
  if (expected === 'nonzero') return exitCode !== 0
  if (exitCode === notExecutable || exitCode === notFound) return false
  // A filter answers with 0 or 1. More than that, with a message, is an error of its own.
  return expected === 'any' || exitCode <= 1 || exitCode === brokenPipe || !saysError
}

function describe(expected: ExitExpectation['expected'], exitCode: number): string {
  if (exitCode === notFound && expected !== notFound) return 'the command was not found (exit status 127)'
  if (exitCode === notExecutable && expected === 'any') return 'the command could not be run (exit status 126)'
  if (expected === 'nonzero') return 'the command succeeded, where the page shows an error'
  return expected === 0
    ? `the command failed with exit status ${exitCode}`
    : `the exit status is ${exitCode}, not ${expected === 'answer' ? '0 or 1' : expected}`
}
