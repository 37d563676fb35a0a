import type {Problem} from '../problem.ts'
import type {Severity} from '../rules.ts'
import {count} from './count.ts'
import {createPalette, type Palette} from './palette.ts'
import {formatProblem} from './problem-line.ts'
import {makeLine} from './visible.ts'

/**
 * What `guiderail check` found: a problem to a line, unchecked claims as a count for each page, then the totals.
 *
 * @param pages how many pages were read
 */
export function renderProblems(
  problems: readonly Problem[],
  pages: number,
  palette: Palette = createPalette(false)
): string {
  const sorted = sortProblems(problems)
  const lines = sorted.filter(({ruleId}) => ruleId !== 'unchecked-claim').map((problem) => colour(problem, palette))
  const claims = [...linesOfClaims(sorted)].map(([page, found]) => describeClaims(page, found))
  const sections = [lines, claims, [renderTotals(sorted, pages, palette)]].filter((section) => section.length > 0)
  return `${sections.map((section) => section.join('\n')).join('\n\n')}\n`
}

/** What `guiderail check --json` writes (`docs/reference/json.md`). */
export function renderProblemsJson(problems: readonly Problem[]): string {
  const sorted = sortProblems(problems)
  const unchecked = [...linesOfClaims(sorted)].map(([page, lines]) => ({page, claims: lines.length}))
  return `${JSON.stringify({version: 1, problems: sorted.map(problemToJson), unchecked}, null, 2)}\n`
}

/** A problem as every JSON of Guiderail has it, flat as tools read it. */
export function problemToJson({ruleId, severity, place, message}: Problem): unknown {
  const {file, line, column} = place
  return {rule: ruleId, severity, file, line, column, message}
}

/** The pages with claims that nothing checks, on one line each: `docs/x.md: 2 claims that nothing checks (lines 9, 61)`. */
export function describeClaims(page: string, lines: readonly number[]): string {
  const shown = lines.slice(0, 12).join(', ')
  const rest = lines.length > 12 ? ', …' : ''
  return `${makeLine(page)}: ${count(lines.length, 'claim')} that nothing checks (line${lines.length === 1 ? '' : 's'} ${shown}${rest})`
}

/** The lines of the claims that nothing checks, by page. */
export function linesOfClaims(sorted: readonly Problem[]): ReadonlyMap<string, readonly number[]> {
  const pages = new Map<string, number[]>()
  for (const {ruleId, place} of sorted) {
    if (ruleId !== 'unchecked-claim') continue
    pages.set(place.file, [...(pages.get(place.file) ?? []), place.line])
  }
  return pages
}

function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) =>
      compare(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      ranks[a.severity] - ranks[b.severity]
  )
}

const ranks: Readonly<Record<Severity, number>> = {error: 0, warning: 1, info: 2}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function colour(problem: Problem, palette: Palette): string {
  const line = formatProblem(problem)
  if (problem.severity === 'error') return palette.red(line)
  return problem.severity === 'warning' ? palette.yellow(line) : line
}

function renderTotals(problems: readonly Problem[], pages: number, palette: Palette): string {
  const number = (severity: Severity): number => problems.filter((problem) => problem.severity === severity).length
  const claims = problems.filter(({ruleId}) => ruleId === 'unchecked-claim').length
  const totals = [
    count(number('error'), 'error'),
    count(number('warning'), 'warning'),
    count(number('info') - claims, 'note'),
    count(claims, 'unchecked claim')
  ]
  const text = `${totals.join(', ')} in ${count(pages, 'page')}`
  return palette.bold(number('error') > 0 ? palette.red(text) : text)
}
