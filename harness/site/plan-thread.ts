import {parentPort, workerData} from 'node:worker_threads'
import type {Configuration} from '../../src/plan/configuration.ts'
import type {FoundPage} from './find-guides.ts'
import {type PlannedPage, planPage} from './plan-page.ts'
import {openSite} from './site.ts'

/** What a thread needs to plan pages. */
export interface ThreadInput {
  readonly pages: readonly FoundPage[]
  readonly configuration: Configuration
  readonly cwd: string
  /** How many pages are taken; shared between threads. */
  readonly taken: Int32Array
}

/** A page that a thread has planned, by its index; null follows the last one. */
export type ThreadOutput = readonly [index: number, page: PlannedPage]

const {pages, configuration, cwd, taken} = workerData as ThreadInput
const site = openSite(configuration, cwd)
for (let index = Atomics.add(taken, 0, 1); index < pages.length; index = Atomics.add(taken, 0, 1)) {
  const page = pages[index]
  if (page !== undefined) parentPort?.postMessage([index, planPage(page, site, configuration)] satisfies ThreadOutput)
}
parentPort?.postMessage(null)
