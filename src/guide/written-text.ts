import type {Place} from '../place.ts'

/** A command or an output as its page has it. */
export interface WrittenText {
  readonly text: string
  /** Where it begins. */
  readonly start: Place
  /** What its further lines have lost: the columns before their block. */
  readonly indent: number
}

/** Where an offset of a text stands in its page. */
export function placeIn({text, start, indent}: WrittenText, offset: number): Place {
  const before = text.slice(0, offset)
  const lines = before.split('\n').length - 1
  const column = offset - before.lastIndexOf('\n')
  return {file: start.file, line: start.line + lines, column: column + (lines === 0 ? start.column - 1 : indent)}
}

/** A shortcode; it ends before the next one at the latest, so that work stays linear. */
const shortcode = String.raw`\{\{[<%](?:(?!\{\{)[^}])*\}\}`

/** What is resolved: references to samples, which may hold shortcodes, and shortcodes. */
const replaced = new RegExp(`@(?:[\\w./-]|${shortcode})+@|${shortcode}`, 'g')

/**
 * Where an offset of a resolved text was before: what stands between replacements keeps its text, and an offset in a
 * replacement belongs to the start of what it replaced.
 */
export function writtenOffset(written: string, resolved: string, offset: number): number {
  if (written === resolved) return offset
  const matches = [...written.matchAll(replaced)]
  let [from, to] = [0, 0]
  for (const [index, {0: match, index: start}] of matches.entries()) {
    const begin = to + start - from
    if (offset < begin) break
    const next = start + match.length
    const following = written.slice(next, matches[index + 1]?.index)
    const isLast = index === matches.length - 1
    const end = following !== '' ? resolved.indexOf(following, begin) : isLast ? resolved.length : begin
    if (end === -1 || offset < end) return start
    from = next
    to = end
  }
  return from + offset - to
}
