import type {Block} from '../../guide/guide.ts'

/** The sentence that a cue stands in, and the sample output that follows it. */
export interface CueContext {
  readonly line: number
  readonly text: string
  readonly data: Block | null
  readonly anyVersion: boolean
}
