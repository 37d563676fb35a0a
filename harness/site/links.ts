import {basename, posix} from 'node:path'

/**
 * Where the page of a link may lie, best first, as paths without the page's file name.
 *
 * Site links (`/docs/…`) lie below a content root; others are resolved as Hugo does, against the page's address.
 *
 * @param from path of the page that has the link
 * @param roots folders in which site links are looked up
 */
export function placesOfLink(link: string, from: string, roots: readonly string[]): readonly string[] {
  const path = withoutEnd(decode(link.replace(/[?#].*$/, '')))
  if (path.startsWith('/')) return roots.map((root) => posix.join(root, path))
  return [posix.join(addressOf(from), path), posix.join(posix.dirname(from), path)]
}

/** The files that may hold the page of a place: as Hugo lays out pages, leaf bundles and sections. */
export function filesAt(place: string): readonly string[] {
  return place.endsWith('.md') ? [place] : [`${place}.md`, `${place}/index.md`, `${place}/_index.md`]
}

/**
 * Where the page of an alias was before, as places of links.
 *
 * Aliases that begin with `/` count from the site's root, or from that of the page's language; others from the folder
 * that the page's address is in.
 *
 * @param page path of the page that has the alias
 * @param root the content root that the page was found in
 */
export function placesOfAlias(alias: string, page: string, root: string, roots: readonly string[]): readonly string[] {
  const path = withoutEnd(alias.trim())
  if (!path.startsWith('/')) return [posix.join(addressOf(page), '..', path)]
  const [language = ''] = posix.relative(root, page).split('/')
  return [...roots, posix.join(root, language)].map((folder) => posix.join(folder, path))
}

/** A page's address is its folder only for a bundle. */
function addressOf(page: string): string {
  return /^_?index\./.test(basename(page)) ? posix.dirname(page) : page.replace(/\.md$/, '')
}

function withoutEnd(path: string): string {
  return path.replace(/(\/|\.html|\/index\.html)$/, '')
}

/** What is no valid escape means itself. */
function decode(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
