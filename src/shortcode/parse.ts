import type {Root} from 'mdast'
import {GuideError} from '../errors.ts'
import {maskRange} from './document.ts'
import {indexLines, type PagePoint} from './lines.ts'
import {istioNames, type ShortcodeNames} from './names.ts'
import {pairTags, type Shortcode} from './pair.ts'
import {type MoreSyntax, makeReader} from './read.ts'
import {fail, frontMatterEnd, type Report, scanPage} from './scan.ts'
import type {PlaceOf} from './tag.ts'
import type {PageContext} from './tree.ts'

/** What a page alone does not tell. */
export interface ParseOptions extends MoreSyntax {
  /** How shortcodes behave; default: as on istio.io. */
  readonly names?: ShortcodeNames
  /** Takes the errors of shortcodes, and the page is read to its end; without it, the first is thrown. */
  readonly report?: Report
}

/**
 * Parse a page into one mdast tree of its markdown and its shortcodes, whose every position points into the page.
 *
 * @param file the page's path, for errors
 * @throws GuideError `unclosed-shortcode`, `unexpected-closing-shortcode`, `malformed-shortcode`, `excessive-markup`
 */
export function parseMarkdown(source: string, file: string, options: ParseOptions = {}): Root {
  const names = options.names ?? istioNames
  const lines = indexLines(source, file)
  const report = options.report ?? fail
  const tags = scanPage(source, lines.placeAt, names.raw, report)
  const {all, outermost} = pairTags(tags, source, names, lines.placeAt, report)

  const page: PageContext = {
    source,
    lines,
    all,
    placed: new Set(),
    mark: absentCharacter(source, lines.placeAt),
    isBlock: (shortcode) => isBlock(shortcode, source, names),
    isInline: ({opener}) => names.inline.has(opener.name)
  }
  const placeholderOf = ({index}: Shortcode): string => `${page.mark}${index}${page.mark}`
  const read = makeReader(page, options)

  const start = source.charCodeAt(0) === 0xfeff ? 1 : 0
  const document = maskRange(source, {start, end: source.length, indent: 0}, outermost, placeholderOf)
  const root: Root = {type: 'root', children: []}
  // Bodies wait their turn in a list, because recursion would end at the depth of a hostile page.
  const bodies = read(root, 0, document, frontMatterEnd(document.text))
  root.position = {start: lines.pointAt(0), end: lines.pointAt(source.length)}
  for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
    const {node, shortcode, depth} = body
    const start = shortcode.opener.end
    const end = shortcode.closer?.start ?? start
    const indent = columnsBefore(source, lines.pointAt(shortcode.opener.start))
    const document = maskRange(source, {start, end, indent}, shortcode.children, placeholderOf)
    for (const inner of read(node, depth, document)) bodies.push(inner)
    const [only, ...others] = node.children
    // As Hugo's `markdownify` does: a lone paragraph in a sentence is no paragraph.
    if (only?.type === 'paragraph' && others.length === 0 && !page.isBlock(shortcode)) node.children = only.children
  }
  return root
}

/** The columns of what stands before a point on its line; tabs stop every four. */
function columnsBefore(source: string, {offset, column}: PagePoint): number {
  let columns = 0
  // No line is indented further, though sentences are longer.
  for (const character of source.slice(offset - column + 1, Math.min(offset, offset - column + 200))) {
    columns += character === '\t' ? 4 - (columns % 4) : 1
  }
  return columns
}

/** A pair is a block unless it is part of a sentence; one that no name list knows, where both its tags stand alone. */
function isBlock({type, opener, closer}: Shortcode, source: string, names: ShortcodeNames): boolean {
  if (closer === null) return type === 'leaf' && names.block.has(opener.name)
  if (names.inline.has(opener.name)) return false
  if (names.paired.has(opener.name) || names.raw.has(opener.name)) return true
  const body = source.slice(opener.end, closer.start)
  return /^[ \t]*[\r\n]/.test(body) && /[\r\n][ \t]*$/.test(body.slice(-200))
}

/** Where Unicode has characters for private use. V8 keeps a text of Latin-1 in half the room, so those come first. */
const privateUse = [
  [0x91, 0x92],
  [0xe000, 0xf8ff]
] as const

/**
 * A character for placeholders: one for private use, to which markdown gives no meaning.
 *
 * @throws GuideError `excessive-markup` for a page that uses every one of them
 */
function absentCharacter(source: string, placeOf: PlaceOf): string {
  for (const [first, last] of privateUse) {
    if (!source.includes(String.fromCharCode(first))) return String.fromCharCode(first)
    const used = new Set(source)
    for (let code = first + 1; code <= last; code++) {
      const character = String.fromCharCode(code)
      if (!used.has(character)) return character
    }
  }
  throw new GuideError('excessive-markup', placeOf(0), {
    found: '\uF8FF',
    expected: 'a page that leaves a character of the private use area unused'
  })
}
