import type {Plan} from '../../src/plan/plan.ts'
import {blankResult} from '../../src/report/blank-result.ts'
import type {GuideResult, Mode} from '../../src/result.ts'

/** The result of a guide that handed in none: its worker ended, or the run was interrupted. */
export function unfinished(plan: Plan, mode: Mode, startedAt: Date, unhandled: readonly unknown[]): GuideResult {
  const {path, title, unchecked, problems} = plan
  const reasons = unhandled.map(reasonOf)
  const error = `the guide did not end: ${reasons.length === 0 ? 'the run was interrupted' : reasons.join('; ')}`
  return {...blankResult({path, title, mode, startedAt: startedAt.toISOString()}, error), unchecked, problems}
}

/** How Vitest says that the process of a worker is gone. */
const gone = /^\[vitest-pool\]: Worker \w+ emitted error/

/** Errors that come from a worker of Vitest's are objects without a prototype. */
function reasonOf(error: unknown): string {
  const isObject = typeof error === 'object' && error !== null
  const message = isObject && 'message' in error ? String(error.message) : JSON.stringify(error)
  return gone.test(message)
    ? 'the process that ran it was killed; look for what does so on this machine, such as memory that runs out'
    : message
}
