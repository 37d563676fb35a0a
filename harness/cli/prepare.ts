import {GuideError, GuideProblems, HarnessError} from '../../src/errors.ts'
import type {Configuration} from '../../src/plan/configuration.ts'
import type {Plan} from '../../src/plan/plan.ts'
import {planGuide} from '../../src/plan/plan-guide.ts'
import type {Problem} from '../../src/problem.ts'
import {loadConfiguration} from '../configuration/load.ts'
import {existing, findPages} from '../site/find-guides.ts'
import {openSite, type SiteFiles} from '../site/site.ts'

/** Pages as a command was asked for them, planned. */
export interface Prepared {
  readonly configuration: Configuration
  /** The configuration's path, or null for the defaults. */
  readonly file: string | null
  readonly site: SiteFiles
  readonly plans: readonly Plan[]
  /** Of all pages, those that could not be read at all included. */
  readonly problems: readonly Problem[]
  /** How many pages were read. */
  readonly pages: number
}

/**
 * Load the configuration, find pages and plan them.
 *
 * Of folders and globs, pages count that have something to run and whose front matter does not say `test: no`.
 *
 * @throws HarnessError `config`
 */
export async function prepare(args: readonly string[], options: {readonly config?: string}): Promise<Prepared> {
  const cwd = process.cwd()
  const {configuration, file} = await loadConfiguration(cwd, options.config ?? null, process.env)
  const site = openSite(configuration, cwd)
  const pages = await findPages(args.length > 0 ? args : defaults(configuration, cwd), cwd)
  const plans: Plan[] = []
  const problems: Problem[] = []
  for (const {path, named} of pages) {
    try {
      if (!named && !isTested(site.guide(path)?.frontMatter['test'])) continue
      const plan = planGuide(path, site, configuration)
      const isGuide = plan.blocks.some((block) => block.role === 'guide')
      if (named || isGuide) plans.push(plan)
      problems.push(...(named || isGuide ? plan.problems : plan.problems.filter(({ruleId}) => ruleId !== 'no-steps')))
    } catch (error) {
      if (!(error instanceof GuideError)) throw error
      problems.push({ruleId: error.ruleId, severity: 'error', place: error.place, message: error.reason})
    }
  }
  return {configuration, file, site, plans, problems, pages: pages.length}
}

/**
 * Refuse pages with errors before anything is created.
 *
 * @throws GuideProblems, HarnessError `config` where there is nothing to run
 */
export function refuseErrors({plans, problems}: Prepared): void {
  const errors = problems.filter(({severity}) => severity === 'error')
  if (errors.length > 0) throw new GuideProblems(errors)
  if (plans.length === 0) throw new HarnessError('config', 'no guide to run; name a page with bash blocks')
}

function defaults(configuration: Configuration, cwd: string): readonly string[] {
  const found = existing(configuration.guides ?? [], cwd)
  if (found.length > 0) return found
  const looked = (configuration.guides ?? []).join(', ')
  throw new HarnessError(
    'config',
    `no guides here (looked for ${looked}); name pages, or set \`guides\` in guiderail.config.ts`
  )
}

/** istio.io's word on whether a page is tested; pages of other sites say nothing. */
function isTested(test: unknown): boolean {
  return !(test === false || test === 'no' || test === 'n/a')
}
