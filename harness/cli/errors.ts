import {GuideError, GuideProblems, HarnessError} from '../../src/errors.ts'
import {problemOf} from '../../src/problem.ts'
import {formatProblem} from '../../src/report/problem-line.ts'
import {explainDisk} from '../disk-full.ts'

/** What `guiderail` exits with; the numbers are part of its interface. */
export const exitStatus = {passed: 0, failed: 1, wrong: 2, lacking: 3, interrupted: 130} as const

/** The exit status of an error that ended a command: 2 for a guide, option or configuration, else 3. */
export function exitStatusOf(error: unknown): number {
  if (error instanceof GuideError || error instanceof GuideProblems) return exitStatus.wrong
  if (error instanceof HarnessError && error.ruleId === 'config') return exitStatus.wrong
  if (isAbort(error)) return exitStatus.interrupted
  return exitStatus.lacking
}

/** An error that ended a command, for standard error. A stack is only shown for a defect of this program. */
export function report(thrown: unknown): string {
  const error = explainDisk(thrown)
  if (isAbort(error)) return 'guiderail: interrupted\n'
  if (error instanceof GuideError) return `${formatProblem(problemOf(error))}\n`
  if (error instanceof GuideProblems) return `${error.problems.map(formatProblem).join('\n')}\n`
  if (error instanceof HarnessError) return `guiderail: ${error.message} (${error.ruleId})\n`
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `guiderail: this should not have happened; please report it\n${text}\n`
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
