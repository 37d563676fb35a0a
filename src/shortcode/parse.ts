import type {Root} from 'mdast'
import {fromMarkdown, type Extension as MdastExtension, type Options} from 'mdast-util-from-markdown'
import {frontmatterFromMarkdown} from 'mdast-util-frontmatter'
import {gfmTableFromMarkdown} from 'mdast-util-gfm-table'
import {frontmatter} from 'micromark-extension-frontmatter'
import {gfmTable} from 'micromark-extension-gfm-table'
import type {Extension} from 'micromark-util-types'
import {GuideError} from '../errors.ts'
import {type MaskedDocument, maskRange} from './document.ts'
import {indexLines, type PagePoint} from './lines.ts'
import {meteredSyntax} from './meter.ts'
import {istioNames, type ShortcodeNames} from './names.ts'
import {pairTags, type Shortcode} from './pair.ts'
import {scanPage} from './scan.ts'
import {placeholderNodes, placeholderSyntax} from './syntax.ts'
import type {PlaceOf} from './tag.ts'
import {type PageContext, restoreTree} from './tree.ts'

/** What a page alone does not tell. */
export interface ParseOptions {
  /** How shortcodes behave; default: as on istio.io. */
  readonly names?: ShortcodeNames
  /** More syntax, for micromark and for the tree. */
  readonly extensions?: readonly Extension[]
  readonly mdastExtensions?: readonly (MdastExtension | MdastExtension[])[]
}

/** A tenth of a second for the smallest page, and a second for each megabyte, on a machine of today. */
const workLimit = 1e7
const workLimitPerCharacter = 100

/**
 * Parse a page into one mdast tree of its markdown and its shortcodes, whose every position points into the page.
 *
 * @param file the page's path, for errors
 * @throws GuideError `unclosed-shortcode`, `unexpected-closing-shortcode`, `malformed-shortcode`, `excessive-markup`
 */
export function parseMarkdown(source: string, file: string, options: ParseOptions = {}): Root {
  const names = options.names ?? istioNames
  const lines = indexLines(source, file)
  const tags = scanPage(source, lines.placeAt, names.raw)
  const {all, outermost} = pairTags(tags, source, names, lines.placeAt)

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
  const syntax = [...(options.extensions ?? []), gfmTable(), placeholderSyntax(page)]
  const metered = (document: MaskedDocument): Extension =>
    meteredSyntax(workLimit + workLimitPerCharacter * document.text.length, (offset) => {
      const start = document.startInPage(offset)
      const found = source.slice(start, start + 20).split(/[\r\n]/, 1)[0] ?? ''
      const expected = 'a page whose markup pairs up, and nests little'
      throw new GuideError('excessive-markup', lines.placeAt(start), {found, expected})
    })
  const nodes = [...(options.mdastExtensions ?? []), gfmTableFromMarkdown(), placeholderNodes]

  const start = source.charCodeAt(0) === 0xfeff ? 1 : 0
  const document = maskRange(source, {start, end: source.length, indent: 0}, outermost, placeholderOf)
  const root = parse(document.text, {
    extensions: [frontmatter(['yaml', 'toml']), ...syntax, metered(document)],
    mdastExtensions: [frontmatterFromMarkdown(['yaml', 'toml']), ...nodes]
  })
  root.position = {start: lines.pointAt(0), end: lines.pointAt(source.length)}
  // Bodies wait their turn in a list, because recursion would end at the depth of a hostile page.
  const bodies = restoreTree(root, 0, document, page)
  for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
    const {node, shortcode, depth} = body
    const start = shortcode.opener.end
    const end = shortcode.closer?.start ?? start
    const indent = columnsBefore(source, lines.pointAt(shortcode.opener.start))
    const document = maskRange(source, {start, end, indent}, shortcode.children, placeholderOf)
    const tree = parse(document.text, {extensions: [...syntax, metered(document)], mdastExtensions: nodes})
    bodies.push(...restoreTree(tree, depth, document, page))
    const [only, ...others] = tree.children
    // As Hugo's `markdownify` does: a lone paragraph in a sentence is no paragraph.
    const isPhrase = only?.type === 'paragraph' && others.length === 0 && !page.isBlock(shortcode)
    node.children = isPhrase ? only.children : tree.children
  }
  return root
}

/** The columns of what stands before a point on its line; tabs stop every four. */
function columnsBefore(source: string, {offset, column}: PagePoint): number {
  let columns = 0
  for (const character of source.slice(offset - column + 1, offset)) {
    columns += character === '\t' ? 4 - (columns % 4) : 1
  }
  return columns
}

/** Micromark drops one byte order mark without counting it: so it gets one to drop. */
function parse(text: string, options: Options): Root {
  return fromMarkdown(`\uFEFF${text}`, options)
}

/** A pair is a block unless it is part of a sentence; one that no name list knows, where both its tags stand alone. */
function isBlock({type, opener, closer}: Shortcode, source: string, names: ShortcodeNames): boolean {
  if (closer === null) return type === 'leaf' && names.block.has(opener.name)
  if (names.inline.has(opener.name)) return false
  if (names.paired.has(opener.name) || names.raw.has(opener.name)) return true
  const body = source.slice(opener.end, closer.start)
  return /^[ \t]*[\r\n]/.test(body) && /[\r\n][ \t]*$/.test(body.slice(-200))
}

/**
 * A character for placeholders: of the private use area, to which markdown gives no meaning.
 *
 * @throws GuideError `excessive-markup` for a page that uses every one of them
 */
function absentCharacter(source: string, placeOf: PlaceOf): string {
  const first = 0xe000
  const last = 0xf8ff
  if (!source.includes(String.fromCharCode(first))) return String.fromCharCode(first)
  const used = new Set(source)
  for (let code = first + 1; code <= last; code++) {
    const character = String.fromCharCode(code)
    if (!used.has(character)) return character
  }
  throw new GuideError('excessive-markup', placeOf(0), {
    found: String.fromCharCode(last),
    expected: 'a page that leaves a character of the private use area unused'
  })
}
