import type {GuideResult, StepResult} from '../result.ts'
import {makeLine} from './visible.ts'

/** The line of the page that failed: of the first expectation that did not hold, else of the command. */
export function failedLine(step: StepResult): number {
  return step.expectations.find(({status}) => status === 'failed')?.line ?? step.line
}

/** Whether a step keeps its guide from passing by itself. */
export function isFailure(step: StepResult): boolean {
  return step.status === 'failed' || step.status === 'not-recorded'
}

/** Why a step did not pass, on one line. */
export function reasonOfStep(step: StepResult): string {
  const verdict = step.expectations.find(({status}) => status === 'failed')
  return makeLine(step.reason ?? verdict?.message ?? verdict?.text ?? 'it did not succeed')
}

/** Steps that count for a guide, and how many of them passed; those that were skipped by choice do not count. */
export function countSteps(guide: GuideResult): {readonly passed: number; readonly all: number} {
  const counted = guide.steps.filter(({status}) => status !== 'skipped')
  return {passed: counted.filter(({status}) => status === 'passed').length, all: counted.length}
}

/** What made a guide fail besides its steps, a reason to a line; empty where a step did, or where it passed. */
export function reasonsOutsideSteps(guide: GuideResult): readonly string[] {
  const problems = guide.problems.map(({place, message}) => makeLine(`${place.file}:${place.line}: ${message}`))
  const reasons = guide.error === null ? problems : [...problems, guide.error]
  if (guide.status === 'passed' || reasons.length > 0 || guide.steps.some(isFailure)) return reasons
  if (guide.leftBehind.length > 0) return [`left behind: ${guide.leftBehind.map(makeLine).join(', ')}`]
  return [guide.steps.length === 0 ? 'no step was run' : 'it failed outside its steps']
}
