import {GuideError, GuideProblems} from '../../src/errors.ts'
import type {Configuration} from '../../src/plan/configuration.ts'
import type {Plan} from '../../src/plan/plan.ts'
import {type Findings, planGuide} from '../../src/plan/plan-guide.ts'
import type {Site} from '../../src/plan/site.ts'
import {type Problem, problemOf} from '../../src/problem.ts'
import type {FoundPage} from './find-guides.ts'

/** A page as far as it could be planned. */
export interface PlannedPage {
  /** Null for a page that cannot be read, and for one that is no guide. */
  readonly plan: Plan | null
  readonly problems: readonly Problem[]
}

/**
 * Plan a page, or find out what is wrong with it.
 *
 * Of folders and globs, pages count as guides that have something to run, whose front matter does not say `test: no`, and
 * that are no parts of others.
 */
export function planPage(
  {path, named}: FoundPage,
  site: Site,
  configuration: Configuration,
  findings: Findings = 'all'
): PlannedPage {
  try {
    const {test, title} = named ? {} : (site.guide(path)?.frontMatter ?? {})
    if (!isTested(test) || (!named && isPart(path, title))) return {plan: null, problems: []}
    const plan = planGuide(path, site, configuration, findings)
    if (named || plan.blocks.some((block) => block.role === 'guide')) return {plan, problems: plan.problems}
    return {plan: null, problems: plan.problems.filter(({ruleId}) => ruleId !== 'no-steps')}
  } catch (error) {
    if (error instanceof GuideProblems) return {plan: null, problems: error.problems}
    if (!(error instanceof GuideError)) throw error
    return {plan: null, problems: [problemOf(error)]}
  }
}

/** Whether a page is only there to be included: it has no title, and lies where sites keep such pages. */
function isPart(path: string, title: unknown): boolean {
  return title === undefined && /(?:^|\/)(?:boilerplates|_?includes)\//.test(path)
}

/** istio.io's word on whether a page is tested; pages of other sites say nothing. */
function isTested(test: unknown): boolean {
  return !(test === false || test === 'no' || test === 'n/a')
}
