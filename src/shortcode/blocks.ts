import type {RootContent} from 'mdast'
import {closingFence, readPlainFence} from './fence.ts'
import {readPlainBlock, readPlainPlaceholder} from './plain.ts'
import {readPlainList} from './plain-list.ts'

/** A piece of a document: read already, or for micromark, `closed` where a block at the margin follows; offsets into the document. */
export type Piece =
  | {readonly type: 'read'; readonly nodes: RootContent[]}
  | {readonly type: 'unread'; readonly start: number; end: number; closed: boolean}

/**
 * Cut a document, without its front matter, where blocks end for certain, and read the ordinary ones.
 *
 * A line at the margin after a blank one begins a new block, whatever stands before it, except inside fences, html
 * that blank lines do not end. Where such a thing begins in doubt, the rest of the document is one
 * piece; so is all of a document with definitions, which reach everywhere, or with line endings other than LF.
 *
 * @param from where front matter ends, or 0
 * @param mark what placeholders begin and end with
 * @param isBlock whether the placeholder of an index is a block where it stands alone
 */
export function cutBlocks(text: string, from: number, mark: string, isBlock: (index: number) => boolean): Piece[] {
  if (/[\r\0]/.test(text) || mayDefine.test(text))
    return [{type: 'unread', start: from, end: text.length, closed: false}]
  const pieces: Piece[] = []
  // Whether what micromark is to read before this decides what an item here is.
  let inList = false
  for (let start = nextBlock(text, from); start < text.length; ) {
    let end = blockEnd(text, start)
    const block = text.slice(start, end)
    const larger = readPlainFence(text, start) ?? (inList ? undefined : readPlainList(text, start, mark, isBlock))
    end = larger?.end ?? firstEnd(block, text, start) ?? end
    const node = larger?.node ?? readAlone(text.slice(start, end), start, mark, isBlock)
    const last = pieces.at(-1)
    if (node !== undefined) {
      inList = false
      if (last?.type === 'unread') {
        last.end = start
        last.closed = true
      }
      if (last?.type === 'read') last.nodes.push(node)
      else pieces.push({type: 'read', nodes: [node]})
    } else {
      end = closedEnd(text, start)
      const unread = text.slice(start, end)
      inList = beforeItem.test(unread) || (inList && /^[ \t]/.test(unread))
      if (last?.type === 'unread') last.end = end
      else pieces.push({type: 'unread', start, end, closed: false})
    }
    start = nextBlock(text, end)
  }
  const last = pieces.at(-1)
  if (last?.type === 'unread') last.end = text.length
  return pieces
}

/** What may be a definition: a label at the start of a line in any containers, no longer than labels may be. */
const mayDefine = /^[ \t>*+\d.)-]*\[(?:\\[\s\S]|[^[\]\\]){1,1000}\]:/m

/** An item somewhere in a block, or code, behind which micromark takes items for paragraphs unless they are the first. */
const beforeItem = /^[ \t]*(?:[*+-]|\d+[.)])(?:[ \t]|$)|^(?: {4}|\t)/m

function readAlone(
  text: string,
  start: number,
  mark: string,
  isBlock: (index: number) => boolean
): RootContent | undefined {
  const block = {text, offsetOf: (index: number): number => start + index}
  return readPlainPlaceholder(block, mark, isBlock) ?? readPlainBlock(block, mark, isBlock)
}

/** Where a heading ends, or the lines that come before a fence; undefined where a block is one. */
function firstEnd(block: string, text: string, start: number): number | undefined {
  const isHeading = block.startsWith('#')
  const lines = block.search(isHeading ? /\n/ : /\n(?=```|~~~)/)
  if (lines === -1) return undefined
  return isHeading || readPlainFence(text, start + lines + 1) !== undefined ? start + lines : undefined
}

function blockEnd(text: string, start: number): number {
  const end = /\n[ \t]*(?:\n|$)/g
  end.lastIndex = start
  return end.exec(text)?.index ?? text.length
}

/** The start of the next line that is not blank; in the middle of a line, of those after it. */
function nextBlock(text: string, from: number): number {
  const blanks = /(?:[ \t]*\n)*(?:[ \t]+$)?/y
  blanks.lastIndex = from
  blanks.exec(text)
  return blanks.lastIndex
}

// Inside a list these may end with it, so nobody can say where.
const doubtful =
  /^ {1,3}(?:`{3}|~{3}|<(?:[!?]|pre|script|style|textarea))|^<(?:!(?!--)|!-->|!--->|\?|pre|script|style|textarea)/i

/** Where a block ends that micromark is to read, with the fences and comments that begin in it and hold blank lines. */
function closedEnd(text: string, start: number): number {
  let inHtml = false
  for (let at = start; at < text.length; ) {
    const lineEnd = text.indexOf('\n', at)
    const end = lineEnd === -1 ? text.length : lineEnd
    const line = text.slice(at, end)
    if (at > start && /^[ \t]*$/.test(line)) return at
    const fence = /^(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(line)
    const opens = fence !== null || line.startsWith('<!--')
    // In html that a blank line ends, neither begins anything; what seems to close it may open something else.
    if (doubtful.test(line) || (opens && inHtml)) return text.length
    if (/^ {0,3}</.test(line)) inHtml = true
    if (opens) {
      const close = fence === null ? /-->.*/g : closingFence(fence[1] ?? fence[2] ?? '')
      close.lastIndex = fence === null ? at + 4 : end
      if (close.exec(text) === null) return text.length
      at = close.lastIndex
      inHtml = false
    } else at = end
    at++
  }
  return text.length
}
