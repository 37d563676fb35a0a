import type {Configuration} from '../../src/plan/configuration.ts'
import {findImpact, type Impact} from '../../src/plan/impact.ts'
import type {Plan} from '../../src/plan/plan.ts'
import {planGuide} from '../../src/plan/plan-guide.ts'
import {loadConfiguration} from '../configuration/load.ts'
import {openSite, type SiteFiles} from '../site/site.ts'
import {surroundings} from './dependencies.ts'
import {findChange} from './git.ts'

/** What was planned as it is now. */
export interface Present {
  readonly configuration: Configuration
  /** The configuration's file, or null. */
  readonly file: string | null
  readonly site: SiteFiles
  readonly plans: readonly Plan[]
}

/** What changed since a commit, and the guides that it touches. */
export interface ChangedGuides {
  /** The commit, abbreviated. */
  readonly base: string
  /** Changed files, relative to the working directory. */
  readonly files: readonly string[]
  readonly impact: Impact
}

/**
 * Find the guides that a change of the repository touches.
 *
 * @param ref to compare with; null for the default branch
 * @param own files that the run itself writes, as it did the last time; relative to the working directory
 * @throws HarnessError where git cannot tell
 */
export async function findChangedGuides(
  cwd: string,
  ref: string | null,
  present: Present,
  own: readonly string[] = []
): Promise<ChangedGuides> {
  const {base, files: all, before} = await findChange(cwd, ref)
  const files = all.filter((file) => !own.includes(file))
  const {configuration, file, plans} = present
  const data = configuration.data ?? ''
  const read = files.filter((path) => path.endsWith('.md') || path === data || path === file)
  const instead = await before(read)
  const former = await formerConfiguration(cwd, file, instead)
  // Without its configuration nothing can be planned as it was, and every guide runs anyway.
  const wasPlanned = planner(openSite(former ?? configuration, cwd, instead), former ?? configuration)
  const impact = findImpact({
    ...surroundings(present, cwd),
    files,
    plans: plans.map((now) => ({now, before: read.length === 0 ? now : wasPlanned(now.path)})),
    configuration: {now: configuration, before: former}
  })
  return {base: base.slice(0, 10), files, impact}
}

/** The configuration as it was, or null where it was not there or cannot be loaded any more. */
async function formerConfiguration(
  cwd: string,
  file: string | null,
  instead: ReadonlyMap<string, string | null>
): Promise<Configuration | null> {
  const text = file === null ? undefined : instead.get(file)
  if (text === null) return null
  try {
    return (await loadConfiguration(cwd, file, process.env, text)).configuration
  } catch {
    return null
  }
}

/** Plan pages as they were; a page that was none, or that was broken, has no plan. */
function planner(site: SiteFiles, configuration: Configuration): (path: string) => Plan | null {
  return (path) => {
    try {
      return site.guide(path) === null ? null : planGuide(path, site, configuration)
    } catch {
      return null
    }
  }
}
