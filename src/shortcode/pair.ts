import {GuideError} from '../errors.ts'
import type {ShortcodeNames} from './names.ts'
import {isInline, unclosed} from './scan.ts'
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
 * @returns every shortcode by its `index`, and those that stand in no other
 * @throws GuideError `unclosed-shortcode`, `unexpected-closing-shortcode`, `excessive-markup`
 */
export function pairTags(
  tags: readonly Tag[],
  source: string,
  names: ShortcodeNames,
  placeOf: PlaceOf
): {readonly all: readonly Shortcode[]; readonly outermost: readonly Shortcode[]} {
  const all: Shortcode[] = []
  // What the innermost open tag holds stands behind it in one list, so that a closer moves each shortcode only once.
  const outermost: Shortcode[] = []
  const open: {readonly shortcode: Shortcode; readonly at: number}[] = []
  const openByName = new Map<string, number[]>()
  const closersAhead = countClosers(tags)
  const textOf = ({opener}: Shortcode): string => source.slice(opener.start, opener.end)

  for (const tag of tags) {
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
      throw new GuideError('unexpected-closing-shortcode', placeOf(tag.start), {
        found: source.slice(tag.start, tag.end),
        expected: `remove it, or add \`{{${tag.delimiter} ${tag.name} ${tag.delimiter === '<' ? '>' : '%'}}}\` before it`
      })
    }
    for (const {shortcode} of open.splice(position)) {
      openByName.get(shortcode.opener.name)?.pop()
      if (shortcode === opener.shortcode || !names.paired.has(shortcode.opener.name)) continue
      throw closersAhead.get(shortcode.opener.name)
        ? new GuideError('unexpected-closing-shortcode', placeOf(tag.start), {
            found: source.slice(tag.start, tag.end),
            expected: `close \`${textOf(shortcode)}\` of line ${placeOf(shortcode.opener.start).line} first`
          })
        : unclosed(source, shortcode.opener, placeOf)
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

  const forgotten = open.find(({shortcode}) => names.paired.has(shortcode.opener.name))
  if (forgotten !== undefined) throw unclosed(source, forgotten.shortcode.opener, placeOf)
  return {all, outermost}
}

function countClosers(tags: readonly Tag[]): Map<string, number> {
  const count = new Map<string, number>()
  for (const tag of tags) if (tag.type === 'close') count.set(tag.name, (count.get(tag.name) ?? 0) + 1)
  return count
}
