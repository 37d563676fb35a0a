import {says} from '../says.ts'
import type {Block, Output, Step} from './guide.ts'

const comment = /^\s*(?:\$\s+)?#/
const orComment = /^\s*(?:\$\s+)?#[#\s-]*(?:or|alternatively)\b/

/** Whether a line is a comment that says that another way follows: `# OR`. */
export function saysOr(line: string): boolean {
  return says(line, orComment)
}

/**
 * Make blocks of their own of the ways that a block has besides its first, where comments such as `# OR` stand among its
 * commands. Such a way ends at the next comment, from which on the block goes on.
 */
export function divideWays(block: Block): readonly Block[] {
  const {steps, value} = block
  if (steps.length === 0 || !says(value, /#[#\s-]{0,20}(?:or|alternatively)\b/)) return [block]
  const lines = value.split('\n')
  const textOf = (line: number): string => lines[line - block.line - 1] ?? ''
  const parts: Part[] = [{index: 0, line: block.line + 1, or: null}]
  for (const [index, step] of steps.entries()) {
    const comments = commentsAbove(step, steps[index - 1], block.line + 1, textOf)
    const line = comments.find((line) => saysOr(textOf(line)))
    const isOther = parts.at(-1)?.or !== null
    if (line !== undefined) parts.push({index, line, or: textOf(line).trim()})
    else if (isOther && comments[0] !== undefined) parts.push({index, line: comments[0], or: null})
  }
  return parts.flatMap(({index, line, or}, part) => {
    const end = parts[part + 1]
    const own = steps.slice(index, end?.index)
    if (own.length === 0) return []
    const above = or === null ? line - 1 : line
    return {
      ...block,
      line: above,
      value: lines.slice(above - block.line, end && end.line - block.line - 1).join('\n'),
      steps: end === undefined ? own : own.map((step) => upTo(step, end.line)),
      ...(or !== null && {or})
    }
  })
}

/** Consecutive steps of a block, from `index` on, with the comments above them, the first of which may say "or". */
interface Part {
  readonly index: number
  readonly line: number
  readonly or: string | null
}

/** The lines of the comments directly above a step, in order. */
function commentsAbove(
  {line}: Step,
  before: Step | undefined,
  opening: number,
  textOf: (line: number) => string
): readonly number[] {
  const from = before === undefined ? opening : before.line + before.command.split('\n').length
  let first = line
  while (first > from && (textOf(first - 1).trim() === '' || comment.test(textOf(first - 1)))) first--
  return Array.from({length: line - first}, (_, index) => first + index).filter((at) => comment.test(textOf(at)))
}

/** A step whose output ends before a line, at the latest. */
function upTo(step: Step, line: number): Step {
  const {output} = step
  if (output === null) return step
  const text = output.text
    .split('\n')
    .slice(0, Math.max(0, line - output.line))
    .join('\n')
    .trimEnd()
  const rest: Output | null = text === '' ? null : {...output, text}
  return {...step, output: rest}
}
