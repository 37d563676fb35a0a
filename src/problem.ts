import type {GuideError} from './errors.ts'
import type {Place} from './place.ts'
import {type RuleId, rules, type Severity} from './rules.ts'

/** What was found, what was expected and what to do, as far as a rule's text uses them. */
export interface ProblemDetail {
  readonly found?: string
  readonly expected?: string
  readonly remedy?: string
}

/** One thing that `guiderail check` reports about a page. */
export interface Problem {
  readonly ruleId: RuleId
  readonly severity: Severity
  readonly place: Place
  readonly message: string
}

/** Make the problem of a rule, with the rule's own severity. */
export function problem(ruleId: RuleId, place: Place, detail: ProblemDetail = {}): Problem {
  return {ruleId, severity: rules[ruleId].severity, place, message: reasonOf(ruleId, detail)}
}

/** The problem that an error is, where it is reported and not thrown. */
export function problemOf({ruleId, place, reason}: GuideError): Problem {
  return {ruleId, severity: rules[ruleId].severity, place, message: reason}
}

/** The text of a rule for what was found. */
export function reasonOf(ruleId: RuleId, detail: ProblemDetail): string {
  return rules[ruleId].reason(detail)
}
