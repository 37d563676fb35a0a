import {makeLine} from './visible.ts'

/** A text as a code span that no table cell and no backtick in it breaks. */
export function codeSpan(text: string): string {
  const line = makeLine(text)
  const fence = '`'.repeat(longestRun(line) + 1)
  const padding = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : ''
  return `${fence}${padding}${line.replaceAll('|', '\\|')}${padding}${fence}`
}

/** A text in a line of markdown as itself: nothing in it is markdown or HTML. */
export function plainText(text: string): string {
  return htmlText(text).replace(/[\\`*_[\]|~]/g, '\\$&')
}

/** A text in HTML as itself; markdown's escapes mean nothing there. */
export function htmlText(text: string): string {
  return makeLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A text as a fenced block, whatever fences are in it. */
export function codeBlock(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}text\n${text.trimEnd()}\n${fence}`
}

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
