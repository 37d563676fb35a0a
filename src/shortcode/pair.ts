import {GuideError} from '../errors.ts'
import type {ShortcodeNames} from './names.ts'
import {fail, isInline, type Report, unclosed} from './scan.ts'
import type {PlaceOf, Tag} from './tag.ts'

/** A shortcode of a page: one tag, or an opener with its closer and what stands between them. */
export interface Shortcode {
  readonly type: 'container' | 'raw' | 'leaf' | 'escaped'
  readonly opener: Tag
  readonly closer: Tag | null
  /** Its place in the list of all, by which placeholders refer to it. */
  readonly index: number
  /** Directly inside a container, in order. */
  readonly children: readonly Shortcode[]
  /** How many containers there are from here inwards along the deepest path. */
  readonly depth: number
}

/** No page nests shortcodes this deep, and what walks trees may recurse. */
const maximumDepth = 100

/**
 * Pair openers with closers; an opener without one is void, unless its name says that it is paired.
 *
 * Where errors are reported and not thrown, a closer that fits nothing is prose, and an opener that lacks its closer void.
 *
 * @param report takes each error; throws it, unless the page is to be read to its end
 * @returns every shortcode by its `index`, and those that stand in no other
 * @throws GuideError `unclosed-shortcode`, `unexpected-closing-shortcode`, `excessive-markup`
 */
export function pairTags(
  tags: readonly Tag[],
  source: string,
  names: ShortcodeNames,
  placeOf: PlaceOf,
  report: Report = fail
): {readonly all: readonly Shortcode[]; readonly outermost: readonly Shortcode[]} {
  const all: Shortcode[] = []
  // What the innermost open tag holds stands behind it in one list, so that a closer moves each shortcode only once.
  const outermost: Shortcode[] = []
  const open: {readonly shortcode: Shortcode; readonly at: number}[] = []
  const openByName = new Map<string, number[]>()
  const closersAhead = countClosers(tags)
  /** Closers whose openers are reported already, by name. */
  const forgiven = new Map<string, number>()
  const textOf = ({opener}: Shortcode): string => source.slice(opener.start, opener.end)

  /** Names of tags that cannot be read: which others of that name they open or close is not known. */
  const unsure = new Set(tags.flatMap(({type, name}) => (type === 'unread' ? [name] : [])))
  const complain = (name: string, error: GuideError): void => {
    if (!unsure.has(name) && !unsure.has('')) report(error)
  }

  for (const tag of tags) {
    if (tag.type === 'unread') continue
    if (tag.type !== 'close') {
      const type = tag.type === 'escaped' ? 'escaped' : 'leaf'
      const shortcode: Shortcode = {type, opener: tag, closer: null, index: all.length, children: [], depth: 0}
      if (tag.type === 'open') {
        const positions = openByName.get(tag.name)
        if (positions === undefined) openByName.set(tag.name, [open.length])
        else positions.push(open.length)
        open.push({shortcode, at: outermost.length})
      }
      all.push(shortcode)
      outermost.push(shortcode)
      continue
    }

    closersAhead.set(tag.name, (closersAhead.get(tag.name) ?? 0) - 1)
    const position = openByName.get(tag.name)?.at(-1)
    const opener = position === undefined ? undefined : open[position]
    if (position === undefined || opener === undefined) {
      const count = forgiven.get(tag.name) ?? 0
      if (count > 0) forgiven.set(tag.name, count - 1)
      else complain(tag.name, unexpected(source, tag, placeOf))
      continue
    }
    for (const {shortcode} of open.splice(position)) {
      openByName.get(shortcode.opener.name)?.pop()
      const {name, start} = shortcode.opener
      if (shortcode === opener.shortcode || !names.paired.has(name)) continue
      if (!closersAhead.get(name)) {
        complain(name, unclosed(source, shortcode.opener, placeOf))
        continue
      }
      forgiven.set(name, (forgiven.get(name) ?? 0) + 1)
      const expected = `close \`${textOf(shortcode)}\` of line ${placeOf(start).line} first`
      complain(name, unexpected(source, tag, placeOf, expected))
    }

    const children = outermost.splice(opener.at + 1)
    const type = names.raw.has(tag.name) || isInline(tag.name) ? 'raw' : 'container'
    const depth = children.reduce((deepest, child) => Math.max(deepest, child.depth), 0) + 1
    if (depth > maximumDepth) {
      throw new GuideError('excessive-markup', placeOf(opener.shortcode.opener.start), {
        found: textOf(opener.shortcode),
        expected: `at most ${maximumDepth} shortcodes inside each other`
      })
    }
    const pair: Shortcode = {...opener.shortcode, type, closer: tag, children, depth}
    all[pair.index] = pair
    outermost[opener.at] = pair
  }

  for (const {opener} of open.map(({shortcode}) => shortcode)) {
    if (names.paired.has(opener.name)) complain(opener.name, unclosed(source, opener, placeOf))
  }
  return {all, outermost}
}

function unexpected(source: string, tag: Tag, placeOf: PlaceOf, expected?: string): GuideError {
  const opener = `{{${tag.delimiter} ${tag.name} ${tag.delimiter === '<' ? '>' : '%'}}}`
  return new GuideError('unexpected-closing-shortcode', placeOf(tag.start), {
    found: source.slice(tag.start, tag.end),
    expected: expected ?? `remove it, or add \`${opener}\` before it`
  })
}

function countClosers(tags: readonly Tag[]): Map<string, number> {
  const count = new Map<string, number>()
  for (const tag of tags) if (tag.type === 'close') count.set(tag.name, (count.get(tag.name) ?? 0) + 1)
  return count
}
