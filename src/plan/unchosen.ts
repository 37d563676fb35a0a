import type {Block, Section} from '../guide/guide.ts'

const condition = /introduced by "(?:if|when|in case|for)\b/i
const otherwise = /introduced by "(?:otherwise|alternatively|or)\b/i

/** "If using GKE", as a heading. */
const headed = /^alternative: in "(?:if|when)\b/i

/**
 * Find choices of which no way runs: "If you have it, do this: …", then "Otherwise, do that: …", or "If you are using A, …"
 * and "If you are using B, …", one after the other or as sections that begin so, or are called so.
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
  const below = ways.flatMap((blocks) =>
    pairs(blocks).filter(([one, other]) => isOtherwise(one, other) || haveLikeConditions(one, other))
  )
  const beside = pairs(ways.flatMap(([first]) => first ?? [])).filter(
    ([one, other]) => areHeaded(one, other) || (one.depth === other.depth && haveLikeConditions(one, other))
  )
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

/** Whether two conditions begin alike and tell what a reader uses or did. Wishes, and what one has, may be both or none. */
function haveLikeConditions(one: Way, other: Way): boolean {
  const [, first] = likeCondition.exec(one.reason) ?? []
  const [, second] = likeCondition.exec(other.reason) ?? []
  return first !== undefined && first.toLowerCase() === second?.toLowerCase() && one.reason !== other.reason
}

const likeCondition =
  /(?:introduced by|says) "((?:if|when) you (?:are|use|used|run|update|updated|deploy|deployed|install|installed|chose|selected|enabled))\b/i

function areHeaded(one: Way, other: Way): boolean {
  return (
    one.depth === other.depth && one.reason !== other.reason && [one, other].every(({reason}) => headed.test(reason))
  )
}
