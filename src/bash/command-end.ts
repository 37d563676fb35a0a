import type {HereDoc, ParsedScript, Statement} from 'unbash'
import {heredocsOf} from './heredoc.ts'
import {parseScript} from './parse.ts'

/** Where a command ends, and whether bash would have asked for more. */
export interface CommandEnd {
  /** Offset just past the command's last line, without its line ending. */
  readonly end: number
  /**
   * `complete`: bash would run it, or reject it, at this point. Otherwise the text ends too early: `text` lacks a closing
   * quote or a heredoc's delimiter, `syntax` the rest of a list, a pipeline or a compound command.
   */
  readonly state: 'complete' | 'text' | 'syntax'
}

/** What can make a line more than plain words. */
const special = /["'`\\({[|&;#]|<[<(]|^\s*(?:if|for|while|until|case|select|function|time|coproc|!)(?:\s|$)/

/** Characters in which a heredoc most likely ends; to look further for what may be none would be quadratic work. */
const likely = 2000

/** What is most likely the opening of a heredoc. */
const heredoc = /(?<!<)(<<-?) ?["']?(\w+)["']?(?!.*<<)/

/** Nothing but space and comments; each alternative begins with a character of its own, so it never backtracks. */
const blank = /^(?:\s|#[^\n]*(?:\n|$))*$/

/**
 * Find the end of the command that begins at `start` of a text with `\n` line endings, as an interactive bash would.
 *
 * Windows of growing size are parsed rather than ever longer prefixes, so that work is linear in the command's length.
 *
 * @param limit offset of a line's end past which the command may not reach
 */
export function findCommandEnd(text: string, start: number, limit: number = text.length): CommandEnd {
  let end = lineEnd(text, start, limit)
  const first = text.slice(start, end)
  if (!special.test(first)) return {end, state: 'complete'}
  // Most of what looks like a heredoc is one, and its first line need not be parsed alone.
  const [, operator, value] = heredoc.exec(first.slice(0, likely)) ?? []
  const near = lineEnd(text, Math.min(limit, end + likely), limit)
  if (value !== undefined) end = heredocEnd(text, end, near, operator === '<<-', value)
  for (let lines = 1; ; lines *= 4) {
    const found = endWithin(text.slice(start, end))
    if (found.state === 'complete' || end >= limit) return {end: start + found.end, state: found.state}
    const {heredoc} = found
    const strips = heredoc?.operator === '<<-'
    const body = heredoc === null ? end : heredocEnd(text, end, limit, strips, heredoc.delimiter?.value ?? '')
    for (let more = lines * 3; more > 0 && end < limit; more--) end = lineEnd(text, end + 1, limit)
    end = Math.max(end, body)
  }
}

/** Whether bash would run a text as it stands, rather than wait for more of it. */
export function isComplete(text: string): boolean {
  let start = 0
  while (start < text.length) {
    const {end, state} = findCommandEnd(text, start)
    if (state !== 'complete') return false
    start = end + 1
  }
  return true
}

interface WindowEnd extends CommandEnd {
  /** A heredoc whose delimiter is not in the window, or null. */
  readonly heredoc: HereDoc | null
}

/** The end of the first command in a window of whole lines. */
function endWithin(window: string): WindowEnd {
  const script = parseScript(window)
  const {end, continued, statements} = firstCommand(window, script)
  const lacks = (state: 'text' | 'syntax', heredoc: HereDoc | null = null): WindowEnd => ({
    end: window.length,
    state,
    heredoc
  })
  const complete: WindowEnd = {end, state: 'complete', heredoc: null}
  const open = window.includes('<<') ? statements.flatMap(heredocsOf).find((doc) => !doc.closing) : undefined
  if (open !== undefined) return lacks('text', open)
  const isLast = statements.length === script.commands.length
  const errors = (script.errors ?? []).filter(({pos}) => pos <= end || isLast)
  if (!errors.every(({pos, message}) => isMendable(window, pos, message))) return complete
  if (errors.length > 0) return lacks(errors.some(({message}) => /quote|dollar/.test(message)) ? 'text' : 'syntax')
  return continued ? lacks('syntax') : complete
}

/** The end of the next line that closes a heredoc, or `from` where none does: what is between need not be parsed. */
function heredocEnd(text: string, from: number, limit: number, strips: boolean, delimiter: string): number {
  for (let start = from + 1; start < limit; ) {
    const end = lineEnd(text, start, limit)
    const line = text.slice(start, end)
    if ((strips ? line.replace(/^\t+/, '') : line) === delimiter) return end
    start = end + 1
  }
  return from
}

/** Whether more lines could mend an error: something is open, or missing at the very end. */
function isMendable(window: string, position: number, message: string): boolean {
  if (message.startsWith('unterminated')) return true
  // A redirection's target must stand on its own line.
  if (!message.startsWith('expected') || message === 'expected redirect target') return false
  // Of an empty group the opening character is named rather than the place where something is missing.
  return blank.test(window.slice(message.startsWith('expected command in') ? position + 1 : position))
}

interface FirstCommand {
  readonly end: number
  /** Its last line ends in `\`, and the window ends there. */
  readonly continued: boolean
  readonly statements: readonly Statement[]
}

/** The statements that share lines with the first one, as in `a; b`, and the end of their last line. */
function firstCommand(window: string, script: ParsedScript): FirstCommand {
  const statements: Statement[] = []
  let end = lineEnd(window, 0, window.length)
  let tail = 0
  for (const statement of script.commands) {
    if (statement.pos > end) break
    statements.push(statement)
    tail = lastOffset(window, statement)
    end = Math.max(end, lineEnd(window, tail, window.length))
    while (end < window.length && isContinued(window, tail, end)) end = lineEnd(window, end + 1, window.length)
  }
  return {end, continued: end === window.length && isContinued(window, tail, end), statements}
}

/** Where a statement and the heredocs that it opens are over. */
function lastOffset(window: string, statement: Statement): number {
  if (!window.includes('<<')) return statement.end
  return heredocsOf(statement).reduce((last, {closing}) => Math.max(last, closing?.end ?? window.length), statement.end)
}

/** Whether the line that ends at `end` goes on, because of a `\` that is no part of a comment. */
function isContinued(window: string, tail: number, end: number): boolean {
  const backslashes = /\\*$/.exec(window.slice(Math.max(0, end - 64), end))?.[0].length ?? 0
  return backslashes % 2 === 1 && !/(?:^|[\s;&|()])#/.test(window.slice(tail, end))
}

function lineEnd(text: string, from: number, limit: number): number {
  const newline = text.indexOf('\n', from)
  return newline === -1 || newline > limit ? limit : newline
}
