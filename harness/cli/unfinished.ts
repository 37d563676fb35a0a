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

/** Errors that come from a worker of Vitest's are objects without a prototype. */
function reasonOf(error: unknown): string {
  const isObject = typeof error === 'object' && error !== null
  return isObject && 'message' in error ? String(error.message) : JSON.stringify(error)
}
