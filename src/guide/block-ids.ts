import {splitAnchor} from './heading.ts'

/** Numbers the blocks of a page as istio.io numbers its snippets. */
export interface BlockIds {
  /** A heading of level 2 or deeper, as its source says after the `#`s. */
  readonly enterSection: (source: string) => void
  /** The id of the next block; its author's own name for it, if any. Each block counts, however it is named. */
  readonly next: (name: string | undefined) => string
  /** The id of the next block of a kind that istio.io does not count. */
  readonly nextUncounted: (kind: string) => string
}

/** Number the blocks of one page from its beginning. */
export function numberBlocks(): BlockIds {
  let section = ''
  let count = 0
  let uncounted = 0
  return {
    enterSection: (source) => {
      section = sectionId(source)
      count = 0
      uncounted = 0
    },
    next: (name) => {
      count++
      return name === undefined || name === '' || name === 'none' ? `${section}_${count}` : name
    },
    nextUncounted: (kind) => `${section}_${kind}_${++uncounted}`
  }
}

/** A heading in snake case; the markup in it counts as text. */
function sectionId(source: string): string {
  return splitAnchor(source)
    .text.replaceAll(' ', '_')
    .replace(/[^0-9A-Za-z_]/g, '')
    .toLowerCase()
}
