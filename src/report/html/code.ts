import type {ElementContent} from 'hast'
import {h} from 'hastscript'
import {common, createLowlight} from 'lowlight'
import type {StepResult} from '../../result.ts'
import {makeVisible} from '../visible.ts'

const lowlight = createLowlight(common)
// Highlighting is for reading, and nobody reads more.
const longestHighlighted = 50_000

/** A text in colours, where its language is known. */
export function highlight(text: string, language: string): readonly ElementContent[] {
  const visible = makeVisible(text)
  if (!lowlight.registered(language) || visible.length > longestHighlighted) return [{type: 'text', value: visible}]
  return lowlight.highlight(language, visible).children.filter((child) => child.type !== 'doctype')
}

/**
 * The body of a block as published: commands behind their prompts and in colours, with what the page fills in filled in,
 * and the output that it shows.
 *
 * @param firstLine the page's line of the first of `lines`
 */
export function renderSession(
  lines: readonly string[],
  firstLine: number,
  steps: readonly StepResult[]
): readonly ElementContent[] {
  const children: ElementContent[] = []
  let at = 0
  for (const step of [...steps].sort((a, b) => a.line - b.line)) {
    const start = step.line - firstLine
    const commandLines = step.command.split('\n')
    if (start < at || start >= lines.length) continue
    children.push(...renderOutput(lines.slice(at, start)), renderCommand(step.command))
    at = start + commandLines.length
  }
  return [...children, ...renderOutput(lines.slice(at))]
}

/** A command behind its prompt. */
export function renderCommand(command: string): ElementContent {
  return h('span.command', [h('span.prompt', {ariaHidden: 'true'}, '$ '), ...highlight(command, 'bash'), '\n'])
}

function renderOutput(lines: readonly string[]): readonly ElementContent[] {
  if (lines.length === 0) return []
  return [h('span.output', `${makeVisible(lines.join('\n'))}\n`)]
}
