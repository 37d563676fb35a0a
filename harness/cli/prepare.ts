import {GuideProblems, HarnessError} from '../../src/errors.ts'
import type {Configuration} from '../../src/plan/configuration.ts'
import type {Plan} from '../../src/plan/plan.ts'
import type {Problem} from '../../src/problem.ts'
import {loadConfiguration, usualGuides} from '../configuration/load.ts'
import {findPages} from '../site/find-guides.ts'
import {readPages} from '../site/read-pages.ts'
import type {SiteFiles} from '../site/site.ts'
import type {PageReader} from '../site/start-page-reader.ts'
import type {Views} from '../site/views.ts'

/** What commands that read pages have in common. */
export interface ReadingOptions {
  /** A file, instead of the nearest `guiderail.config.ts`. */
  readonly config?: string
  /** Another process for many pages, started before anything else. */
  readonly reader?: PageReader | null
}

/** Pages as a command was asked for them, each as a view has it. */
interface Gathered<View extends keyof Views> {
  readonly configuration: Configuration
  /** The configuration's path, or null for the defaults. */
  readonly file: string | null
  readonly site: SiteFiles
  readonly read: readonly Views[View][]
  /** Of all pages, those that could not be read at all included. */
  readonly problems: readonly Problem[]
  /** How many pages were read. */
  readonly pages: number
}

/** Pages as a command was asked for them, planned. */
export interface Prepared extends Omit<Gathered<'plan'>, 'read'> {
  readonly plans: readonly Plan[]
}

/**
 * Load the configuration, find pages and plan them.
 *
 * Of folders and globs, only guides count, as `planPage` tells them.
 *
 * @throws HarnessError `config`
 */
export async function prepare(args: readonly string[], options: ReadingOptions): Promise<Prepared> {
  const {read, ...gathered} = await gather('plan', args, options)
  return {...gathered, plans: read.flatMap(({plan}) => plan ?? [])}
}

/**
 * Load the configuration, find pages and read them for a view, as `prepare` does.
 *
 * @throws HarnessError `config`
 */
export async function gather<View extends keyof Views>(
  view: View,
  args: readonly string[],
  options: ReadingOptions
): Promise<Gathered<View>> {
  const cwd = process.cwd()
  const {configuration, file} = await loadConfiguration(cwd, options.config ?? null, process.env)
  const pages = await findPages(args.length > 0 ? args : defaultGuides(configuration), cwd)
  const {site, read} = await readPages(view, pages, configuration, cwd, options.reader ?? null)
  const problems = onlyOnce(read.flatMap((page) => page.problems))
  return {configuration, file, site, read, problems, pages: pages.length}
}

/** What several guides include or require is wrong only once. */
function onlyOnce(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}

/** What is wrong where none of the pages that were asked for is a guide. */
export const nothingToRun =
  'no guide to run; name a page with bash blocks, and not only its folder where its front matter says `test: no`'

/**
 * Refuse pages with errors before anything is created.
 *
 * @param mayBeEmpty whether there may be nothing to run
 * @throws GuideProblems, HarnessError `config` where there is nothing to run
 */
export function refuseErrors(
  {plans, problems}: {readonly plans: readonly unknown[]; readonly problems: readonly Problem[]},
  mayBeEmpty = false
): void {
  const errors = problems.filter(({severity}) => severity === 'error')
  if (errors.length > 0) throw new GuideProblems(errors)
  if (plans.length === 0 && !mayBeEmpty) throw new HarnessError('config', nothingToRun)
}

/**
 * What is meant where no guide is named.
 *
 * @throws HarnessError `config` where nothing is
 */
export function defaultGuides({guides = []}: Configuration): readonly string[] {
  if (guides.length > 0) return guides
  const looked = usualGuides.join(', ')
  throw new HarnessError(
    'config',
    `no guides here (looked for ${looked}); name pages, or set \`guides\` in guiderail.config.ts`
  )
}
