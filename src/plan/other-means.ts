import {reads} from '../expect/reading.ts'
import {readScript} from '../expect/script.ts'
import type {Block, Content, Guide} from '../guide/guide.ts'
import {says} from '../says.ts'
import {openingOf} from './introduction.ts'

/** "You can also use a chart:"; with an end of its own ("to remove the old one"), it is no other way to the same. */
const also =
  /^\W*you (?:can|could|may) also (?:do (?:it|so|that|the same|this)\b|use\b(?!.*\bto (?!(?:do|achieve)\b)[a-z]))[^.]*:\W{0,9}$/

/**
 * Blocks that do by other means what the block directly before has done: "You can also use a chart:". What only reads looks
 * at it in addition.
 */
export function otherMeans({sections}: Guide): ReadonlyMap<Block, string> {
  const others = new Map<Block, string>()
  for (const {contents} of sections) {
    for (const [at, prose] of contents.entries()) {
      const [sentence, ...more] = prose.type === 'prose' ? prose.sentences : []
      if (sentence === undefined || more.length > 0 || !says(sentence.text, also)) continue
      const done = contents.slice(0, at).findLast((content) => content.type !== 'block' || isCommand(content))
      const [block, ...below] = contents.slice(at + 1)
      if (!isCommand(done) || onlyReads(done) || !isCommand(block) || onlyReads(block)) continue
      const end = below.findIndex((content) => content.type !== 'block' || isCommand(content))
      const shown = below.slice(0, end === -1 ? below.length : end).filter((content) => content.type === 'block')
      const reason = `alternative: introduced by "${openingOf(sentence.text)}" (line ${sentence.line})`
      for (const other of [block, ...shown]) others.set(other, reason)
    }
  }
  return others
}

function isCommand(content: Content | undefined): content is Block {
  return content?.type === 'block' && content.steps.length > 0
}

function onlyReads({steps}: Block): boolean {
  return steps.every(({command}) => reads(readScript(command)))
}
