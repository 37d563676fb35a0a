import type {Expectation, Verdict} from '../expect/expectation.ts'
import {judgeStep} from '../expect/judge.ts'
import {isOutput} from '../expect/shown-output.ts'
import type {Place} from '../place.ts'
import type {Plan, PlannedStep} from '../plan/plan.ts'
import type {Attempt} from '../transcript.ts'
import {rewriteOutput, type ShownExpectation} from './output.ts'
import {type Edit, findOutput, makeEdit, type ShownOutput} from './page.ts'
import {reasonToRefuse} from './refusal.ts'
import type {NewLine} from './text.ts'

/** Attempts of each step of a plan that runs, in their order; null for those that were not run. */
export type Happened = readonly (readonly Attempt[] | null)[]

/** New output for the pages of a guide, and what of it stays as it is although it fails. */
export interface Proposal {
  readonly edits: readonly ProposedEdit[]
  readonly refusals: readonly Refusal[]
}

/** New output of one step. */
export interface ProposedEdit extends Edit {
  readonly page: string
  /** The step's place among those that run. */
  readonly step: number
}

/** Why the output of a step is not rewritten. */
export interface Refusal {
  readonly place: Place
  readonly step: number
  readonly reason: string
}

/**
 * Propose new output for every step of a guide whose own output no longer holds.
 *
 * Prerequisites are guides of their own and are left alone. Where a command failed, it is the command that is to be mended.
 *
 * @param source of a page, or null
 * @param home the home folder of the person who asks
 */
export function proposeUpdates(
  plan: Plan,
  happened: Happened,
  source: (page: string) => string | null,
  home: string
): Proposal {
  const edits: ProposedEdit[] = []
  const refusals: Refusal[] = []
  const running = plan.blocks.filter(({skip}) => skip === null)
  const steps = running.flatMap((block) => block.steps.map((step) => ({block, step})))
  for (const [at, {block, step}] of steps.entries()) {
    const attempts = happened[at] ?? []
    if (block.role !== 'guide' || attempts.length === 0) continue
    const outcome = proposeEdit(step, attempts, source(block.page) ?? '', home)
    if (outcome === null) continue
    if ('lines' in outcome) edits.push({...outcome, page: block.page, step: at})
    else refusals.push({place: {file: block.page, line: outcome.line, column: 1}, step: at, reason: outcome.reason})
  }
  return {edits, refusals}
}

interface Obstacle {
  readonly line: number
  readonly reason: string
}

function proposeEdit(
  step: PlannedStep,
  attempts: readonly Attempt[],
  source: string,
  home: string
): Edit | Obstacle | null {
  const verdicts = judgeStep(step, attempts)
  const failures = verdicts.flatMap((verdict, at) => {
    const expectation = step.expectations[at]
    return verdict.status === 'passed' || expectation === undefined ? [] : [{verdict, expectation}]
  })
  const shown = ({expectation, verdict}: (typeof failures)[number]): boolean =>
    isShown(expectation) && verdict.hopeless === null
  // A page that shows what happened would still promise what did not.
  const {verdict, expectation} = failures.find((failure) => !shown(failure)) ?? failures[0] ?? {}
  const last = attempts.at(-1)
  if (verdict === undefined || expectation === undefined || last === undefined) return null
  if (!isShown(expectation) || verdict.hopeless !== null) return {line: verdict.line, reason: describe(verdict)}
  const output = findOutput(source, expectation.line, expectation.expected)
  if (output === null)
    return {line: verdict.line, reason: 'what is expected there is not shown as output; edit it by hand'}
  const lines = rewriteOutput(expectation, output.lines, last)
  if (lines === null) return {line: verdict.line, reason: 'it is too long to be compared'}
  if (lines.length === 0) return {line: verdict.line, reason: 'the command printed nothing; remove the output by hand'}
  const refusal = refuse(output, lines, home)
  if (refusal !== null) return refusal
  // Only time was lacking: the output itself is as the page shows it.
  const same = lines.length === output.lines.length && lines.every(({text}, at) => text === output.lines[at])
  return same ? {line: verdict.line, reason: describe(verdict)} : makeEdit(source, output, lines)
}

function refuse(output: ShownOutput, lines: readonly NewLine[], home: string): Obstacle | null {
  for (const {text, from} of lines) {
    if (from !== null && output.lines[from] === text) continue
    const reason = reasonToRefuse(text, home)
    if (reason !== null) return {line: output.line + (from ?? 0), reason}
  }
  return null
}

function isShown(expectation: Expectation): expectation is ShownExpectation {
  return isOutput(expectation) || (expectation.type === 'absence' && expectation.expected !== '')
}

function describe({type, message, hopeless}: Verdict): string {
  const what = hopeless ?? message ?? 'it does not hold'
  return type === 'exit' ? `${what}; mend the command` : what
}
