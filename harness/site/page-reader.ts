import {setImmediate} from 'node:timers/promises'
import type {Configuration} from '../../src/plan/configuration.ts'
import {setUpV8} from '../v8-settings.ts'
import type {FoundPage} from './find-guides.ts'
import type {Views} from './views.ts'

/*
 * A program that `start-page-reader.ts` runs: it is told of pages by a message, and answers with a message for each.
 */

/** What it needs to read pages. */
export interface PageReaderInput {
  readonly view: keyof Views
  readonly pages: readonly FoundPage[]
  readonly configuration: Configuration
  readonly cwd: string
}

/** A page that it has read, by its index. */
export type PageReaderOutput<View extends keyof Views> = readonly [index: number, page: Views[View]]

process.once('message', readBackwards)
const ready = getReady()

/** Load what reads pages, before it is known which. */
async function getReady(): Promise<
  Pick<typeof import('./site.ts') & typeof import('./views.ts'), 'openSite' | 'views'>
> {
  // Node has its own bytecode without these settings only, and the bundle of what reads pages with them only.
  setUpV8()
  const {openSite} = await import('./site.ts')
  const {views} = await import('./views.ts')
  return {openSite, views}
}

/** Read from the last page on, as long as somebody listens. */
async function readBackwards({view, pages, configuration, cwd}: PageReaderInput): Promise<void> {
  const {openSite, views} = await ready
  const site = openSite(configuration, cwd)
  for (const [index, page] of [...pages.entries()].reverse()) {
    if (!process.connected) break
    process.send?.([index, views[view](page, site, configuration)] satisfies PageReaderOutput<keyof Views>)
    await setImmediate()
  }
}
