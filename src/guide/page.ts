import type {Place} from '../place.ts'
import type {Problem} from '../problem.ts'
import type {BlockIds} from './block-ids.ts'
import type {Container} from './guide.ts'
import type {Preset} from './presets.ts'

/** A page while it is read. */
export interface Page {
  readonly path: string
  readonly preset: Preset
  readonly source: string
  /** Its source, line by line, without line endings and byte order mark. */
  readonly lines: readonly string[]
  /** Targets of reference links, by identifier. */
  readonly definitions: ReadonlyMap<string, string>
  readonly ids: BlockIds
  /** What the tags around a line mean that are not part of the tree. */
  readonly around: (line: number) => readonly Container[]
  /** What is wrong with it, in the order of discovery. */
  readonly problems: Problem[]
}

/** Where a node begins. */
export function placeOf(
  page: Page,
  node: {readonly position?: {readonly start: {line: number; column: number}} | undefined}
): Place {
  const {line = 1, column = 1} = node.position?.start ?? {}
  return {file: page.path, line, column}
}

/** The source of a node. */
export function sourceOf(
  page: Page,
  node: {readonly position?: {readonly start: Point; readonly end: Point} | undefined}
): string {
  return page.source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)
}

interface Point {
  readonly offset?: number | undefined
}
