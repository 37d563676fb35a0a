import {statSync} from 'node:fs'
import {relative, resolve} from 'node:path'
import {glob} from 'tinyglobby'
import {HarnessError} from '../../src/errors.ts'

/** A page that was asked for: by its own name, or because a folder or glob holds it. */
export interface FoundPage {
  /** Relative to the working directory, with `/`. */
  readonly path: string
  readonly named: boolean
}

/**
 * Find the pages that files, folders and globs mean, in the order of the arguments, each once.
 *
 * @throws HarnessError `config` where an argument means no page
 */
export async function findPages(args: readonly string[], cwd: string): Promise<readonly FoundPage[]> {
  const found = new Map<string, FoundPage>()
  for (const arg of args) {
    for (const page of await expand(arg, cwd)) if (!found.has(page.path)) found.set(page.path, page)
  }
  return [...found.values()]
}

async function expand(arg: string, cwd: string): Promise<readonly FoundPage[]> {
  const absolute = resolve(cwd, arg)
  const stats = statSync(absolute, {throwIfNoEntry: false})
  const named = stats?.isFile() ?? false
  const paths = named
    ? [absolute]
    : await pagesIn(stats?.isDirectory() ? '**/*.md' : arg, stats?.isDirectory() ? absolute : cwd)
  if (paths.length === 0) {
    const reason = stats === undefined ? 'no such file or folder' : 'no markdown page in it'
    throw new HarnessError('config', `${arg}: ${reason}; name a page, a folder or a glob`)
  }
  return paths.map((path) => ({path: relative(cwd, path).replaceAll('\\', '/'), named}))
}

async function pagesIn(pattern: string, cwd: string): Promise<readonly string[]> {
  const paths = await glob(pattern, {cwd, absolute: true, ignore: ['**/node_modules/**'], expandDirectories: false})
  return paths.filter((path) => path.endsWith('.md')).sort()
}
