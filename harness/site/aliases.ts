import {resolve} from 'node:path'
import {globSync} from 'tinyglobby'
import {readFrontMatter} from '../../src/guide/front-matter.ts'
import {frontMatterEnd} from '../../src/shortcode/scan.ts'
import {placesOfAlias} from './links.ts'

/**
 * Find where pages were before, as the `aliases` of their front matter say: paths of pages by the places of links to them.
 *
 * Of pages that claim one place, that of the first content root counts.
 *
 * @param roots content roots, relative to the working directory
 * @param sourceOf the markdown of a page, or null
 */
export function findAliases(
  roots: readonly string[],
  cwd: string,
  sourceOf: (path: string) => string | null
): ReadonlyMap<string, string> {
  const pages = new Map<string, string>()
  for (const root of roots) {
    const found = globSync('**/*.md', {cwd: resolve(cwd, root), ignore: ['**/node_modules/**']}).sort()
    for (const file of found) {
      const page = root === '.' ? file : `${root}/${file}`
      for (const alias of aliasesIn(sourceOf(page) ?? '', page)) {
        for (const place of placesOfAlias(alias, page, root, roots)) if (!pages.has(place)) pages.set(place, page)
      }
    }
  }
  return pages
}

function aliasesIn(source: string, file: string): readonly string[] {
  const lines = source.slice(0, frontMatterEnd(source)).split(/\r\n?|\n/)
  // Most pages have none, and reading YAML is what takes time.
  if (!lines.some((line) => /^["']?aliases\b/.test(line))) return []
  const language = lines[0]?.includes('+') ? 'toml' : 'yaml'
  const {aliases} = readFrontMatter(lines.slice(1, -1).join('\n'), language, {file, line: 2, column: 1}).data
  return [aliases].flat().filter((alias) => typeof alias === 'string')
}
