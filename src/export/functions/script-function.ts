import type {FunctionName} from '../functions.ts'

/** A function of bash that a script may bring along. */
export interface ScriptFunction {
  /** Other functions that it calls. */
  readonly uses: readonly FunctionName[]
  readonly text: string
}
