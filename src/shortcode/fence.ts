import type {Code} from 'mdast'

/** The line that opens a fence. */
export interface FenceOpening {
  /** Matches a line, without its indentation, that closes it. */
  readonly closing: RegExp
  readonly lang: string | null
  readonly meta: string | null
}

/** Its info string is without escapes, character references and placeholders, and has nothing behind its second word. */
const opening =
  /^(`{3,}|~{3,})[ \t]*(?:(?<lang>[^\s`~&\\\uE000-\uF8FF]+)(?:[ \t]+(?<meta>[^\s`~&\\\uE000-\uF8FF](?:[^\n`~&\\\uE000-\uF8FF]*[^\s`~&\\\uE000-\uF8FF])?)|[ \t]*)?)?$/u

/** Read the line that opens a fence, from its first character to before its line ending; undefined where it is not ordinary. */
export function readFenceOpening(line: string): FenceOpening | undefined {
  if (!line.startsWith('```') && !line.startsWith('~~~')) return undefined
  const match = opening.exec(line)
  if (match === null) return undefined
  const [, marker = ''] = match
  const {lang = null, meta = null} = match.groups ?? {}
  return {closing: new RegExp(`^${marker.charAt(0)}{${marker.length},}[ \\t]*$`), lang, meta}
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
  for (let at = firstEnd + 1; at <= text.length; ) {
    const newline = text.indexOf('\n', at)
    const end = newline === -1 ? text.length : newline
    const indent = /^ {0,3}(?=[`~])/.exec(text.slice(at, at + 4))?.[0].length
    if (indent !== undefined && fence.closing.test(text.slice(at + indent, end))) {
      const value = at > firstEnd + 1 ? text.slice(firstEnd + 1, at - 1) : ''
      return {node: codeOf(fence, value, start, end), end}
    }
    at = end + 1
  }
  return undefined
}

/** The node of a fence, from offset to offset. */
export function codeOf({lang, meta}: FenceOpening, value: string, start: number, end: number): Code {
  const position = {
    start: {line: 0, column: 0, offset: start},
    end: {line: 0, column: 0, offset: end}
  }
  return {type: 'code', lang, meta, value, position}
}
