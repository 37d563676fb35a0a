import picomatch from 'picomatch'
import type {Block} from '../guide/guide.ts'
import type {
  BlockConfiguration,
  ClusterConfiguration,
  Configuration,
  PageConfiguration,
  Prerequisites
} from './configuration.ts'

/** What configuration says about one page, all matching entries merged. */
export interface PageSettings {
  readonly clusters: readonly ClusterConfiguration[] | null
  /** Pages that run after it. */
  readonly afterwards: readonly string[]
  readonly prerequisites: Prerequisites
  readonly tabs: readonly string[]
  readonly variables: Readonly<Record<string, string>>
  readonly anyVersion: boolean
  readonly failOnLeak: boolean
  readonly blocks: Readonly<Record<string, BlockConfiguration>>
  /** Ids that an entry for this very page names, and that it therefore must have. */
  readonly namedBlocks: readonly string[]
}

/** Merge what configuration says about a page; later entries win, block by block. */
export function settingsFor(configuration: Configuration, path: string): PageSettings {
  const matching = Object.entries(configuration.pages ?? {}).filter(([pattern]) => matchesPage(pattern, path))
  const entries = matching.map(([, entry]) => entry)
  const blocks: Record<string, BlockConfiguration> = {}
  for (const entry of entries) {
    for (const [id, block] of Object.entries(entry.blocks ?? {})) blocks[id] = {...blocks[id], ...block}
  }
  return {
    clusters: last(entries, 'clusters') ?? null,
    afterwards: last(entries, 'then') ?? [],
    prerequisites: Object.assign({}, configuration.prerequisites, ...entries.map((entry) => entry.prerequisites ?? {})),
    tabs: last(entries, 'tabs') ?? configuration.tabs ?? [],
    variables: Object.assign({}, configuration.variables, ...entries.map((entry) => entry.variables ?? {})),
    anyVersion: last(entries, 'anyVersion') ?? false,
    failOnLeak: last(entries, 'failOnLeak') ?? false,
    blocks,
    namedBlocks: matching
      .filter(([pattern]) => pattern === path)
      .flatMap(([, entry]) => Object.keys(entry.blocks ?? {}))
  }
}

/**
 * Find what configuration says about single blocks of a page and of those that it includes.
 *
 * What the entry of an included page says of its block holds on every page, and that of the including page wins.
 */
export function findBlockSettings(configuration: Configuration, path: string): (block: Block) => BlockConfiguration {
  const known = new Map<string, PageSettings['blocks']>()
  const blocksOf = (page: string): PageSettings['blocks'] => {
    const blocks = known.get(page) ?? settingsFor(configuration, page).blocks
    known.set(page, blocks)
    return blocks
  }
  return ({page, id}) => ({...blocksOf(page)[id], ...blocksOf(path)[id]})
}

/** Tell whether a path or glob of `pages` means a page. */
function matchesPage(pattern: string, path: string): boolean {
  // Pages may lie above the configuration (`../shared/page.md`); globs never match `..`.
  const plain = (text: string): string => text.replace(/^(\.{1,2}\/)+/, '')
  return pattern === path || picomatch.isMatch(plain(path), plain(pattern))
}

function last<Key extends keyof PageConfiguration>(
  entries: readonly PageConfiguration[],
  key: Key
): PageConfiguration[Key] | undefined {
  return entries.findLast((entry) => entry[key] !== undefined)?.[key]
}
