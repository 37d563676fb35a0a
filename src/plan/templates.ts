import type {Block, Guide} from '../guide/guide.ts'
import {says} from '../says.ts'

/** `<app-name>`, which readers replace. */
const placeholder = /<[A-Za-z](?:[\w .:/-]*\w)?>/

const example = /^\W*(?:for (?:example|instance)|(?:an )?example)\b/

/**
 * Find the commands that only show how another one is made up, with the reason: those with placeholders, of which an example
 * follows: "For example:".
 */
export function findTemplates({sections}: Guide): ReadonlyMap<Block, string> {
  const templates = new Map<Block, string>()
  for (const {contents} of sections) {
    let before: Block | null = null
    for (const [index, content] of contents.entries()) {
      if (content.type !== 'block') continue
      const lead = contents[index - 1]
      const isExample = lead?.type === 'prose' && says(lead.sentences.at(-1)?.text ?? '', example)
      if (before !== null && isExample && isMadeUpFrom(before, content)) {
        templates.set(before, `alternative: a template, of which line ${content.line} has an example`)
      }
      before = content
    }
  }
  return templates
}

/** Whether a block is the command of another one with values for all its placeholders. */
function isMadeUpFrom({steps: [template, ...more]}: Block, {steps: [made]}: Block): boolean {
  if (template === undefined || more.length > 0 || made === undefined || placeholder.test(made.command)) return false
  const parts = template.command.split(placeholder)
  if (parts.length === 1) return false
  // Where the template breaks its lines, the example may not.
  const words = parts.flatMap((part) => part.split(/[\s\\]+/)).filter((word) => word !== '')
  let at = 0
  for (const word of words) {
    const found = made.command.indexOf(word, at)
    if (found === -1) return false
    at = found + word.length
  }
  return made.command.startsWith(words[0] ?? ' ')
}
