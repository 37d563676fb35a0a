import type {Code, Paragraph} from 'mdast'
import {type Problem, problem} from '../problem.ts'
import {type Page, placeOf, sourceOf} from './page.ts'

/** What opens a fence, behind blanks and marks of quotations; no backtick may follow on its line. */
const opener = /^[\s>]*(`{3,}(?!`)(?!.*`)|~{3,})/

/** Find a fence that markdown does not read as its author means it: as text, as indented code, or without its contents. */
export function findUnreadFence(node: Code | Paragraph, page: Page): Problem | null {
  const source = sourceOf(page, node)
  if (!source.includes('```') && !source.includes('~~~')) return null
  if (node.type === 'code' && /^[`~]/.test(source)) {
    const expected = 'nothing closes it before what it stands in ends; indent all its lines as far as this one'
    return isCutOff(node, page) ? report(0, expected) : null
  }
  const index = source.split('\n').findIndex((line) => opener.test(line))
  const why =
    node.type === 'code'
      ? 'it is indented by four blanks or more, which makes it indented code'
      : 'it is indented by four blanks or more, which makes it part of the paragraph above'
  return index === -1 ? null : report(index, `${why}; indent it as its list item, or begin it at the margin`)

  function report(index: number, expected: string): Problem {
    const {file, line} = placeOf(page, node)
    const written = page.lines[line + index - 1] ?? ''
    return problem('unread-fence', {file, line: line + index, column: written.search(/[`~]/) + 1}, {expected})
  }
}

/** Whether a fence is ended only by what it stands in: a line that closes it is missing, or indented less than its list item. */
export function isCutOff(node: Code, page: Page): boolean {
  const lines = sourceOf(page, node).split('\n')
  const [, mark] = opener.exec(lines[0] ?? '') ?? []
  if (mark === undefined) return false
  const last = (lines.at(-1) ?? '').replace(/^[\s>]*/, '').trimEnd()
  return lines.length === 1 || last.length < mark.length || last !== mark.charAt(0).repeat(last.length)
}
