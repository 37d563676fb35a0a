import {dirname, extname, join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Plugin} from 'vitest/config'
import {escapeRegExp} from './escape-regexp.ts'

/** Where the modules that run in workers lie, and with which extension: built or as TypeScript. */
const here = fileURLToPath(import.meta.url)

/** The module that defines a guide's tests. */
export const workerModule: string = join(dirname(here), `worker${extname(here)}`)

/**
 * What workers load without Vite, which would transform a hundred modules for them: all that is built.
 *
 * Of a package in `node_modules`, Vitest does so anyway; it takes strings for names of such packages.
 */
export const loadedByNode: readonly RegExp[] =
  extname(here) === '.js' ? [new RegExp(`^${escapeRegExp(workerModule)}$`)] : []

/**
 * Turn the pages of guides into test files.
 *
 * @param moduleOf the source of the test file of a page, or null for a page that is none; see `guideModule`
 * @param cwd that the paths of pages are relative to
 */
export function guidePages(moduleOf: (path: string) => string | null, cwd: string): Plugin {
  return {
    name: 'guiderail:pages',
    enforce: 'pre',
    // A query, as in `page.md?raw`, asks for something else than the test file.
    load: (id) => (id.endsWith('.md') ? moduleOf(relative(cwd, id).replaceAll('\\', '/')) : null)
  }
}
