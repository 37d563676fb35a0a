import {GuideError} from '../errors.ts'
import {istioNames} from './names.ts'
import {type PlaceOf, readTag, type Tag, unreadTag} from './tag.ts'

/**
 * Find every shortcode tag of a page in one pass, in order; the bodies of raw shortcodes are passed over.
 *
 * `{{` that no `<` or `%` follows is prose, as Go templates and Helm values are. So is, where it is reported and nothing
 * thrown, what cannot be read as a tag; a raw shortcode without a closer is then a tag alone.
 *
 * @param raw names whose bodies are raw text up to their closer
 * @param report takes each error; throws it, unless the page is to be read to its end
 * @throws GuideError `unclosed-shortcode`, `malformed-shortcode`
 */
export function scanPage(
  source: string,
  placeOf: PlaceOf,
  raw: ReadonlySet<string> = istioNames.raw,
  report: Report = fail
): Tag[] {
  const tags: Tag[] = []
  let inlineClosers: Map<string, number> | undefined
  let at = nextTag(source, frontMatterEnd(source))
  while (at !== -1) {
    const tag = tryTag(source, at, placeOf, report)
    tags.push(tag)
    at = tag.end
    if (tag.type === 'open' && raw.has(tag.name)) {
      const closer = findCloser(source, tag)
      if (closer === -1) report(unclosed(source, tag, placeOf))
      else at = closer
    } else if (tag.type === 'open' && isInline(tag.name)) {
      // Without a body it repeats an earlier one, so it is not looked for where no closer follows.
      inlineClosers ??= lastInlineClosers(source)
      if ((inlineClosers.get(tag.name) ?? 0) > at) at = findCloser(source, tag)
    }
    at = nextTag(source, at)
  }
  return tags
}

/** Takes an error of a page's shortcodes. */
export type Report = (error: GuideError) => void

/** Throw an error: the report of whoever reads no further. */
export const fail: Report = (error) => {
  throw error
}

function tryTag(source: string, at: number, placeOf: PlaceOf, report: Report): Tag {
  try {
    return readTag(source, at, placeOf)
  } catch (error) {
    if (!(error instanceof GuideError)) throw error
    report(error)
    return unreadTag(source, at)
  }
}

/**
 * Find the shortcode tags inside a text of its own, such as the body of a raw shortcode or a fence.
 *
 * @param placeOf where an offset of that text stands in the page
 * @throws GuideError `unclosed-shortcode`, `malformed-shortcode`
 */
export function findShortcodes(text: string, placeOf: PlaceOf): Tag[] {
  const tags: Tag[] = []
  for (let at = nextTag(text, 0); at !== -1; ) {
    const tag = readTag(text, at, placeOf)
    tags.push(tag)
    at = nextTag(text, tag.end)
  }
  return tags
}

/**
 * Replace the shortcode tags inside a text; escaped ones become the text that they show.
 *
 * @param replace gives the text for a tag, and may throw
 * @throws GuideError `unclosed-shortcode`, `malformed-shortcode`
 */
export function replaceShortcodes(text: string, placeOf: PlaceOf, replace: (tag: Tag) => string): string {
  let replaced = ''
  let from = 0
  for (const tag of findShortcodes(text, placeOf)) {
    replaced += text.slice(from, tag.start)
    replaced += tag.type === 'escaped' ? shownText(text.slice(tag.start, tag.end)) : replace(tag)
    from = tag.end
  }
  return replaced + text.slice(from)
}

/** What a reader sees of an escaped shortcode: `{{</* x *\/>}}` shows `{{< x >}}`. */
export function shownText(escaped: string): string {
  return `${escaped.slice(0, 3)}${escaped.slice(5, -5)}${escaped.slice(-3)}`
}

/** The error of an opener whose closer is missing. */
export function unclosed(source: string, opener: Tag, placeOf: PlaceOf): GuideError {
  const [open, close] = opener.delimiter === '<' ? ['{{<', '>}}'] : ['{{%', '%}}']
  return new GuideError('unclosed-shortcode', placeOf(opener.start), {
    found: source.slice(opener.start, opener.end),
    expected: `${open} /${opener.name} ${close}`
  })
}

/** Hugo's inline shortcodes (`{{< x.inline >}}`), whose bodies are Go templates. */
export function isInline(name: string): boolean {
  return name.endsWith('.inline')
}

function nextTag(source: string, from: number): number {
  for (let at = source.indexOf('{{', from); at !== -1; at = source.indexOf('{{', at + 1)) {
    const delimiter = source.charAt(at + 2)
    if (delimiter === '<' || delimiter === '%') return at
  }
  return -1
}

/**
 * The offset of the tag that closes a raw shortcode, or -1.
 *
 * Openers of the same name nest, as they do in Hugo: so a forgotten closer is found at its own opener, instead of
 * swallowing the prose up to the end of the next block. Inline shortcodes do not nest.
 */
function findCloser(source: string, opener: Tag): number {
  const {name} = opener
  const nests = !isInline(name)
  let depth = 1
  let tagEnd = 0
  for (let at = nextTag(source, opener.end); at !== -1; at = nextTag(source, at + 3)) {
    const slashAt = skipBlanks(source, at + 3)
    const closes = source.charAt(slashAt) === '/'
    const nameAt = closes ? skipBlanks(source, slashAt + 1) : slashAt
    if (!source.startsWith(name, nameAt) || /[\w/-]/.test(source.charAt(nameAt + name.length))) continue
    if (closes) {
      if (--depth === 0) return at
    } else if (nests) {
      // Found once for all the openers before it, so that unfinished ones cost no search of their own.
      if (tagEnd < at) tagEnd = source.indexOf('}}', at)
      if (tagEnd === -1) return -1
      if (source.charAt(tagEnd - 2) !== '/') depth++
    }
  }
  return -1
}

function skipBlanks(source: string, from: number): number {
  let at = from
  while (/\s/.test(source.charAt(at)) && at < source.length) at++
  return at
}

function lastInlineClosers(source: string): Map<string, number> {
  const closers = new Map<string, number>()
  if (!source.includes('.inline')) return closers
  for (const {1: name, index} of source.matchAll(/\{\{[<%]\s*\/\s*([\p{L}\p{Nd}_/-]+\.inline)(?=\s)/gu)) {
    if (name !== undefined) closers.set(name, index)
  }
  return closers
}

/** Where front matter ends, or 0: it is no part of what Hugo scans. Its fences are those of YAML and TOML. */
export function frontMatterEnd(source: string): number {
  const fence = /^\uFEFF?(---|\+\+\+)[ \t]*(?=[\r\n])/.exec(source)
  if (fence === null) return 0
  const closing = fence[1] === '---' ? /[\r\n]---[ \t]*(?=[\r\n]|$)/g : /[\r\n]\+\+\+[ \t]*(?=[\r\n]|$)/g
  closing.lastIndex = fence[0].length
  return closing.test(source) ? closing.lastIndex : 0
}
