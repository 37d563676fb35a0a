import {GuideError, GuideProblems} from '../errors.ts'
import type {Claim} from '../expect/expectation.ts'
import type {Problem} from '../problem.ts'
import {problem} from '../problem.ts'
import type {RuleId} from '../rules.ts'
import {requestClusters} from './clusters.ts'
import type {Configuration} from './configuration.ts'
import {orderVisits} from './order.ts'
import {settingsFor} from './page-settings.ts'
import type {Plan, PlannedBlock} from './plan.ts'
import {planPageBlocks} from './plan-page.ts'
import type {Site} from './site.ts'
import {checkPlanned} from './step-checks.ts'

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
export function planGuide(path: string, site: Site, configuration: Configuration): Plan {
  const guide = site.guide(path)
  if (guide === null) {
    throw new GuideError('missing-file', {file: path, line: 1, column: 1}, {found: path, expected: 'this folder'})
  }
  const settings = settingsFor(configuration, path)
  const order = orderVisits(path, site, configuration)
  const problems: Problem[] = [...order.problems]
  const unchecked: Claim[] = []
  const samples = new Set<string>()
  const pages = new Set<string>([path])
  const body: PlannedBlock[] = []
  const ends: PlannedBlock[][] = []
  for (const visit of order.visits) {
    const page = planPageBlocks(visit, site, configuration)
    problems.push(...page.problems)
    unchecked.push(...page.unchecked)
    for (const sample of page.samples) samples.add(sample)
    for (const name of page.pages) pages.add(name)
    body.push(...page.blocks.filter((block) => !block.cleanup))
    ends.push(page.blocks.filter((block) => block.cleanup))
  }
  const broken = [...pages].flatMap((page) => site.guide(page)?.broken ?? [])
  if (broken.length > 0) {
    const certain = withSeverities(problems, configuration).filter(({ruleId}) => evident.has(ruleId))
    throw new GuideProblems([...broken, ...certain].sort(byPlace))
  }
  const blocks = [...body, ...ends.toReversed().flat()]
  const running = blocks.filter((block) => block.skip === null)
  const commands = running.flatMap((block) => block.steps.map((step) => step.command))
  if (!running.some((block) => block.role === 'guide' && block.steps.length > 0)) {
    problems.push(problem('no-steps', {file: path, line: 1, column: 1}))
  }
  const clusters = requestClusters(commands, configuration, settings)
  problems.push(...checkPlanned(running, clusters, site, configuration))
  for (const {page, line, text} of unchecked) {
    problems.push(problem('unchecked-claim', {file: page, line, column: 1}, {found: text}))
  }
  return {
    path,
    title: guide.title,
    blocks,
    clusters,
    failOnLeak: settings.failOnLeak,
    pages: [...pages],
    samples: [...samples],
    unchecked,
    problems: withSeverities(problems, configuration)
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

/** Apply the severities that configuration gives, and report each problem once. */
function withSeverities(problems: readonly Problem[], configuration: Configuration): readonly Problem[] {
  const seen = new Map<string, Problem>()
  for (const found of problems) {
    const severity = configuration.rules?.[found.ruleId] ?? found.severity
    if (severity === 'off') continue
    const {file, line, column} = found.place
    seen.set(`${file}:${line}:${column} ${found.ruleId} ${found.message}`, {...found, severity})
  }
  return [...seen.values()].sort(byPlace)
}

function byPlace({place: one}: Problem, {place: other}: Problem): number {
  return one.file === other.file ? one.line - other.line || one.column - other.column : 0
}
