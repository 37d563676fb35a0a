import {existsSync, readFileSync, statSync} from 'node:fs'
import {join, posix, relative, resolve} from 'node:path'
import {FAILSAFE_SCHEMA, loadAll} from 'js-yaml'
import {HarnessError} from '../../src/errors.ts'
import type {Guide} from '../../src/guide/guide.ts'
import {parseGuide} from '../../src/guide/parse.ts'
import type {Configuration} from '../../src/plan/configuration.ts'
import type {Site} from '../../src/plan/site.ts'
import {siteVariable} from '../../src/plan/site-variables.ts'
import {findAliases} from './aliases.ts'
import {filesAt, placesOfLink} from './links.ts'

/** The files of a documentation site, with every page read once. */
export interface SiteFiles extends Site {
  /** A page's markdown, or null where there is none. */
  readonly source: (path: string) => string | null
  /** The absolute path of the release that pages are about, or null where it is not here. */
  readonly releaseFolder: string | null
}

/**
 * Open the site that a configuration describes.
 *
 * @param cwd the working directory, absolute; page paths are relative to it
 * @param instead texts of files that are taken for those on disk, by path; null for files that are taken as absent
 */
export function openSite(
  configuration: Configuration,
  cwd: string,
  instead: ReadonlyMap<string, string | null> = new Map()
): SiteFiles {
  const sources = new Map<string, string | null>()
  const guides = new Map<string, Guide | null>()
  const roots = configuration.content ?? []
  const release = configuration.release === undefined ? null : resolve(cwd, configuration.release)
  const releaseFolder = release !== null && existsSync(release) ? release : null
  const dataFile = configuration.data ?? 'data/args.yml'
  let data: Readonly<Record<string, unknown>> | undefined
  let aliases: ReadonlyMap<string, string> | undefined

  const read = (path: string): string | null => {
    const text = instead.get(path)
    return text === undefined ? readPage(resolve(cwd, path)) : text
  }

  function source(path: string): string | null {
    const known = sources.get(path)
    if (known !== undefined) return known
    const text = read(path)
    sources.set(path, text)
    return text
  }

  function guide(path: string): Guide | null {
    const known = guides.get(path)
    if (known !== undefined) return known
    const text = source(path)
    const read = text === null ? null : parseGuide(text, path, {preset: configuration.preset ?? 'istio'})
    guides.set(path, read)
    return read
  }

  const isPage = (path: string): boolean => {
    const text = instead.get(path)
    return text === undefined ? sources.get(path) != null || isFile(resolve(cwd, path)) : text !== null
  }

  function resolveLink(link: string, from: string): string | null {
    const places = placesOfLink(link, from, roots)
    const page = places.flatMap(filesAt).find(isPage)
    if (page !== undefined) return page
    // All pages of the site are read for it, which hardly any site needs.
    aliases ??= findAliases(roots, cwd, source)
    return places.map((place) => aliases?.get(place)).find((aliased) => aliased !== undefined) ?? null
  }

  return {
    source,
    guide,
    resolveLink,
    resolveInclusion: (name, from) => inclusionCandidates(name, from, roots).find(isPage) ?? null,
    variable: (name) => {
      data ??= readData(read(dataFile), dataFile)
      return siteVariable(name, data)
    },
    hasSample: (path) => (releaseFolder === null ? null : existsSync(join(releaseFolder, path))),
    release: release === null ? 'a release (set `release` or ISTIO_HOME)' : relative(cwd, release) || release,
    releaseFolder
  }
}

function inclusionCandidates(name: string, from: string, roots: readonly string[]): readonly string[] {
  const file = name.endsWith('.md') ? name : `${name}.md`
  const folders = roots.flatMap((root) => [posix.join(root, 'boilerplates'), posix.join(root, 'includes'), root])
  return [...folders, posix.dirname(from)].map((folder) => posix.join(folder, file))
}

function isFile(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isFile() ?? false
}

function readPage(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null
    throw new HarnessError('config', `${path}: cannot be read: ${(error as Error).message}`, {cause: error})
  }
}

function readData(text: string | null, path: string): Readonly<Record<string, unknown>> {
  if (text === null) return {}
  try {
    // Versions such as 1.10 must not become numbers.
    const data: unknown = loadAll(text, {schema: FAILSAFE_SCHEMA})[0]
    return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {}
  } catch (error) {
    throw new HarnessError('config', `${path}: cannot be read: ${(error as Error).message}`, {cause: error})
  }
}
