import {formatPlace} from '../place.ts'
import type {Problem} from '../problem.ts'
import {makeLine} from './visible.ts'

/** A problem on one line, as compilers write it: `file:line:column: message (rule)`. */
export function formatProblem(problem: Problem): string {
  return `${makeLine(formatPlace(problem.place))}: ${makeLine(problem.message)} (${problem.ruleId})`
}
