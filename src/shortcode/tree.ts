import type {Paragraph} from 'mdast'
import type {Node, Parent} from 'unist'
import {GuideError} from '../errors.ts'
import type {MaskedDocument} from './document.ts'
import {type Lines, searchInOrder} from './lines.ts'
import type {ContainerShortcode, ShortcodeNode} from './nodes.ts'
import type {Shortcode} from './pair.ts'
import {shownText} from './scan.ts'
import {splitParagraph, standsAlone} from './split.ts'

/** A page whose trees are put together. */
export interface PageContext {
  readonly source: string
  readonly lines: Lines
  /** Every shortcode, by its index. */
  readonly all: readonly Shortcode[]
  /** What placeholders begin and end with. */
  readonly mark: string
  /** Whether it is a block where it stands alone on its lines, even next to prose. */
  readonly isBlock: (shortcode: Shortcode) => boolean
  /** Those that have a node already: the text of an autolink repeats its target. */
  readonly placed: Set<Shortcode>
  /** Whether it is part of a sentence even where it stands alone. */
  readonly isInline: (shortcode: Shortcode) => boolean
}

/** A container whose body is still to be parsed. */
export interface Body {
  readonly node: ContainerShortcode
  readonly shortcode: Shortcode
  /** How deep its children stand in the tree of the page. */
  readonly depth: number
}

/** No page comes near it, and most of what walks trees recurses. */
const maximumDepth = 200

/**
 * Turn the tree of a masked document into one of the page: its positions, its texts, and nodes for placeholders.
 *
 * @param depth how deep the root stands in the tree of the page
 * @returns the containers whose bodies are still to be parsed
 * @throws GuideError `excessive-markup`
 */
export function restoreTree(root: Parent, depth: number, document: MaskedDocument, page: PageContext): Body[] {
  const bodies: Body[] = []
  const marks = marksIn(document.text, page.mark)
  const lastMark = searchInOrder(marks)
  /** Whether a node whose position points into the masked document holds a placeholder. */
  const isMasked = ({position}: Node): boolean => {
    const {start, end} = position ?? {}
    if (start?.offset === undefined || end?.offset === undefined) return true
    const mark = marks[lastMark(end.offset - 1)] ?? -1
    return start.offset <= mark && mark < end.offset
  }
  // Level by level, so that offsets ascend most of the time.
  const pending = [{parent: root, depth, masked: marks.length > 0}]
  for (const item of pending) {
    const {parent, depth, masked} = item
    if (depth > maximumDepth) throw tooDeep(parent, page)
    if (masked) {
      const children: Node[] = []
      for (const child of parent.children) {
        if (!isMasked(child)) children.push(child)
        else for (const block of takeBlocks(child, document, page)) children.push(block)
      }
      parent.children = children
    }
    for (let index = 0; index < parent.children.length; index++) {
      const child = parent.children[index]
      if (child === undefined) continue
      const masked = item.masked && isMasked(child)
      const shortcode = masked ? shortcodeAt(child, page) : undefined
      if (shortcode !== undefined) {
        parent.children[index] = makeNode(shortcode, depth + 1, page, bodies)
        continue
      }
      if (child.position !== undefined) {
        child.position.start = page.lines.pointAt(document.startInPage(child.position.start.offset ?? 0))
        child.position.end = page.lines.pointAt(document.endInPage(child.position.end.offset ?? 0))
      }
      if (masked) restoreFields(child, depth + 1, page, bodies)
      if (isParent(child)) pending.push({parent: child, depth: depth + 1, masked})
    }
  }
  return bodies
}

function marksIn(text: string, mark: string): readonly number[] {
  const marks: number[] = []
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) marks.push(at)
  return marks
}

/** The shortcode whose placeholder a node is: html that does not begin with `<`. */
function shortcodeAt(node: Node, {all, mark}: PageContext): Shortcode | undefined {
  if (node.type !== 'html' || !('value' in node) || typeof node.value !== 'string') return undefined
  return node.value.startsWith(mark) ? all[Number(node.value.slice(1, -1))] : undefined
}

function makeNode(shortcode: Shortcode, depth: number, page: PageContext, bodies: Body[]): ShortcodeNode {
  page.placed.add(shortcode)
  const {opener, closer, type} = shortcode
  const end = (closer ?? opener).end
  const position = {start: page.lines.pointAt(opener.start), end: page.lines.pointAt(end)}
  const source = page.source.slice(opener.start, end)
  if (type === 'escaped') return {type: 'escapedShortcode', value: shownText(source), position}

  const {name, delimiter} = opener
  const fields = {name, delimiter, parameters: [...opener.parameters]}
  if (closer === null) return {type: 'leafShortcode', ...fields, source, position}
  if (type === 'raw') {
    return {type: 'rawShortcode', ...fields, value: page.source.slice(opener.end, closer.start), source, position}
  }
  const node: ContainerShortcode = {type: 'containerShortcode', ...fields, children: [], source, position}
  bodies.push({node, shortcode, depth: depth + 1})
  return node
}

/** Put the page's text where fields hold placeholders, and the shortcodes beside them. */
function restoreFields(node: Node, depth: number, page: PageContext, bodies: Body[]): void {
  const found = new Set<Shortcode>()
  for (const [field, value] of Object.entries(node)) {
    if (typeof value !== 'string' || !value.includes(page.mark)) continue
    const pieces = value.split(page.mark)
    // Every second piece is an index, because marks come in pairs.
    for (let piece = 1; piece < pieces.length; piece += 2) {
      const shortcode = page.all[Number(pieces[piece])]
      if (shortcode === undefined) continue
      if (!page.placed.has(shortcode)) found.add(shortcode)
      pieces[piece] = page.source.slice(shortcode.opener.start, (shortcode.closer ?? shortcode.opener).end)
    }
    Object.assign(node, {[field]: pieces.join('')})
  }
  if (found.size === 0) return
  const inOrder = [...found].sort((one, other) => one.index - other.index)
  node.data = {...node.data, shortcodes: inOrder.map((shortcode) => makeNode(shortcode, depth, page, bodies))}
}

/**
 * Take the blocks out of a paragraph: what is a block by name wherever it stands alone on its lines, and any other
 * shortcode where the paragraph holds nothing else.
 *
 * Hugo's output for a block ends the paragraph in a browser, and Hugo itself drops one around a lone shortcode.
 */
function takeBlocks(node: Node, document: MaskedDocument, page: PageContext): Node[] {
  if (!isParagraph(node)) return [node]
  const isProse = node.children.some(
    (child) => shortcodeAt(child, page) === undefined && !(child.type === 'text' && child.value.trim() === '')
  )
  return splitParagraph(node, document.text, (child) => {
    const shortcode = shortcodeAt(child, page)
    if (shortcode === undefined) return false
    return isProse ? page.isBlock(shortcode) && standsAlone(child, document.text) : !page.isInline(shortcode)
  })
}

function tooDeep(node: Node, {source, lines}: PageContext): GuideError {
  const start = node.position?.start.offset ?? 0
  return new GuideError('excessive-markup', lines.placeAt(start), {
    found: source.slice(start, start + 20).split(/[\r\n]/, 1)[0] ?? '',
    expected: `at most ${maximumDepth} levels`
  })
}

function isParent(node: Node): node is Parent {
  return 'children' in node
}

function isParagraph(node: Node): node is Paragraph {
  return node.type === 'paragraph'
}
