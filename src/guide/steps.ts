import {findCommandEnd} from '../bash/command-end.ts'
import {withoutIndent} from './indentation.ts'
import {saysOr} from './other-ways.ts'
import type {PromptStyle} from './prompts.ts'
import {looksLikeCommand, looksLikeOutput, looksPrinted} from './shell-lines.ts'

/** The text of a block, with `\n` line endings and without its indentation. */
export interface Body {
  readonly text: string
  /** Of the same length, with shortcodes as words, so that bash's grammar applies. */
  readonly masked: string
}

/** One command of a body; offsets count from the body's start. */
export interface BodyStep {
  readonly start: number
  readonly command: string
  readonly output: {readonly start: number; readonly text: string} | null
}

/** The commands of a body, and where it shows output before any of them. */
export interface BodySteps {
  readonly steps: readonly BodyStep[]
  /** Offset of the first line that is neither a command nor the output of one, or null. */
  readonly orphan: number | null
}

interface Line {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Read the commands of a body that shows them after prompts, each with the output that follows it. */
export function readSession(body: Body, style: PromptStyle): BodySteps {
  const lines = linesOf(body.masked)
  const steps: BodyStep[] = []
  let orphan: number | null = null
  // A quote or heredoc that ran to the block's end is not searched for again: that would take quadratic time.
  let closable = true

  for (let index = 0; index < lines.length; ) {
    const line = at(lines, index)
    const prompt = style.prompt.exec(line.text)?.[0]
    if (prompt === undefined) {
      if (line.text.trim() !== '' && !line.text.startsWith('#')) orphan ??= line.start
      index++
      continue
    }
    const start = line.start + prompt.length
    const command = readPrompted(body, lines, index, start, style, closable)
    closable &&= command.closable
    const next = indexOfPrompt(lines, command.next, style)
    const output = readOutput(body, lines, command.next, next, style)
    // Of a bare prompt or a comment nothing can be expected.
    if (!isBlank(command.text)) steps.push({start, command: command.text, output})
    else if (output !== null) orphan ??= output.start
    index = next
  }
  return {steps, orphan}
}

/**
 * Read a body that is all commands, without prompts; comments between them are dropped.
 *
 * What can hardly be a command is output of the one above it after all, up to a command that a blank line sets off.
 *
 * @param session whether it may as well show what the commands print
 */
export function readScript({text, masked}: Body, session = false): readonly BodyStep[] {
  const steps: BodyStep[] = []
  for (let from = 0; from < masked.length; ) {
    const start = from + masked.slice(from).search(/\S|$/)
    const {end} = findCommandEnd(masked, start)
    const command = withoutEnd(text.slice(start, end), end === masked.length)
    const last = steps.at(-1)
    const isIndented = columnOf(masked, start) > columnOf(masked, steps[0]?.start ?? start)
    if (last !== undefined && (isOutput(command, isIndented) || (session && looksPrinted(firstLine(command))))) {
      const outputEnd = endOfOutput(masked, start)
      const shown = text.slice(start - columnOf(masked, start), outputEnd).trimEnd()
      const output = {start, text: withoutIndent(shown.split('\n')).join('\n')}
      steps[steps.length - 1] = {...last, output}
      from = outputEnd
      continue
    }
    if (!isBlank(command)) steps.push({start, command, output: null})
    from = end + 1
  }
  return steps
}

/** Whether what follows a command is what it prints: hardly a command, or further to the right than those are. */
function isOutput(command: string, isIndented: boolean): boolean {
  const line = firstLine(command)
  if (looksLikeOutput(line) || /^\{\s*(?:"|\}$)/.test(command)) return true
  return isIndented && !isBlank(line) && !looksLikeCommand(line)
}

function columnOf(text: string, offset: number): number {
  return offset === 0 ? 0 : offset - text.lastIndexOf('\n', offset - 1) - 1
}

/** The first line of a body that is neither blank nor a comment. */
export function openingLine({masked}: Body): string {
  return firstLine(masked, /^(?:[ \t]*(?:#.*)?\n)+/.exec(masked)?.[0].length ?? 0)
}

/**
 * Where the output that begins at `start` ends: at a command below a blank line, below one that stands for any, or below one
 * that tells how a container's command ended; or nowhere.
 */
function endOfOutput(masked: string, start: number): number {
  let mayEnd = false
  for (let from = start; from < masked.length; ) {
    const line = firstLine(masked, from)
    if (mayEnd && looksLikeCommand(line)) return from
    mayEnd = /^\s*(?:\.\.\.\s*)?$|^command terminated with exit code \d/.test(line)
    from += line.length + 1
  }
  return masked.length
}

function firstLine(text: string, from = 0): string {
  const end = text.indexOf('\n', from)
  return text.slice(from, end === -1 ? text.length : end)
}

interface Prompted {
  readonly text: string
  /** Index of the line after it. */
  readonly next: number
  readonly closable: boolean
}

function readPrompted(
  body: Body,
  lines: readonly Line[],
  index: number,
  start: number,
  style: PromptStyle,
  closable: boolean
): Prompted {
  const {text, masked} = body
  const {end, text: line} = at(lines, index)
  const first = line.includes('<<') && !style.continues ? null : findCommandEnd(masked, start, end)
  if (first?.state === 'complete') return {text: withoutEnd(text.slice(start, first.end)), next: index + 1, closable}
  if (style.continues) {
    const typed = readContinued(body, lines, index, start)
    if (typed !== null) return {...typed, closable}
  }
  // A prompt ends what bash has not seen the end of, unless it stands in a heredoc or quotes.
  const limit = at(lines, indexOfPrompt(lines, index + 1, style) - 1).end
  let found = findCommandEnd(masked, start, limit)
  let stillClosable = closable
  if (found.state === 'text' && closable && limit < masked.length) {
    const further = findCommandEnd(masked, start)
    stillClosable = further.state === 'complete'
    if (stillClosable) found = further
  }
  const last = indexFrom(lines, index, ({end}) => end >= found.end)
  const command = withoutEnd(text.slice(start, found.end), found.end === masked.length)
  return {text: command, next: last + 1, closable: stillClosable}
}

/** Read a command whose further lines follow bash's second prompt, or null where they do not. */
function readContinued(
  {text, masked}: Body,
  lines: readonly Line[],
  index: number,
  start: number
): Omit<Prompted, 'closable'> | null {
  const run = lines.slice(
    index + 1,
    indexFrom(lines, index + 1, (line) => !/^>(?: |$)/.test(line.text))
  )
  if (run.length === 0) return null
  const typed = (source: string): string =>
    [
      source.slice(start, at(lines, index).end),
      ...run.map((line) => source.slice(line.start, line.end).replace(/^> ?/, ''))
    ].join('\n')
  const {end, state} = findCommandEnd(typed(masked), 0)
  if (state !== 'complete') return null
  const command = typed(text).slice(0, end)
  return {text: withoutEnd(command), next: index + command.split('\n').length}
}

function readOutput(
  {text}: Body,
  lines: readonly Line[],
  from: number,
  to: number,
  style: PromptStyle
): BodyStep['output'] {
  let [first, last] = [from, to]
  if (style.comments && to < lines.length) {
    const isComment = (line: Line): boolean => /^#|^\s*$/.test(line.text)
    while (last > first && isComment(at(lines, last - 1))) last--
    // Comments right below output are part of it, as in what a metrics endpoint prints.
    if (last > first && last < to && at(lines, last).text.startsWith('#')) last = to
  }
  // "# or: …" tells of another command; the output begins below.
  const isOther = ({text}: Line): boolean => text.trim() === '' || (text.startsWith('#') && saysOr(text))
  while (first < last && isOther(at(lines, first))) first++
  while (last > first && at(lines, last - 1).text.trim() === '') last--
  if (first === last) return null
  const {start} = at(lines, first)
  return {start, text: text.slice(start, at(lines, last - 1).end)}
}

function indexOfPrompt(lines: readonly Line[], from: number, {prompt}: PromptStyle): number {
  return indexFrom(lines, from, ({text}) => prompt.test(text))
}

/** The index of the first line from `from` on that is as asked, or the number of lines. */
function indexFrom(lines: readonly Line[], from: number, isWanted: (line: Line) => boolean): number {
  let index = from
  while (index < lines.length && !isWanted(at(lines, index))) index++
  return index
}

function isBlank(command: string): boolean {
  return !/^[^\S\n]*[^\s#]/m.test(command)
}

/** Drop the space after a command, and a `\\` that only an empty line or nothing follows; an escaped space stays. */
function withoutEnd(command: string, isLast = false): string {
  const trimmed = command.trimEnd()
  if (!trimmed.endsWith('\\')) return trimmed
  const next = command.charAt(trimmed.length)
  return next === '\n' || (next === '' && isLast) ? trimmed.slice(0, -1).trimEnd() : trimmed + next
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = []
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    lines.push({start, end, text: text.slice(start, end)})
    start = end + 1
  }
  return lines
}

const nothing: Line = {start: 0, end: 0, text: ''}

function at(lines: readonly Line[], index: number): Line {
  return lines[index] ?? nothing
}
