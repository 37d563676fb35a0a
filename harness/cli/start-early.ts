import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {type PageReader, pagesForTwo, startPageReader} from '../site/start-page-reader.ts'

/** How many folders are looked into at most: to find out must not take longer than to start too late. */
const folders = 50

/**
 * Run a command with another process for its pages, started before what reads pages is loaded where folders seem to have so
 * many that it will be wanted.
 */
export async function withPageReader(
  args: readonly string[],
  command: (reader: PageReader | null) => Promise<void>
): Promise<void> {
  const reader = haveManyPages(args) ? startPageReader() : null
  try {
    await command(reader)
  } finally {
    reader?.stop()
  }
}

/** Whether files and folders have enough pages for two processes; globs and the configuration are looked at later. */
function haveManyPages(args: readonly string[]): boolean {
  let pages = 0
  const queue = args.length > 0 ? [...args] : ['.']
  for (let index = 0; index < Math.min(queue.length, folders) && pages < pagesForTwo; index++) {
    const path = queue[index] ?? '.'
    if (path.endsWith('.md')) pages++
    else
      for (const entry of entriesOf(path)) {
        if (entry.name.endsWith('.md')) pages++
        else if (entry.isDirectory() && !/^(?:\.|node_modules$)/.test(entry.name)) queue.push(join(path, entry.name))
      }
  }
  return pages >= pagesForTwo
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, {withFileTypes: true})
  } catch {
    return []
  }
}
