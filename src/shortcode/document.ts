import {searchInOrder} from './lines.ts'
import type {Shortcode} from './pair.ts'

/** The markdown of a page, or of one shortcode's body, as its parser sees it. */
export interface MaskedDocument {
  readonly text: string
  /** The page's offset of what starts at an offset of the text. */
  readonly startInPage: (offset: number) => number
  /** The page's offset of what ends at an offset of the text. */
  readonly endInPage: (offset: number) => number
}

/**
 * Take a range of a page as markdown, with one short placeholder for each shortcode in it, closer and body included.
 *
 * So does Hugo: it renders a shortcode with all that it holds, parses the page with a word in its place, and puts the
 * rendered text back. Whatever a body does to lists, fences or quotes ends with it, as it should; a link target, a
 * code span or a table cell holds a shortcode as it would a word. Bodies are parsed by themselves, so that every
 * character is read once, however deep it stands; offsets are mapped back, so that the text need not be as long as
 * the page.
 *
 * @param indent columns that lines of a body lose, because their opener is indented as much
 */
export function maskRange(
  source: string,
  range: {readonly start: number; readonly end: number; readonly indent: number},
  shortcodes: readonly Shortcode[],
  placeholderOf: (shortcode: Shortcode) => string
): MaskedDocument {
  const segments: Segments = {text: '', starts: [], pageStarts: [], pageEnds: []}
  let from = range.start
  for (const shortcode of shortcodes) {
    addText(segments, source, from, shortcode.opener.start, range.indent)
    from = (shortcode.closer ?? shortcode.opener).end
    add(segments, placeholderOf(shortcode), shortcode.opener.start, from)
  }
  addText(segments, source, from, range.end, range.indent)
  if (segments.starts.length === 0) add(segments, '', range.start, range.end)

  const {text, starts, pageStarts, pageEnds} = segments
  const segmentOf = searchInOrder(starts)
  const at = (index: number, offset: number): number =>
    Math.min((pageStarts[index] ?? 0) + offset - (starts[index] ?? 0), pageEnds[index] ?? 0)
  return {
    text,
    startInPage: (offset) => at(segmentOf(offset), offset),
    endInPage: (offset) => {
      const index = segmentOf(offset - 1)
      return offset >= (starts[index + 1] ?? text.length) ? (pageEnds[index] ?? 0) : at(index, offset)
    }
  }
}

/** A part of a document, as a document. */
export function partOf(document: MaskedDocument, start: number, end: number): MaskedDocument {
  return {
    text: document.text.slice(start, end),
    startInPage: (offset) => document.startInPage(offset + start),
    endInPage: (offset) => document.endInPage(offset + start)
  }
}

/** Pieces of a text and of the page that they stand for, in order. */
interface Segments {
  text: string
  readonly starts: number[]
  readonly pageStarts: number[]
  readonly pageEnds: number[]
}

function add(segments: Segments, text: string, pageStart: number, pageEnd: number): void {
  segments.starts.push(segments.text.length)
  segments.pageStarts.push(pageStart)
  segments.pageEnds.push(pageEnd)
  segments.text += text
}

function addText(segments: Segments, source: string, start: number, end: number, indent: number): void {
  if (start === end) return
  const text = source.slice(start, end)
  if (indent === 0) {
    add(segments, text, start, end)
    return
  }
  let from = 0
  for (const {0: ending, index} of text.matchAll(/\r\n?|\n/g)) {
    const lineStart = index + ending.length
    add(segments, text.slice(from, lineStart), start + from, start + lineStart)
    from = lineStart + indentationWithin(text, lineStart, indent)
  }
  if (from < text.length) add(segments, text.slice(from), start + from, end)
}

/** How many leading blanks of a line stand within the first columns of it; tabs stop every four columns. */
function indentationWithin(text: string, lineStart: number, columns: number): number {
  let column = 0
  let at = lineStart
  for (; column < columns; at++) {
    const character = text.charAt(at)
    if (character === ' ') column++
    else if (character === '\t' && column + 4 - (column % 4) <= columns) column += 4 - (column % 4)
    else break
  }
  return at - lineStart
}
