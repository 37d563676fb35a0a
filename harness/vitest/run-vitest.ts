import {realpathSync} from 'node:fs'
import {relative, resolve} from 'node:path'
import type {TestSpecification, Vitest} from 'vitest/node'
import {BaseSequencer, createVitest} from 'vitest/node'
import {HarnessError} from '../../src/errors.ts'
import type {Plan} from '../../src/plan/plan.ts'
import {escapeRegExp} from './escape-regexp.ts'
import {guideModule} from './guide-module.ts'
import {guidePages, loadedByNode, workerModule} from './guide-pages.ts'
import type {RunHost} from './host.ts'

/** How Vitest runs guides. */
export interface VitestOptions {
  readonly cwd: string
  readonly host: RunHost
  readonly plans: ReadonlyMap<string, Plan>
  /** Guides that run at the same time. */
  readonly workers: number
  /** Clusters outlive a hung guide only if its process can be killed; replays start faster in threads. */
  readonly pool: 'forks' | 'threads'
  /** A block's id: it and what comes before it run. */
  readonly block: string | null
  /** Vitest's own reporters, besides Guiderail's. */
  readonly reporters: readonly string[]
  readonly signal: AbortSignal
}

/**
 * Run planned guides through Vitest: one file a guide, one test a block.
 *
 * @returns errors that belong to no guide
 * @throws HarnessError `config` for a reporter that is not there
 */
export async function runVitest(options: VitestOptions): Promise<readonly unknown[]> {
  const {cwd, host, plans, signal} = options
  // Vite calls files by their real paths.
  const real = new Map(
    [...plans].map(([path, plan]) => [relative(cwd, realpathSync(resolve(cwd, path))), plan] as const)
  )
  const moduleOf = (path: string): string | null => {
    const plan = real.get(path) ?? plans.get(path)
    return plan === undefined ? null : guideModule(plan, workerModule)
  }
  const forgetNewListeners = rememberListeners()
  const vitest = await createVitest(
    'test',
    {
      config: false,
      root: cwd,
      include: [],
      watch: false,
      pool: options.pool,
      isolate: false,
      maxWorkers: options.workers,
      retry: 0,
      testTimeout: 0,
      hookTimeout: 0,
      bail: 0,
      sequence: {sequencer: InOrder},
      // It would lie in `node_modules` of the site, which may have none, and nothing here reads it.
      cache: false,
      includeTaskLocation: true,
      server: {deps: {external: [...loadedByNode]}},
      provide: {guiderail: host.address},
      reporters: options.reporters.length > 0 ? [...options.reporters] : [{}],
      ...(options.block === null ? {} : {testNamePattern: new RegExp(`(?<![\\w-])${escapeRegExp(options.block)}$`)})
    },
    {logLevel: 'error', clearScreen: false, plugins: [guidePages(moduleOf, cwd)]}
  ).catch(refuseReporter)
  forgetNewListeners()
  if (options.pool === 'forks') await noteFolder(vitest.getRootProject().tmpDir)
  const cancel = (): void => void vitest.cancelCurrentRun('keyboard-input')
  signal.addEventListener('abort', cancel, {once: true})
  try {
    return await runPages(
      vitest,
      [...plans.keys()].map((path) => resolve(cwd, path))
    )
  } finally {
    signal.removeEventListener('abort', cancel)
    await vitest.close()
  }
}

/** Vitest's own temporary folder has a name that tells nobody whose it is. */
async function noteFolder(path: string): Promise<void> {
  const {noteResource} = await import('../cluster/resources.ts')
  await noteResource({type: 'folder', path})
}

function refuseReporter(error: unknown): never {
  const [, name] = /^Failed to load custom Reporter from (.+)$/.exec(error instanceof Error ? error.message : '') ?? []
  if (name === undefined) throw error
  throw new HarnessError(
    'config',
    `--reporter ${name}: Vitest has no such reporter, and no module of that name is here`
  )
}

/** The clusters of the next guide are made ahead of time, so it must be the one that was said to come next. */
class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files
  }
}

async function runPages(vitest: Vitest, files: readonly string[]): Promise<readonly unknown[]> {
  await vitest.standalone()
  const project = vitest.getRootProject()
  const specifications = files.map((file) => project.createSpecification(file))
  const {unhandledErrors, testModules} = await vitest.runTestSpecifications(specifications, true)
  return [...unhandledErrors, ...testModules.flatMap((module) => module.errors())]
}

/**
 * Vitest leaves on the first signal, before clusters could be given back; what to do about signals is the caller's business.
 *
 * @returns takes off the listeners that have been added since
 */
function rememberListeners(): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const known = new Set(signals.flatMap((signal) => process.listeners(signal)))
  return () => {
    for (const signal of signals) {
      for (const listener of process.listeners(signal)) if (!known.has(listener)) process.off(signal, listener)
    }
  }
}
