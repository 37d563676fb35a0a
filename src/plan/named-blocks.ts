import type {Block} from '../guide/guide.ts'
import {formatPlace} from '../place.ts'
import {type Problem, problem} from '../problem.ts'

/**
 * Check that each id by which configuration names a block is one of a page's blocks, and of a single one.
 *
 * Sections that share a heading share ids, and what is said of one block then holds for all of them.
 */
export function checkNamedBlocks(ids: readonly string[], blocks: readonly Block[], file: string): readonly Problem[] {
  return ids.flatMap((id) => {
    const [first, ...others] = blocks
      .filter((block) => block.id === id)
      .map(({page, line, column}) => ({file: page, line, column}))
    if (first === undefined) {
      const detail = {found: id, expected: 'the id of a block of this page'}
      return [problem('unknown-option', {file, line: 1, column: 1}, detail)]
    }
    return others.map((place) => problem('repeated-id', place, {found: id, expected: formatPlace(first)}))
  })
}
