import {setImmediate} from 'node:timers/promises'
import type {Configuration} from '../../src/plan/configuration.ts'
import type {FoundPage} from './find-guides.ts'
import {openSite, type SiteFiles} from './site.ts'
import {type PageReader, pagesForTwo, startPageReader} from './start-page-reader.ts'
import {type Views, views} from './views.ts'

/** Pages, each as a view has it, in their order, and the site that they are of. */
export interface ReadPages<View extends keyof Views> {
  readonly site: SiteFiles
  readonly read: readonly Views[View][]
}

/**
 * Read and plan pages, many of them in two processes: this one begins with the first page and the other with the last,
 * until they meet.
 *
 * @param started the other process where it has been started already
 * @throws HarnessError `config` for a file that cannot be read
 */
export async function readPages<View extends keyof Views>(
  view: View,
  pages: readonly FoundPage[],
  configuration: Configuration,
  cwd: string,
  started: PageReader | null
): Promise<ReadPages<View>> {
  const read: Views[View][] = []
  /** The first of the pages that the other process has read. */
  let end = pages.length
  const other = pages.length >= pagesForTwo ? (started ?? startPageReader()) : null
  other?.read({view, pages, configuration, cwd}, ([index, page]) => {
    read[index] = page
    end = index
  })
  const site = openSite(configuration, cwd)
  try {
    for (const [index, page] of pages.entries()) {
      // Messages are received meanwhile.
      await setImmediate()
      // The other process is reading the page before the last that it sent.
      if (index === end - 1 && end < pages.length) await other?.nextPage()
      if (index >= end) break
      read[index] = views[view](page, site, configuration)
    }
    return {site, read}
  } finally {
    other?.stop()
  }
}
