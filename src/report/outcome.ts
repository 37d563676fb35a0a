import type {Problem} from '../problem.ts'
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

/** Where a step stands: its line, and its page where that is not the guide's own. */
export function placeOfStep(path: string, {page, line}: {readonly page: string; readonly line: number}): string {
  return page === path ? makeLine(`${path}:${line}`) : makeLine(`${path}: ${page}:${line}`)
}

/** Why a step did not pass, on one line. */
export function reasonOfStep(step: StepResult): string {
  const verdict = step.expectations.find(({status}) => status === 'failed')
  return makeLine(step.reason ?? verdict?.message ?? verdict?.text ?? 'it did not succeed')
}

/** What an expectation says, without its line, which reports put where they will. */
export function checkOf({text}: {readonly text: string}): string {
  return makeLine(text).replace(/ \(line \d+\)$/, '')
}

/** Steps that count for a guide, and how many of them passed; those that were skipped by choice do not count. */
export function countSteps(guide: GuideResult): {readonly passed: number; readonly all: number} {
  const counted = guide.steps.filter(({status}) => status !== 'skipped')
  return {passed: counted.filter(({status}) => status === 'passed').length, all: counted.length}
}

/** The failures of a guide that are worth telling: all that failed, and the first that is not recorded. */
export function failuresOf(guide: GuideResult): readonly StepResult[] {
  const unrecorded = guide.steps.find(({status}) => status === 'not-recorded')
  return guide.steps.filter((step) => step.status === 'failed' || step === unrecorded)
}

/** The problems that kept a guide from running. */
export function errorsOf(guide: GuideResult): readonly Problem[] {
  return guide.problems.filter(({severity}) => severity === 'error')
}

/** The error outside any step, or null; also where the first failure says the same. */
export function outerError(guide: GuideResult): string | null {
  const {error} = guide
  return error === null || guide.steps.some((step) => step.reason?.includes(error)) ? null : error
}

/** What made a guide fail besides its steps, a reason to a line; empty where a step did, or where it passed. */
export function reasonsOutsideSteps(guide: GuideResult): readonly string[] {
  if (guide.status === 'passed') return []
  const problems = errorsOf(guide).map(({place, message}) => makeLine(`${place.file}:${place.line}: ${message}`))
  const error = outerError(guide)
  const reasons = error === null ? problems : [...problems, error]
  if (reasons.length > 0 || guide.steps.some(isFailure)) return reasons
  if (guide.leftBehind.length > 0) return [`left behind: ${guide.leftBehind.map(makeLine).join(', ')}`]
  return [guide.steps.length === 0 ? 'no step was run' : 'it failed outside its steps']
}
