import type {Plan} from '../../src/plan/plan.ts'
import type {GuideResult, Mode} from '../../src/result.ts'

/** The result of a guide that handed in none: its worker ended, or the run was interrupted. */
export function unfinished(plan: Plan, mode: Mode, startedAt: Date, unhandled: readonly unknown[]): GuideResult {
  const reasons = unhandled.map((error) => (error instanceof Error ? error.message : String(error)))
  return {
    path: plan.path,
    title: plan.title,
    mode,
    status: 'failed',
    startedAt: startedAt.toISOString(),
    durationMs: 0,
    clusters: [],
    steps: [],
    phases: [],
    recording: null,
    unchecked: plan.unchecked,
    problems: plan.problems,
    error: `the guide did not end: ${reasons.length === 0 ? 'the run was interrupted' : reasons.join('; ')}`,
    diagnosis: [],
    leftBehind: [],
    leakChecked: false,
    reachability: [],
    logs: null
  }
}
