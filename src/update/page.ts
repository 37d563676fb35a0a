import type {NewLine} from './text.ts'

/** An output where it stands on its page. */
export interface ShownOutput {
  /** Of its first line, from 1. */
  readonly line: number
  /** Its lines without indentation, site variables resolved. */
  readonly lines: readonly string[]
}

/** New lines for some of a page, and where they belong. */
export interface Edit {
  readonly line: number
  /** How many lines they replace. */
  readonly count: number
  readonly lines: readonly string[]
}

/** A shortcode where it stands in a line of the page. */
const tag = /\{\{[<%].*?[>%]\}\}/g

/**
 * Find an output on its page.
 *
 * @param source the page
 * @param expected the output that is expected; prose may have put `...` around it
 * @returns null where the page has something else at that line
 */
export function findOutput(source: string, line: number, expected: string): ShownOutput | null {
  const page = source.split(/\r\n|\n/)
  const all = expected.replace(/\n+$/, '').split('\n')
  for (const lines of [all, all.slice(1, -1)]) {
    if (lines.length > 0 && lines.every((text, index) => standsIn(page[line - 1 + index], text))) return {line, lines}
  }
  return null
}

/** Write new lines as the page writes the old ones: with their indentation, line ends and site variables. */
export function makeEdit(source: string, output: ShownOutput, lines: readonly NewLine[]): Edit {
  const page = source.split(/\r\n|\n/)
  const written = output.lines.map((_, index) => page[output.line - 1 + index] ?? '')
  const first = output.lines.findIndex((text) => text !== '')
  const [line = '', text = ''] = [written[first], output.lines[first]]
  const prefix = line.slice(0, indentationOf(line, text))
  return {
    line: output.line,
    count: output.lines.length,
    lines: lines.map(({text, from}) => {
      const old = from === null ? undefined : written[from]
      if (from === null || old === undefined) return text === '' ? '' : prefix + text
      if (output.lines[from] === text) return old
      return (
        prefix + withShortcodes(text, old.slice(indentationOf(old, output.lines[from] ?? '')), output.lines[from] ?? '')
      )
    })
  }
}

/** Apply edits to a page. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const end = source.includes('\r\n') ? '\r\n' : '\n'
  const lines = source.split(/\r\n|\n/)
  for (const {line, count, lines: written} of [...edits].sort((one, other) => other.line - one.line)) {
    lines.splice(line - 1, count, ...written)
  }
  return lines.join(end)
}

function standsIn(written: string | undefined, text: string): boolean {
  return written !== undefined && indentationOf(written, text) !== -1
}

/** How much of a line is indentation (or the marks of a quotation) before a text, or -1 where it has another text. */
function indentationOf(written: string, text: string): number {
  const [indentation = ''] = /^[\s>]*/.exec(written) ?? []
  if (text.trim() === '') return written.slice(indentation.length).trim() === '' ? indentation.length : -1
  const own = /^\s*/.exec(text)?.[0].length ?? 0
  const start = indentation.length - own
  return start >= 0 && valuesIn(written.slice(start), text) !== null ? start : -1
}

/** What the shortcodes of a line stand for, given the line with their values; null where the rest differs. */
function valuesIn(written: string, text: string): readonly string[] | null {
  const parts = written.trimEnd().split(tag)
  const pattern = parts.map((part) => part.replace(/[\\.[\](){}*+?|^$]/g, '\\$&')).join('(.+?)')
  return new RegExp(`^${pattern}$`).exec(text.trimEnd())?.slice(1) ?? null
}

/** Put shortcodes back where their values still stand. */
function withShortcodes(text: string, written: string, shown: string): string {
  const values = valuesIn(written, shown) ?? []
  return (written.match(tag) ?? []).reduce((line, shortcode, index) => {
    const value = values[index] ?? ''
    return value.length < 2 ? line : line.replace(value, () => shortcode)
  }, text)
}
