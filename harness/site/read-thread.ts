import {parentPort, workerData} from 'node:worker_threads'
import type {Configuration} from '../../src/plan/configuration.ts'
import type {FoundPage} from './find-guides.ts'
import {openSite} from './site.ts'
import {type Views, views} from './views.ts'

/** What a thread needs to read pages. */
export interface ThreadInput {
  readonly view: keyof Views
  readonly pages: readonly FoundPage[]
  readonly configuration: Configuration
  readonly cwd: string
  /** How many pages are taken; shared between threads. */
  readonly taken: Int32Array
}

/** A page that a thread has read, by its index; null follows the last one. */
export type ThreadOutput<View extends keyof Views> = readonly [index: number, page: Views[View]]

const {view, pages, configuration, cwd, taken} = workerData as ThreadInput
const site = openSite(configuration, cwd)
for (let index = Atomics.add(taken, 0, 1); index < pages.length; index = Atomics.add(taken, 0, 1)) {
  const page = pages[index]
  if (page === undefined) continue
  parentPort?.postMessage([index, views[view](page, site, configuration)] satisfies ThreadOutput<keyof Views>)
}
parentPort?.postMessage(null)
