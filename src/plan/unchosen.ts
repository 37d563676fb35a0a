import type {Block, Section} from '../guide/guide.ts'

const condition = /introduced by "(?:if|when|in case|for)\b/i
const otherwise = /introduced by "(?:otherwise|alternatively|or)\b/i

/** "If using GKE", as a heading. */
const headed = /^alternative: in "(?:if|when)\b/i

/**
 * Find choices of which no way runs: "If you have it, do this: …", then "Otherwise, do that: …", or sections called "If using
 * A" and "If using B".
 *
 * A single condition may be for other readers, but of these two every reader takes one. A way that the page has shown before
 * ends in no condition.
 *
 * @param reasonOf why a block is an alternative that does not run; null for any other block
 * @returns the first block of each choice
 */
export function findUnchosen(
  sections: readonly Section[],
  reasonOf: (block: Block) => string | null
): readonly Block[] {
  const ways = sections.flatMap(({depth, contents}): readonly (readonly Way[])[] => {
    const blocks = contents.filter(
      (content): content is Block => content.type === 'block' && content.language === 'bash'
    )
    return blocks.length === 0 ? [] : [blocks.map((block) => ({block, reason: reasonOf(block) ?? '', depth}))]
  })
  const below = ways.flatMap((blocks) => pairs(blocks).filter(([one, other]) => isOtherwise(one, other)))
  const beside = pairs(ways.flatMap(([first]) => first ?? [])).filter(([one, other]) => areHeaded(one, other))
  const later = new Set(beside.map(([, other]) => other))
  return [...below, ...beside.filter(([one]) => !later.has(one))].map(([{block}]) => block)
}

interface Way {
  readonly block: Block
  /** Empty where it runs. */
  readonly reason: string
  /** Of its section. */
  readonly depth: number
}

function pairs(ways: readonly Way[]): readonly (readonly [Way, Way])[] {
  return ways.slice(1).flatMap((other, index) => {
    const one = ways[index]
    return one === undefined ? [] : [[one, other] as const]
  })
}

function isOtherwise(one: Way, other: Way): boolean {
  return condition.test(one.reason) && otherwise.test(other.reason)
}

function areHeaded(one: Way, other: Way): boolean {
  return (
    one.depth === other.depth && one.reason !== other.reason && [one, other].every(({reason}) => headed.test(reason))
  )
}
