import type {Block, Guide, Prose} from '../guide/guide.ts'
import {says} from '../says.ts'
import {openingOf} from './introduction.ts'

/** What may be so or not, whatever a reader has done: no progress that both commands are to show. */
const supposing = /^\W*(?:assuming|suppos(?:e|ing)|if there (?:are|is))\b[^,]*,/
/** "If there are such pods, then you would see something like this:" */
const seeing =
  /,\s*(?:then )?(?:you(?:['’]d|['’]ll| will| would| should)? (?:see|get)|the output (?:is|looks|will|would|should))\b.*:\W{0,9}$/

/**
 * Blocks that show once more the command of the block before, for a case that the page has supposed otherwise: "Assuming that
 * you have none, …", then "If there are some, you would see something like this:".
 */
export function otherOutcomes({sections}: Guide): ReadonlyMap<Block, string> {
  const others = new Map<Block, string>()
  for (const {contents} of sections) {
    let first: {readonly block: Block; readonly above: Prose} | undefined
    let above: Prose | undefined
    let reason: string | undefined
    for (const content of contents) {
      if (content.type === 'prose') {
        above = content
        reason = undefined
      }
      if (content.type !== 'block') continue
      if (content.steps.length > 0) {
        const isOther = first !== undefined && isOtherwise(first.above, above) && isSame(first.block, content)
        reason = isOther ? reasonOf(above) : undefined
        if (!isOther) first = above && {block: content, above}
      }
      if (reason !== undefined) others.set(content, reason)
    }
  }
  return others
}

function isOtherwise(one: Prose, other: Prose | undefined): boolean {
  const [first, second] = [one, other].map((prose) => prose?.sentences.at(-1)?.text ?? '')
  return one !== other && says(first ?? '', supposing) && says(second ?? '', supposing) && says(second ?? '', seeing)
}

function isSame(one: Block, other: Block): boolean {
  return one.steps.map(({command}) => command).join('\n') === other.steps.map(({command}) => command).join('\n')
}

function reasonOf(above: Prose | undefined): string | undefined {
  const sentence = above?.sentences.at(-1)
  return sentence && `alternative: introduced by "${openingOf(sentence.text)}" (line ${sentence.line})`
}
