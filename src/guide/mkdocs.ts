import type {ListItem} from 'mdast'
import type {Container} from './guide.ts'
import {type Page, placeOf, sourceOf} from './page.ts'

/** A content tab (`=== "kn"`), an admonition (`!!! note`) or a collapsible one (`??? question "Why?"`). */
const opener = /^([ \t]*)(===[!+]{0,2}(?= +")|!!!|\?\?\?\+?)(?= +["\w])/

/** Text that no reader sees: what follows a list item's marker begins where four blanks still belong to the item. */
const filler = '\u00A0'

/**
 * Write MkDocs' tabs and admonitions as list items, which is what they are like: whatever is indented belongs to them. The
 * text keeps its length, so that every position still points into the page.
 */
export function maskMkdocs(source: string): string {
  if (!/(?:===|!!!|\?\?\?)/.test(source)) return source
  let fence: string | null = null
  return source
    .split('\n')
    .map((line) => {
      const mark = /^[ \t]*(`{3,}|~{3,})/.exec(line)?.[1]
      if (mark !== undefined) fence = fence === null ? mark : mark.startsWith(fence) ? null : fence
      return fence === null
        ? line.replace(opener, (_, indent, name) => `${indent}*${name.length > 3 ? `  ${filler}` : '  '}`)
        : line
    })
    .join('\n')
}

/** What a list item is that is no item in its page: a tab or an admonition; null for an item. */
export function mkdocsContainer(item: ListItem, set: number, page: Page): Container | null {
  const line = sourceOf(page, item).split('\n', 1)[0] ?? ''
  const name = opener.exec(line)?.[2]
  if (name === undefined) return null
  const [, word = '', label = ''] = /^\S+ +(?:"([^"]*)"|(\w+))/.exec(line) ?? []
  const place = placeOf(page, item)
  return name.startsWith('=')
    ? {type: 'tab', set: `line ${set}`, value: word, label: word, line: place.line}
    : {type: 'callout', kind: label.toLowerCase(), line: place.line}
}
