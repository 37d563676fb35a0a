import {GuideError, GuideProblems} from '../errors.ts'
import type {Problem} from '../problem.ts'
import {problem} from '../problem.ts'
import {type RuleFilter, type RuleId, rules, type Severity} from '../rules.ts'
import {requestClusters} from './clusters.ts'
import type {Configuration} from './configuration.ts'
import {orderVisits} from './order.ts'
import {settingsFor} from './page-settings.ts'
import type {Plan} from './plan.ts'
import {planPageBlocks} from './plan-page.ts'
import type {Site} from './site.ts'
import {checkPlanned} from './step-checks.ts'

/** What a plan tells of a guide: `errors` leaves out what keeps none from running, claims that nothing checks among it. */
export type Findings = 'all' | 'errors'

/**
 * Plan a guide: what runs, in which order, and what checks it.
 *
 * Prerequisites come first, then the guide, then the pages that configuration names under `then`. Trailing cleanups come
 * last: the guide's own before those of its prerequisites, which run in reverse order.
 *
 * @param path of the page, relative to the working directory
 * @throws GuideError where a page cannot be read at all
 * @throws GuideProblems where shortcodes of a page that takes part cannot be read
 */
export function planGuide(path: string, site: Site, configuration: Configuration, findings: Findings = 'all'): Plan {
  const seeks: RuleFilter = (ruleId) => {
    const severity = severityOf(ruleId, configuration)
    return severity === 'error' || (severity !== 'off' && findings === 'all')
  }
  // Reports count claims whatever the severity of their rule.
  const search = {seeks, claims: findings === 'all' || seeks('unchecked-claim')}
  const guide = site.guide(path)
  if (guide === null) {
    throw new GuideError('missing-file', {file: path, line: 1, column: 1}, {found: path, expected: 'this folder'})
  }
  const settings = settingsFor(configuration, path)
  const order = orderVisits(path, site, configuration)
  const visited = order.visits.map((visit) => planPageBlocks(visit, site, configuration, search))
  const unchecked = visited.flatMap((page) => page.unchecked)
  const pages = new Set([path, ...visited.flatMap((page) => page.pages)])
  const body = visited.flatMap((page) => page.blocks.filter((block) => !block.cleanup))
  const ends = visited.toReversed().flatMap((page) => page.blocks.filter((block) => block.cleanup))
  const problems = [...order.problems, ...visited.flatMap((page) => page.problems)]
  const broken = [...pages].flatMap((page) => site.guide(page)?.broken ?? [])
  if (broken.length > 0) {
    const certain = withSeverities(problems, configuration, seeks).filter(({ruleId}) => evident.has(ruleId))
    throw new GuideProblems([...broken, ...certain].sort(byPlace))
  }
  const blocks = [...body, ...ends]
  const running = blocks.filter((block) => block.skip === null)
  const commands = running.flatMap((block) => block.steps.map((step) => step.command))
  if (!running.some((block) => block.role === 'guide' && block.steps.length > 0)) {
    problems.push(problem('no-steps', {file: path, line: 1, column: 1}))
  }
  const clusters = requestClusters(commands, configuration, settings)
  const claims = unchecked.map(({page, line, text}) =>
    problem('unchecked-claim', {file: page, line, column: 1}, {found: text})
  )
  const all = [...problems, ...checkPlanned(running, clusters, site, configuration, seeks), ...claims]
  return {
    path,
    title: guide.title,
    blocks,
    clusters,
    failOnLeak: settings.failOnLeak,
    pages: [...pages],
    samples: [...new Set(visited.flatMap((page) => page.samples))],
    unchecked,
    problems: withSeverities(all, configuration, seeks)
  }
}

/** What is wrong however much of a page is read: nothing that comes later could mend it. */
const evident: ReadonlySet<RuleId> = new Set([
  'malformed-front-matter',
  'malformed-shortcode',
  'unknown-shortcode',
  'missing-variable',
  'missing-file',
  'unresolved-prerequisite'
])

/** Apply the severities that configuration gives, and report each problem once, of the rules that are asked for. */
function withSeverities(
  problems: readonly Problem[],
  configuration: Configuration,
  seeks: RuleFilter
): readonly Problem[] {
  const seen = new Map<string, Problem>()
  for (const found of problems) {
    const severity = severityOf(found.ruleId, configuration)
    if (severity === 'off' || !seeks(found.ruleId)) continue
    const {file, line, column} = found.place
    seen.set(`${file}:${line}:${column} ${found.ruleId} ${found.message}`, {...found, severity})
  }
  return [...seen.values()].sort(byPlace)
}

function severityOf(ruleId: RuleId, configuration: Configuration): Severity | 'off' {
  return configuration.rules?.[ruleId] ?? rules[ruleId].severity
}

function byPlace({place: one}: Problem, {place: other}: Problem): number {
  return one.file === other.file ? one.line - other.line || one.column - other.column : 0
}
