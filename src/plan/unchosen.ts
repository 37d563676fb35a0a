import type {Block, Section} from '../guide/guide.ts'

const condition = /introduced by "(?:if|when|in case|for)\b/i
const otherwise = /introduced by "(?:otherwise|alternatively|or)\b/i

/**
 * Find choices of which no way runs: "If you have it, do this: …", then "Otherwise, do that: …".
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
  return sections.flatMap(({contents}) => {
    const blocks = contents.flatMap((content) =>
      content.type === 'block' && content.language === 'bash' ? [{block: content, reason: reasonOf(content)}] : []
    )
    return blocks.flatMap(({block, reason}, index) => {
      const isFirst = reason !== null && condition.test(reason)
      const next = blocks[index + 1]?.reason ?? null
      return isFirst && next !== null && otherwise.test(next) ? [block] : []
    })
  })
}
