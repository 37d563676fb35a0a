import {availableParallelism} from 'node:os'
import {extname} from 'node:path'
import {Worker} from 'node:worker_threads'
import {HarnessError} from '../../src/errors.ts'
import type {Configuration} from '../../src/plan/configuration.ts'
import type {Site} from '../../src/plan/site.ts'
import type {FoundPage} from './find-guides.ts'
import {type PlannedPage, planPage} from './plan-page.ts'

/** What a planning thread is given, as structured clones. */
export interface PlanningTask {
  readonly pages: readonly FoundPage[]
  readonly configuration: Configuration
  readonly cwd: string
}

/** With fewer pages than this for each, starting a thread takes longer than it saves. */
const pagesPerThread = 25

/**
 * Plan pages, in their order; those of large sites in as many threads as there are cores, because each stands alone.
 *
 * @throws HarnessError where a file of the site cannot be read
 */
export async function planPages(
  pages: readonly FoundPage[],
  site: Site,
  configuration: Configuration,
  cwd: string
): Promise<readonly PlannedPage[]> {
  const threads = Math.min(availableParallelism(), Math.floor(pages.length / pagesPerThread))
  if (threads < 2) return pages.map((page) => planPage(page, site, configuration))
  // Dealt out in turn, since neighbours in a folder tend to be of one size.
  const parts = Array.from({length: threads}, (_, thread) => pages.filter((_, index) => index % threads === thread))
  const others = parts.slice(1).map((part) => planInThread({pages: part, configuration, cwd}))
  const own = (parts[0] ?? []).map((page) => planPage(page, site, configuration))
  const planned = [own, ...(await Promise.all(others))]
  return pages.flatMap((_, index) => planned[index % threads]?.[Math.floor(index / threads)] ?? [])
}

function planInThread(task: PlanningTask): Promise<readonly PlannedPage[]> {
  const module = new URL(`./plan-thread${extname(import.meta.url)}`, import.meta.url)
  const worker = new Worker(module, {workerData: task})
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', (error: Error) => reject(new HarnessError('config', error.message, {cause: error})))
  })
}
