import type {Content, Prose} from '../guide/guide.ts'
import {says} from '../says.ts'

/** "If you deployed it in `main`, the command is:", which states the case of the page; no condition that something is otherwise. */
const stating =
  /^\W*(?:if|when) you(?:['’]ve| have)?\b(?![^,]*(?:\b(?:another|custom|different|elsewhere|not|other|own)|n['’]t)\b)[^,]*,\s*(?:then )?(?:the|your) (?:[a-z]+ )?commands? (?:is|are|looks?|reads?|(?:should|will|would) (?:be|look))\b.*:\W{0,9}$/

/**
 * The paragraph of a section that states the case in which its command is to be run, where the page shows it for no other case:
 * neither by a second such sentence nor by the block before it.
 */
export function ownCaseOf(contents: readonly Content[]): Prose | undefined {
  const [only, ...others] = contents.filter(
    (content): content is Prose => content.type === 'prose' && statesCase(content)
  )
  if (only === undefined || others.length > 0) return undefined
  const before = contents[contents.indexOf(only) - 1]
  const opens = only.sentences.length > 1 || only.opensItem === true
  return opens || before?.type !== 'block' || before.steps.length === 0 ? only : undefined
}

function statesCase({sentences}: Prose): boolean {
  return says(sentences.at(-1)?.text ?? '', stating)
}
