import {once} from 'node:events'
import {availableParallelism} from 'node:os'
import type {Configuration} from '../../src/plan/configuration.ts'
import type {FoundPage} from './find-guides.ts'
import type {ThreadInput, ThreadOutput} from './read-thread.ts'
import {openSite, type SiteFiles} from './site.ts'
import {type Views, views} from './views.ts'

/** With fewer pages, a second thread takes longer to start than it saves. */
const pagesForThread = 30

/** Pages, each as a view has it, in their order, and the site that they are of. */
export interface ReadPages<View extends keyof Views> {
  readonly site: SiteFiles
  readonly read: readonly Views[View][]
}

/**
 * Read and plan pages, many of them on two threads: each takes the next page that nobody has taken.
 *
 * @throws HarnessError `config` for a file that cannot be read
 */
export async function readPages<View extends keyof Views>(
  view: View,
  pages: readonly FoundPage[],
  configuration: Configuration,
  cwd: string
): Promise<ReadPages<View>> {
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const read: Views[View][] = []
  const thread = await startThread<View>({view, pages, configuration, cwd, taken}, ([index, page]) => {
    read[index] = page
  })
  const site = openSite(configuration, cwd)
  const readPage = (page: FoundPage): Views[View] => views[view](page, site, configuration)
  for (let index = Atomics.add(taken, 0, 1); index < pages.length; index = Atomics.add(taken, 0, 1)) {
    const page = pages[index]
    if (page !== undefined) read[index] = readPage(page)
  }
  await thread?.done
  // What a thread did not get done has an error, which is thrown again here.
  return {site, read: pages.map((page, index) => read[index] ?? readPage(page))}
}

/** A thread, once it is started; `done` resolves when it has read what it took, or ended for another reason. */
interface ReadThread {
  readonly done: Promise<void>
}

/** Start a thread where it pays. */
async function startThread<View extends keyof Views>(
  input: ThreadInput,
  receive: (output: ThreadOutput<View>) => void
): Promise<ReadThread | null> {
  const isBuilt = !import.meta.url.endsWith('.ts')
  if (!isBuilt || input.pages.length < pagesForThread || availableParallelism() < 2) return null
  const {Worker} = await import('node:worker_threads')
  const thread = new Worker(new URL('./read-thread.cjs', import.meta.url), {workerData: input})
  const done = new Promise<void>((resolve) => {
    thread.on('message', (output: ThreadOutput<View> | null) => (output === null ? resolve() : receive(output)))
  })
  // To end takes it longer than to say that it is done; its error is that of the page it was at.
  const nothing = (): void => {}
  return {done: Promise.race([done, once(thread, 'exit').then(nothing, nothing)])}
}
