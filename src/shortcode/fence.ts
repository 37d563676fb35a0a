import type {Code} from 'mdast'

/** The line that opens a fence. */
export interface FenceOpening {
  /** The characters that open it. */
  readonly marker: string
  readonly lang: string | null
  readonly meta: string | null
}

/** Its info string is without escapes, character references and placeholders, and has nothing behind its second word. */
const opening =
  /^(`{3,}|~{3,})[ \t]*(?:(?<lang>[^\s`~&\\\x91\x92\uE000-\uF8FF]+)(?:[ \t]+(?<meta>[^\s`~&\\\x91\x92\uE000-\uF8FF](?:[^\n`~&\\\x91\x92\uE000-\uF8FF]*[^\s`~&\\\x91\x92\uE000-\uF8FF])?)|[ \t]*)?)?$/

/** Read the line that opens a fence, from its first character to before its line ending; undefined where it is not ordinary. */
export function readFenceOpening(line: string): FenceOpening | undefined {
  if (!line.startsWith('```') && !line.startsWith('~~~')) return undefined
  const match = opening.exec(line)
  if (match === null) return undefined
  const [, marker = ''] = match
  const {lang = null, meta = null} = match.groups ?? {}
  return {marker, lang, meta}
}

/** The line that closes a fence, as a pattern. */
function closing(marker: string): string {
  return ` {0,3}${marker.charAt(0)}{${marker.length},}[ \\t]*`
}

/** Matches a line that closes a fence. */
export function closingLine(marker: string): RegExp {
  return new RegExp(`^${closing(marker)}$`)
}

/** Finds the line that closes a fence, with the line ending before it. */
export function closingFence(marker: string): RegExp {
  return new RegExp(`\\n${closing(marker)}(?=\\n|$)`, 'g')
}

/**
 * Read a fence whose lines are all at the margin.
 *
 * @param start of its first line
 * @returns the code and where it ends, or undefined where it is no fence, not closed, or not ordinary
 */
export function readPlainFence(text: string, start: number): {readonly node: Code; readonly end: number} | undefined {
  const firstEnd = text.indexOf('\n', start)
  if (firstEnd === -1) return undefined
  const fence = readFenceOpening(text.slice(start, firstEnd))
  if (fence === undefined) return undefined
  const close = closingFence(fence.marker)
  close.lastIndex = firstEnd
  const found = close.exec(text)
  if (found === null) return undefined
  const value = text.slice(firstEnd + 1, found.index)
  return {node: codeOf(fence, value, start, close.lastIndex), end: close.lastIndex}
}

/** The node of a fence, from offset to offset. */
export function codeOf({lang, meta}: FenceOpening, value: string, start: number, end: number): Code {
  const position = {
    start: {line: 0, column: 0, offset: start},
    end: {line: 0, column: 0, offset: end}
  }
  return {type: 'code', lang, meta, value, position}
}
