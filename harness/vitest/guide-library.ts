import {posix, relative, resolve} from 'node:path'
import picomatch from 'picomatch'
import type {Configuration} from '../../src/plan/configuration.ts'
import type {Plan} from '../../src/plan/plan.ts'
import {recordingPath} from '../recording/recording.ts'
import {type FoundPage, findPages} from '../site/find-guides.ts'
import {type PlannedPage, planPage} from '../site/plan-page.ts'
import {openSite} from '../site/site.ts'
import {guideModule, problemsModule} from './guide-module.ts'
import {workerModule} from './guide-pages.ts'

/** The guides of a project whose pages may change while it is watched. Paths are relative to the working directory. */
export interface GuideLibrary {
  /** Plans of guides by path, for the host; those that have been loaded. */
  readonly loaded: ReadonlyMap<string, Plan>
  readonly releaseFolder: string | null
  /** Pages that are test files: guides, and pages with errors. */
  readonly paths: () => readonly string[]
  readonly plans: () => readonly Plan[]
  /** Every file that says how guides run: pages, what they bring in, and recordings. */
  readonly files: () => readonly string[]
  /** The source of the test file of a page, planned anew if something changed since; null for any other page. */
  readonly moduleOf: (path: string) => string | null
  /** Forget what depends on a changed file, and name the test files that do. */
  readonly change: (path: string) => readonly string[]
}

interface Entry extends PlannedPage {
  readonly page: FoundPage
}

/**
 * Plan the guides that files, folders and globs mean.
 *
 * @throws HarnessError `config`
 */
export async function openLibrary(
  args: readonly string[],
  configuration: Configuration,
  cwd: string
): Promise<GuideLibrary> {
  let site = openSite(configuration, cwd)
  const {releaseFolder} = site
  const entries = new Map<string, Entry>()
  const loaded = new Map<string, Plan>()
  const enter = (page: FoundPage): Entry => {
    const entry = {page, ...planPage(page, site, configuration)}
    if (isTestFile(entry) || entries.has(page.path)) entries.set(page.path, entry)
    return entry
  }
  for (const page of await findPages(args, cwd)) enter(page)
  const isData = (path: string): boolean =>
    path === configuration.data ||
    (releaseFolder !== null && !relative(releaseFolder, resolve(cwd, path)).startsWith('..'))

  return {
    loaded,
    releaseFolder,
    paths: () => [...entries.keys()],
    plans: () => [...entries.values()].flatMap(({plan}) => (plan === null ? [] : [plan])),
    files: () => [...entries].flatMap(([path, {plan}]) => [recordingPath(path), ...(plan?.pages ?? [path])]),
    moduleOf: (path) => {
      const entry = entries.get(path)
      if (entry === undefined) return null
      const errors = entry.problems.filter(({severity}) => severity === 'error')
      if (entry.plan === null || errors.length > 0) return problemsModule(path, errors, workerModule)
      loaded.set(path, entry.plan)
      return guideModule(entry.plan, workerModule)
    },
    change: (path) => {
      const affected = [...entries.values()].filter((entry) => isData(path) || dependsOn(entry, path))
      const isNew = !entries.has(path) && means(args, path)
      if (affected.length === 0 && !isNew) return []
      site = openSite(configuration, cwd)
      for (const {page} of affected) enter(page)
      if (isNew) enter({path, named: args.some((arg) => posix.normalize(arg) === path)})
      return [...affected.map(({page}) => page.path), ...(isNew && entries.has(path) ? [path] : [])]
    }
  }
}

function isTestFile({plan, problems}: PlannedPage): boolean {
  return plan !== null || problems.some(({severity}) => severity === 'error')
}

/** What keeps a page from being planned may be mended in any other page. */
function dependsOn({page, plan}: Entry, path: string): boolean {
  if (path === page.path || path === recordingPath(page.path)) return true
  return plan === null ? path.endsWith('.md') : plan.pages.includes(path)
}

/** Whether files, folders or globs mean a page; as `findPages` says, for a page that has just been written. */
function means(args: readonly string[], path: string): boolean {
  if (!path.endsWith('.md') || path.split('/').includes('node_modules')) return false
  return args.some((arg) => {
    const name = posix.normalize(arg)
    return (
      name === '.' || name === path || path.startsWith(`${name.replace(/\/$/, '')}/`) || picomatch.isMatch(path, name)
    )
  })
}
