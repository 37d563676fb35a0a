import type {Code} from 'mdast'
import {GuideError} from '../errors.ts'
import type {Place} from '../place.ts'
import {type Problem, problemOf} from '../problem.ts'
import {indexLines} from '../shortcode/lines.ts'
import type {RawShortcode} from '../shortcode/nodes.ts'
import {findShortcodes} from '../shortcode/scan.ts'
import {indentOf} from './indentation.ts'
import {type Page, placeOf, sourceOf} from './page.ts'
import type {Body} from './steps.ts'

/** A body and where it stands in its page. */
export interface PlacedBody extends Body {
  /** Line and column of the character at an offset of `text`. */
  readonly placeAt: (offset: number) => {readonly line: number; readonly column: number}
}

/** The body of a raw shortcode: each line loses up to its opener's indentation. */
export function bodyOfShortcode(node: RawShortcode, page: Page): PlacedBody {
  const source = sourceOf(page, node)
  // The closer is the last tag of the node, directly after the body.
  const opener = source.slice(0, source.lastIndexOf('{{') - node.value.length)
  const {line, column} = placeOf(page, node)
  const prefix = (page.lines[line - 1] ?? '').slice(0, column - 1)
  const lines = node.value.split(/\r\n?|\n/)
  let first = line + opener.split(/\r\n?|\n/).length - 1
  if (lines.length > 1 && lines[0]?.trim() === '') {
    lines.shift()
    first++
  }
  if (lines.at(-1)?.trim() === '') lines.pop()
  // Of what stands on the opener's own line nothing is indentation.
  const isOnOpener = first === line
  const bodyLines = lines.map((text, index) => (isOnOpener && index === 0 ? text : withoutPrefix(text, prefix)))
  // Raw bodies are passed over where the page's shortcodes are found, so here is who notices broken ones.
  return placed(bodyLines.join('\n'), first, column, page, (problem) => page.problems.push(problem))
}

/** The body of a fence or of indented code, as markdown has already read it, without what only marks other lines of it. */
export function bodyOfCode(node: Code, page: Page): PlacedBody {
  const {line, column} = placeOf(page, node)
  const isFence = /^[`~]/.test(sourceOf(page, node).trimStart())
  const first = isFence ? line + 1 : line
  const text = node.value.replaceAll(/\r\n?/g, '\n')
  if (!text.includes('highlight-')) return placed(text, first, column, page, () => {})
  const shown = text.split('\n').flatMap((text, index) => (mark.test(text) ? [] : [{text, line: first + index}]))
  const bodyText = shown.map(({text}) => text).join('\n')
  return placed(
    bodyText,
    first,
    column,
    page,
    () => {},
    (index) => shown[index]?.line ?? first + index
  )
}

/** A comment by which Docusaurus knows which lines to highlight; it shows them without it. */
const mark = /^\s*(?:#|\/\/|--|%|\/\*|\{\/\*|<!--)\s?highlight-(?:next-line|start|end)(?: ?(?:\*\/\}?|-->))?\s*$/

/** A body without the blanks that all of its lines begin with. */
export function atMargin(body: PlacedBody): PlacedBody {
  const lines = body.text.split('\n')
  const indent = indentOf(lines)
  if (indent === 0) return body
  const starts: number[] = []
  let start = 0
  for (const {length} of lines) {
    starts.push(start + Math.min(indent, length))
    start += length + 1
  }
  const outdented = (text: string): string =>
    text
      .split('\n')
      .map((line) => line.slice(indent))
      .join('\n')
  const text = outdented(body.text)
  const {pointAt} = indexLines(text, '')
  return {
    text,
    masked: outdented(body.masked),
    placeAt: (offset) => {
      const {line, column} = pointAt(offset)
      return body.placeAt((starts[line - 1] ?? 0) + column - 1)
    }
  }
}

function withoutPrefix(line: string, prefix: string): string {
  let from = 0
  for (const quoted of prefix) {
    const character = line.charAt(from)
    if (character !== '' && (/\s/.test(character) || (quoted === '>' && character === '>'))) from++
    else if (quoted === '>' || !/\s/.test(character)) break
  }
  return line.slice(from)
}

function placed(
  text: string,
  firstLine: number,
  column: number,
  page: Page,
  report: (problem: Problem) => void,
  lineOf = (index: number): number => firstLine + index
): PlacedBody {
  const {pointAt} = indexLines(text, page.path)
  const placeAt = (offset: number): {line: number; column: number} => {
    const point = pointAt(offset)
    const start = offset - point.column + 1
    const end = text.indexOf('\n', start)
    const bodyLine = text.slice(start, end === -1 ? text.length : end)
    const line = lineOf(point.line - 1)
    const source = page.lines[line - 1] ?? ''
    // A body may end before its line does, where its closer does not stand alone.
    const found = source.endsWith(bodyLine) ? source.length - bodyLine.length : source.indexOf(bodyLine, column - 1)
    const removed = bodyLine === '' || found === -1 ? column - 1 : found
    return {line, column: removed + point.column}
  }
  return {text, masked: mask(text, (offset) => ({file: page.path, ...placeAt(offset)}), report), placeAt}
}

/** Put a word of the same length in the place of each shortcode. */
function mask(text: string, placeOf: (offset: number) => Place, report: (problem: Problem) => void): string {
  if (!text.includes('{{<') && !text.includes('{{%')) return text
  try {
    let masked = ''
    let from = 0
    for (const {start, end} of findShortcodes(text, placeOf)) {
      masked += text.slice(from, start) + 'x'.repeat(end - start)
      from = end
    }
    return masked + text.slice(from)
  } catch (error) {
    if (!(error instanceof GuideError)) throw error
    report(problemOf(error))
    return text
  }
}
