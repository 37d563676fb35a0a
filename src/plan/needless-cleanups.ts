import type {Block, Guide} from '../guide/guide.ts'
import {cleansUp} from './sections.ts'

/** A section whose subsections are being read. */
interface Open {
  readonly heading: string | null
  readonly depth: number
  /** Whether any of its commands so far runs; null where it has none yet. */
  runs: boolean | null
}

/**
 * Find the blocks of cleanup sections that have nothing to clean up, with the reason: of all that stands before them below
 * the same heading, nothing runs. A page as a whole may clean up what its prerequisites made.
 *
 * @param alternatives what does not run
 */
export function needlessCleanups(
  {sections}: Guide,
  alternatives: ReadonlyMap<Block, string>
): ReadonlyMap<Block, string> {
  const found = new Map<Block, string>()
  const open: Open[] = []
  let idle: {readonly depth: number; readonly reason: string} | null = null
  for (const {heading, depth, contents} of sections) {
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop()
    const parent = open.at(-1)
    open.push({heading, depth, runs: null})
    if (idle !== null && depth <= idle.depth) idle = null
    if (idle === null && parent !== undefined && parent.depth >= 2 && parent.runs === false && cleansUp(heading)) {
      idle = {depth, reason: `alternative: "${heading}" belongs to "${parent.heading}", of which nothing else runs`}
    }
    for (const block of contents) {
      if (block.type !== 'block') continue
      const isSkipped = alternatives.has(block)
      if (idle !== null && !isSkipped) found.set(block, idle.reason)
      if (block.steps.length === 0) continue
      for (const section of open) section.runs = section.runs === true || (idle === null && !isSkipped)
    }
  }
  return found
}
