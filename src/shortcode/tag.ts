import {GuideError} from '../errors.ts'
import type {Place} from '../place.ts'
import type {ShortcodeParameter} from './nodes.ts'

/** One shortcode tag, with offsets into the text that was scanned. */
export interface Tag {
  /** `unread`: it has an error, which is reported. */
  readonly type: 'open' | 'close' | 'selfClosing' | 'escaped' | 'unread'
  /** Empty where escaped, or unread before its name. */
  readonly name: string
  readonly delimiter: '<' | '%'
  readonly parameters: readonly ShortcodeParameter[]
  /** Of its `{{`. */
  readonly start: number
  /** After its `}}`. */
  readonly end: number
}

/** Says where an offset of the scanned text stands in its page. */
export type PlaceOf = (offset: number) => Place

/** What a pattern of ASCII matches, unless it ends before a character of more; then what that of any letters does. */
type Letters = readonly [ascii: RegExp, any: () => RegExp]

// `.inline` marks Hugo's inline shortcodes; a slash makes a namespace, unless it closes the tag.
const namePattern: Letters = [
  /\w(?:[\w-]|\/(?![>%]\}\}))*(?:\.inline(?=\s))?/y,
  () => /[\p{L}\p{Nd}_](?:[\p{L}\p{Nd}_-]|\/(?![>%]\}\}))*(?:\.inline(?=\s))?/uy
]
const wordPattern: Letters = [/[\w.-]+/y, () => /[\p{L}\p{Nd}_.-]+/uy]
const spacePattern = /\s*/y

/**
 * Read the tag whose `{{<` or `{{%` begins at an offset, as Hugo's lexer does
 * (parser/pageparser/pagelexer_shortcode.go).
 *
 * More lenient in two ways, neither of which changes what a page means that Hugo accepts: positional and named
 * parameters may mix, and an unquoted value ends at the tag's end.
 *
 * @throws GuideError `unclosed-shortcode` where the tag does not end, `malformed-shortcode` where its inside cannot be read
 */
export function readTag(source: string, start: number, placeOf: PlaceOf): Tag {
  const delimiter = source.charAt(start + 2) === '%' ? '%' : '<'
  const end = delimiter === '%' ? '%}}' : '>}}'
  if (source.startsWith('/*', start + 3)) return readEscaped(source, start, delimiter, end, placeOf)

  let at = skipSpace(source, start + 3)
  const closes = source.charAt(at) === '/'
  if (closes) at = skipSpace(source, at + 1)
  const name = matchLetters(namePattern, source, at)
  if (name === '') throw unreadable(source, start, at, end, 'a name', placeOf)
  at += name.length
  if (source.charAt(at) === '.') throw unreadable(source, start, at, end, 'a name without a period', placeOf)

  if (closes) {
    // Hugo allows blanks here, but no line ending.
    while (source.charAt(at) === ' ' || source.charAt(at) === '\t') at++
    if (!source.startsWith(end, at)) throw unreadable(source, start, at, end, `\`${end}\` after the name`, placeOf)
    return {type: 'close', name, delimiter, parameters: [], start, end: at + end.length}
  }

  const parameters: ShortcodeParameter[] = []
  for (;;) {
    at = skipSpace(source, at)
    if (source.startsWith(end, at)) {
      return {type: 'open', name, delimiter, parameters, start, end: at + end.length}
    }
    if (source.charAt(at) === '/') {
      at = skipSpace(source, at + 1)
      if (!source.startsWith(end, at)) throw unreadable(source, start, at, end, `\`${end}\` after \`/\``, placeOf)
      return {type: 'selfClosing', name, delimiter, parameters, start, end: at + end.length}
    }
    const parameter = readParameter(source, start, at, end, placeOf)
    parameters.push({name: parameter.name, value: parameter.value})
    at = parameter.end
  }
}

/** Where a tag that cannot be read begins, and its name as far as it has one. */
export function unreadTag(source: string, start: number): Tag {
  const slash = skipSpace(source, start + 3)
  const name = matchLetters(namePattern, source, source.charAt(slash) === '/' ? skipSpace(source, slash + 1) : slash)
  return {type: 'unread', name, delimiter: '<', parameters: [], start, end: start + 3}
}

function readEscaped(source: string, start: number, delimiter: '<' | '%', end: string, placeOf: PlaceOf): Tag {
  const close = source.indexOf(`*/${end}`, start + 5)
  if (close === -1) {
    throw new GuideError('unclosed-shortcode', placeOf(start), {found: excerpt(source, start), expected: `*/${end}`})
  }
  return {type: 'escaped', name: '', delimiter, parameters: [], start, end: close + 2 + end.length}
}

interface Read {
  readonly value: string
  readonly end: number
}

function readParameter(
  source: string,
  start: number,
  at: number,
  end: string,
  placeOf: PlaceOf
): Read & ShortcodeParameter {
  const quoted = readQuoted(source, start, at, placeOf)
  if (quoted !== null) return {name: null, ...quoted}

  const word = matchLetters(wordPattern, source, at)
  // A word may hold periods, for numbers, but not begin with one.
  if (word === '' || word.startsWith('.')) {
    throw unreadable(source, start, at, end, 'a parameter, in quotes unless it is a word or a number', placeOf)
  }
  const after = at + word.length
  if (source.charAt(after) !== '=') return {name: null, value: word, end: after}

  const valueStart = skipSpace(source, after + 1)
  const value = readQuoted(source, start, valueStart, placeOf) ?? readBare(source, valueStart, end)
  if (value.end === valueStart) throw unreadable(source, start, valueStart, end, `a value of \`${word}\``, placeOf)
  return {name: word, ...value}
}

function readQuoted(source: string, start: number, at: number, placeOf: PlaceOf): Read | null {
  if (source.charAt(at) === '`') {
    const close = source.indexOf('`', at + 1)
    if (close === -1) throw unterminated(source, start, at, '`', placeOf)
    return {value: source.slice(at + 1, close), end: close + 1}
  }
  // `\"value\"` stands for itself in Hugo, where a shortcode is written inside a quoted string.
  const escaped = source.startsWith('\\"', at)
  if (!escaped && source.charAt(at) !== '"') return null
  const from = at + (escaped ? 2 : 1)
  let hasEscapes = false
  for (let index = from; index < source.length; index++) {
    const character = source.charAt(index)
    if (character === '\n') break
    if (character === '\\' && source.charAt(index + 1) === '"') {
      if (escaped) return {value: source.slice(from, index), end: index + 2}
      hasEscapes = true
      index++
    } else if (character === '"') {
      const value = source.slice(from, index)
      // As Hugo: one escaped quote drops every backslash, none keeps them all.
      return {value: hasEscapes ? value.replaceAll('\\', '') : value, end: index + 1}
    }
  }
  throw unterminated(source, start, at, escaped ? '\\"' : '"', placeOf)
}

function readBare(source: string, at: number, end: string): Read {
  let index = at
  while (index < source.length && !/\s/.test(source.charAt(index))) {
    if (source.startsWith(end, index) || source.startsWith(`/${end}`, index)) break
    index++
  }
  return {value: source.slice(at, index), end: index}
}

function unterminated(source: string, start: number, at: number, quote: string, placeOf: PlaceOf): GuideError {
  return new GuideError('malformed-shortcode', placeOf(at), {
    found: excerpt(source, start),
    expected: `\`${quote}\` at the end of the quoted parameter`
  })
}

function unreadable(
  source: string,
  start: number,
  at: number,
  end: string,
  expected: string,
  placeOf: PlaceOf
): GuideError {
  // Where no end follows before the next tag or paragraph, the author forgot the end and not, say, a quote.
  const ahead = source.slice(at, at + 1000)
  const stop = ahead.search(/\{\{|(?:\r\n?|\n)[ \t]*[\r\n]|$/)
  return at >= source.length || !ahead.slice(0, stop).includes(end)
    ? new GuideError('unclosed-shortcode', placeOf(start), {found: excerpt(source, start), expected: end})
    : new GuideError('malformed-shortcode', placeOf(at), {found: excerpt(source, start), expected})
}

/** The beginning of a tag, short enough for a message. */
function excerpt(source: string, start: number): string {
  const line = source.slice(start, start + 60).split(/[\r\n]/, 1)[0] ?? ''
  const end = line.indexOf('}}', 3)
  return (end === -1 ? line : line.slice(0, end + 2)).trimEnd()
}

function skipSpace(source: string, at: number): number {
  return at + match(spacePattern, source, at).length
}

function match(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0] ?? ''
}

function matchLetters([ascii, any]: Letters, source: string, at: number): string {
  const found = match(ascii, source, at)
  return source.charCodeAt(at + found.length) > 0x7f ? match(any(), source, at) : found
}
