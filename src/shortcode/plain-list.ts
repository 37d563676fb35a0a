import type {Code, Heading, Html, List, ListItem, Paragraph} from 'mdast'
import {closingLine, codeOf, type FenceOpening, readFenceOpening} from './fence.ts'
import {lastAtOrBefore} from './lines.ts'
import {type Prose, readPlainBlock, readPlainPlaceholder} from './plain.ts'

/** A line without what indents it in the containers around it, and its offset in the document. */
interface Line {
  readonly start: number
  readonly text: string
}

/** What is known of the placeholders in a document. */
interface Blocks {
  readonly mark: string
  readonly isBlock: (index: number) => boolean
}

/** An item with words behind its marker, which stand where all the lines of the item do. */
const itemStart = /^(?:[*+-]|(\d{1,9})[.)]) {1,4}(?=\S)/

/** Empty items, and those of code, too. */
const anyItem = /^(?:[*+-]|\d+[.)])(?:[ \t]|$)/

const itemsInOne = /^ *(?:[*+-]|\d+[.)]) +(?:[*+-]|\d+[.)])(?: |$)/

/** No page nests lists this deep, and this recurses. */
const maximumDepth = 8

/**
 * Read a list whose items hold ordinary blocks, fences and such lists, every line of them indented as their item is.
 *
 * As with other ordinary blocks, whatever is in doubt is left to micromark: lazy lines, tabs, code, quotes.
 *
 * @param start of the block that may be a list
 * @param mark what placeholders begin and end with
 * @param isBlock whether the placeholder of an index is a block where it stands alone
 * @returns the list and where it ends, or undefined where it is no list or not ordinary
 */
export function readPlainList(
  text: string,
  start: number,
  mark: string,
  isBlock: (index: number) => boolean
): {readonly node: List; readonly end: number} | undefined {
  if (!itemStart.test(text.slice(start, start + 20))) return undefined
  const lines = linesOfList(text, start)
  const node = lines && readList(lines, 0, {mark, isBlock})
  const end = node?.position?.end.offset
  return node === undefined || end === undefined ? undefined : {node, end}
}

/** The lines up to one at the margin that is behind a blank one and no item of this list. */
function linesOfList(text: string, start: number): Line[] | undefined {
  const lines: Line[] = []
  const kind = kindOf(text.slice(start, start + 20))
  for (let at = start; at < text.length; ) {
    const lineEnd = text.indexOf('\n', at)
    const end = lineEnd === -1 ? text.length : lineEnd
    const line = {start: at, text: text.slice(at, end)}
    if (/^[^ \t]/.test(line.text) && kindOf(line.text) !== kind) {
      // Those without a kind are of this list too.
      const isItem = anyItem.test(line.text) && kindOf(line.text) === undefined
      return isBlank(lines.at(-1) ?? nothing) && !isItem ? lines : undefined
    }
    lines.push(line)
    at = end + 1
  }
  return lines
}

/** What the items of one list have in common, or undefined for other lines. */
function kindOf(line: string): string | undefined {
  return itemStart.exec(line)?.[0].trimEnd().at(-1)
}

/** Read lines that begin with an item, up to a blank one behind all of its list. */
function readList(lines: readonly Line[], depth: number, blocks: Blocks): List | undefined {
  const first = itemStart.exec(lines[0]?.text ?? '')
  const kind = kindOf(lines[0]?.text ?? '')
  if (first === null || depth > maximumDepth) return undefined
  const children: ListItem[] = []
  let spread = false
  for (let at = 0; at < lines.length; ) {
    const width = itemStart.exec(lines[at]?.text ?? '')?.[0].length
    if (width === undefined || kindOf(lines[at]?.text ?? '') !== kind) return undefined
    let end = at + 1
    while (end < lines.length && !/^[^ \t]/.test(lines[end]?.text ?? '')) end++
    const own = lines.slice(at, end)
    const [head] = own
    const others = indented(own.slice(1), width)
    if (head === undefined || others === undefined) return undefined
    const inner = [{start: head.start + width, text: head.text.slice(width)}, ...others]
    const item = readItem(inner, depth, blocks)
    if (item === undefined) return undefined
    if (end < lines.length && isBlank(lines[end - 1] ?? nothing)) spread = true
    children.push({...item, position: positionOf(own)})
    at = end
  }
  const [, number] = first
  return {
    type: 'list',
    ordered: number !== undefined,
    start: number === undefined ? null : Number(number),
    spread,
    children,
    position: positionOf(lines)
  }
}

/** Read the lines of an item, without its marker and what indents them. */
function readItem(lines: readonly Line[], depth: number, blocks: Blocks): Omit<ListItem, 'position'> | undefined {
  const children: ListItem['children'] = []
  let spread = false
  for (let at = 0; at < lines.length; ) {
    if (isBlank(lines[at] ?? nothing)) {
      at++
      continue
    }
    if (at > 0 && isBlank(lines[at - 1] ?? nothing)) spread = true
    // In one line with a list that interrupts a paragraph, micromark takes others for interrupting it too.
    else if (at > 0 && itemsInOne.test(lines[at]?.text ?? '')) return undefined
    const indent = indentationOf(lines[at] ?? nothing)
    const opening = openingAt(lines[at] ?? nothing)
    const end = opening === undefined ? blockEnd(lines, at, indent) : fenceEnd(lines, at, opening)
    if (end === undefined) return undefined
    const own = lines.slice(at, end)
    const node = opening === undefined ? readBlock(own, indent, depth, blocks) : readFence(own, indent, opening)
    if (node === undefined) return undefined
    children.push(node)
    at = end
  }
  return {type: 'listItem', spread, checked: null, children}
}

/**
 * Where a block ends that begins at a line: a list where a line behind a blank one is indented no further; undefined where
 * that line is indented less, and may be an item all the same.
 */
function blockEnd(lines: readonly Line[], from: number, indent: number): number | undefined {
  const isList = itemStart.test(lines[from]?.text.slice(indent) ?? '')
  for (let at = from + 1; at < lines.length; at++) {
    const line = lines[at] ?? nothing
    if (!isList) {
      if (isBlank(line) || /^ *(?:[*+-]|1[.)]) /.test(line.text) || openingAt(line) !== undefined) return at
    } else if (isBlank(lines[at - 1] ?? nothing) && !isBlank(line) && indentationOf(line) <= indent) {
      if (indentationOf(line) < indent && anyItem.test(line.text.trimStart())) return undefined
      if (!itemStart.test(line.text.slice(indent))) return at
    }
  }
  return lines.length
}

/** The fence that a line opens. */
function openingAt(line: Line): FenceOpening | undefined {
  const indent = indentationOf(line)
  return indent > 3 ? undefined : readFenceOpening(line.text.slice(indent))
}

/** Behind the line that closes a fence; undefined where none does. */
function fenceEnd(lines: readonly Line[], from: number, {marker}: FenceOpening): number | undefined {
  const closing = closingLine(marker)
  const index = lines.findIndex(({text}, at) => at > from && closing.test(text))
  return index === -1 ? undefined : index + 1
}

/** Read a fence, whose lines lose as many blanks as stand before the first; undefined where a tab may be half of them. */
function readFence(lines: readonly Line[], indent: number, opening: FenceOpening): Code | undefined {
  if (lines.some(({text}) => /^ *\t/.test(text))) return undefined
  const inner = lines.slice(1, -1).map((line) => line.text.slice(Math.min(indent, indentationOf(line))))
  const [first = nothing] = lines
  const last = lines.at(-1) ?? nothing
  return codeOf(opening, inner.join('\n'), first.start + indent, last.start + last.text.length)
}

function readBlock(
  lines: readonly Line[],
  indent: number,
  depth: number,
  blocks: Blocks
): Html | List | Heading | Paragraph | undefined {
  const {mark, isBlock} = blocks
  if (indent <= 3 && itemStart.test(lines[0]?.text.slice(indent) ?? '')) {
    const own = indented(lines, indent)
    return own && readList(own, depth + 1, blocks)
  }
  const prose = proseOf(lines)
  const placeholder = readPlainPlaceholder(prose, mark, isBlock)
  return placeholder ?? (indent > 3 ? undefined : readPlainBlock(prose, mark, isBlock))
}

/** Lines without an indentation that all of them must have. */
function indented(lines: readonly Line[], columns: number): Line[] | undefined {
  if (lines.some((line) => !isBlank(line) && indentationOf(line) < columns)) return undefined
  return lines.map(({start, text}) => ({start: start + columns, text: text.slice(columns)}))
}

function indentationOf({text}: Line): number {
  return text.search(/[^ ]|$/)
}

/** The lines of a block as one text, without what indents them. */
function proseOf(lines: readonly Line[]): Prose {
  const starts: number[] = []
  const shifts: number[] = []
  let text = ''
  for (const [index, line] of lines.entries()) {
    const blanks = indentationOf(line)
    if (index > 0) text += '\n'
    starts.push(text.length)
    shifts.push(line.start + blanks - text.length)
    text += line.text.slice(blanks)
  }
  return {
    text,
    offsetOf: (index) => {
      return index + (shifts[lastAtOrBefore(starts, index)] ?? 0)
    }
  }
}

const nothing: Line = {start: 0, text: ''}

function isBlank({text}: Line): boolean {
  return /^[ \t]*$/.test(text)
}

function positionOf(lines: readonly Line[]): List['position'] {
  const last = lines.findLast((line) => !isBlank(line))
  const end = (last?.start ?? 0) + (last?.text.length ?? 0)
  return {start: {line: 0, column: 0, offset: lines[0]?.start ?? 0}, end: {line: 0, column: 0, offset: end}}
}
