import {relative, resolve} from 'node:path'
import type {Plugin} from 'vitest/config'
import type {TestProject, Vitest} from 'vitest/node'
import {HarnessError} from '../../src/errors.ts'
import type {Mode} from '../../src/result.ts'
import {announceReplay, replayWarning} from '../cli/announce.ts'
import {chooseMode} from '../cli/choose-mode.ts'
import {defaultGuides, nothingToRun} from '../cli/prepare.ts'
import {workersFor} from '../cli/workers.ts'
import {findConfiguration, loadConfiguration} from '../configuration/load.ts'
import {type GuideLibrary, openLibrary} from './guide-library.ts'
import {guidePages, loadedByNode} from './guide-pages.ts'
import {type RunHost, startHost} from './host.ts'

/** What `guiderail()` in a `vitest.config.ts` can be told. Paths are relative to the root of the Vitest project. */
export interface GuiderailOptions {
  /** Pages, folders or globs. Default: `guides` of the configuration. */
  readonly guides?: readonly string[]
  /** Run guides, judge recordings of runs, or (`auto`, the default) run them where an engine answers. */
  readonly mode?: Mode | 'auto'
  /** Default: the nearest `guiderail.config.ts`. */
  readonly config?: string
  /** Of the Vitest project that guides become, with `(live)` or `(replay)` behind it. Default: `guides`. */
  readonly name?: string
}

/** Vitest wants projects with a number of workers of their own in a group of their own; groups run one after another. */
const behindOtherTests = 1000

/** Instances of Vitest, each with the projects it has: a plugin that several projects inherit adds its guides once. */
const added = new WeakMap<Vitest, Set<string>>()

/**
 * Have guides among a project's tests: each page is a test file, each block a test on its own line.
 *
 * Guides become a Vitest project of their own, so that environments, set-up files and time limits of other tests do not
 * reach them; filters, reporters, watch mode and editors treat them as any other.
 */
export function guiderail(options: GuiderailOptions = {}): Plugin {
  const name = options.name ?? 'guides'
  const adding = addGuides(name, options)
  return {
    ...adding,
    // Where projects are listed, Vitest asks only their own plugins, and guides would be left out without a word.
    config: ({test}) =>
      test?.projects === undefined ? undefined : {test: {projects: [{plugins: [adding], test: {name, include: []}}]}}
  }
}

function addGuides(name: string, options: GuiderailOptions): Plugin {
  return {
    name: 'guiderail',
    configureVitest: async ({vitest, project, injectTestProjects}) => {
      const names = added.get(vitest) ?? new Set()
      added.set(vitest, names)
      if (names.has(name)) return
      names.add(name)
      vitest.onClose(() => void names.delete(name))
      const guides = await openGuides(name, options, project.config.root, vitest)
      const injection = projectOf(guides)
      // Whoever asks for the project by its name means the guides in it.
      if (project.name === name && vitest.config.project.length > 0) vitest.config.project.push(injection.test.name)
      const [injected] = await injectTestProjects(injection)
      if (injected !== undefined && vitest.config.watch) watch(vitest, injected, guides)
    }
  }
}

interface Guides {
  readonly name: string
  readonly cwd: string
  readonly mode: Mode
  readonly library: GuideLibrary
  readonly host: RunHost
}

/** Plan the guides and serve their workers until Vitest closes. */
async function openGuides(name: string, options: GuiderailOptions, root: string, vitest: Vitest): Promise<Guides> {
  const cwd = process.cwd()
  const inRoot = (path: string): string => relative(cwd, resolve(root, path)).replaceAll('\\', '/') || '.'
  const file = options.config === undefined ? findConfiguration(root) : resolve(root, options.config)
  const {configuration} = await loadConfiguration(cwd, file, process.env)
  const pages = options.guides?.map(inRoot) ?? defaultGuides(configuration)
  const library = await openLibrary(pages, configuration, cwd)
  if (library.paths().length === 0) throw new HarnessError('config', nothingToRun)
  const told = {live: options.mode === 'live', replay: options.mode === 'replay'}
  const mode = await chooseMode(library.plans(), told, library.releaseFolder)
  // Standard output may be a reporter's, as JSON.
  const log = (text: string): void => vitest.logger.error(text)
  if (mode === 'replay') log(announceReplay(library.plans()))
  if (mode === 'replay' && process.env['CI']) log(replayWarning)
  const closing = new AbortController()
  const host = await startHost({
    configuration,
    releaseFolder: library.releaseFolder,
    // Vitest decides which guides run; clusters are made ahead for no other.
    plans: library.loaded,
    mode: () => mode,
    record: false,
    keep: false,
    reuse: false,
    logs: null,
    signal: closing.signal,
    onEvent: (event) => {
      if (event.type === 'progress') log(`${event.path}: ${event.text}`)
    }
  })
  vitest.onClose(() => {
    closing.abort()
    return close(host, mode, log)
  })
  return {name, cwd, mode, library, host}
}

function projectOf({name, cwd, mode, library, host}: Guides) {
  return {
    root: cwd,
    plugins: [guidePages(library.moduleOf, cwd)],
    test: {
      name: `${name} (${mode})`,
      include: library.paths().map(literal),
      exclude: [],
      environment: 'node',
      // Clusters outlive a hung guide only if its process can be killed; replays start faster in threads.
      pool: mode === 'live' ? ('forks' as const) : ('threads' as const),
      isolate: false,
      ...(mode === 'live'
        ? {maxWorkers: workersFor(library.plans(), () => mode), sequence: {groupOrder: behindOtherTests}}
        : {}),
      retry: 0,
      includeTaskLocation: true,
      server: {deps: {external: [...loadedByNode]}},
      provide: {guiderail: host.address}
    }
  }
}

async function close(host: RunHost, mode: Mode, log: (text: string) => void): Promise<void> {
  await host.close()
  if (mode === 'replay') return
  const {finishDeletions} = await import('../cluster/deletion.ts')
  for (const failure of await finishDeletions()) log(failure)
}

/** Run guides again when a page, what it brings in, or a recording is saved; take up new guides. */
function watch(vitest: Vitest, injected: TestProject, {library, cwd}: Guides): void {
  const absolute = (path: string): string => resolve(cwd, path)
  const watchOutside = (): void => {
    // What lies in the root is watched already; chokidar loses sight of a folder one of whose files is added by name.
    const files = library.files().map(absolute)
    vitest.vite.watcher.add(files.filter((file) => relative(vitest.config.root, file).startsWith('..')))
  }
  watchOutside()
  const testsToRun = (file: string): string[] | null => {
    const affected = library.change(relative(cwd, file).replaceAll('\\', '/')).map(absolute)
    // Vitest takes an empty list for an order to run nothing.
    if (affected.length === 0) return null
    for (const path of affected) {
      vitest.invalidateFile(path)
      injected.config.include.push(literal(relative(cwd, path)))
      injected.matchesTestGlob(path)
    }
    watchOutside()
    return affected
  }
  vitest.config.watchTriggerPatterns = [...(vitest.config.watchTriggerPatterns ?? []), {pattern: /(?:)/, testsToRun}]
}

/** A path as a glob that means nothing else. */
function literal(path: string): string {
  return path.replaceAll('\\', '/').replace(/[()[\]{}!*?+@|\\]/g, '\\$&')
}
