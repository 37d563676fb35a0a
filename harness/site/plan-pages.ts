import {once} from 'node:events'
import {availableParallelism} from 'node:os'
import type {Configuration} from '../../src/plan/configuration.ts'
import type {FoundPage} from './find-guides.ts'
import {type PlannedPage, planPage} from './plan-page.ts'
import type {ThreadInput, ThreadOutput} from './plan-thread.ts'
import {openSite, type SiteFiles} from './site.ts'

/** With fewer pages, a second thread takes longer to start than it saves. */
const pagesForThread = 30

/** Pages, planned in their order, and the site that they are of. */
export interface PlannedPages {
  readonly site: SiteFiles
  readonly planned: readonly PlannedPage[]
}

/**
 * Plan pages, many of them on two threads: each takes the next page that nobody has taken.
 *
 * @throws HarnessError `config` for a file that cannot be read
 */
export async function planPages(
  pages: readonly FoundPage[],
  configuration: Configuration,
  cwd: string
): Promise<PlannedPages> {
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const planned: PlannedPage[] = []
  const thread = await startThread({pages, configuration, cwd, taken}, ([index, page]) => {
    planned[index] = page
  })
  const site = openSite(configuration, cwd)
  for (let index = Atomics.add(taken, 0, 1); index < pages.length; index = Atomics.add(taken, 0, 1)) {
    const page = pages[index]
    if (page !== undefined) planned[index] = planPage(page, site, configuration)
  }
  await thread?.done
  // What a thread did not get done has an error, which is thrown again here.
  return {site, planned: pages.map((page, index) => planned[index] ?? planPage(page, site, configuration))}
}

/** A thread, once it is started; `done` resolves when it has planned what it took, or ended for another reason. */
interface PlanThread {
  readonly done: Promise<void>
}

/** Start a thread where it pays. */
async function startThread(input: ThreadInput, receive: (output: ThreadOutput) => void): Promise<PlanThread | null> {
  const isBuilt = !import.meta.url.endsWith('.ts')
  if (!isBuilt || input.pages.length < pagesForThread || availableParallelism() < 2) return null
  const {Worker} = await import('node:worker_threads')
  const thread = new Worker(new URL('./plan-thread.cjs', import.meta.url), {workerData: input})
  const done = new Promise<void>((resolve) => {
    thread.on('message', (output: ThreadOutput | null) => (output === null ? resolve() : receive(output)))
  })
  // To end takes it longer than to say that it is done; its error is that of the page it was at.
  const nothing = (): void => {}
  return {done: Promise.race([done, once(thread, 'exit').then(nothing, nothing)])}
}
