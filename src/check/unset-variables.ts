import {variablesOf} from '../bash/variables.ts'
import type {Finding} from './finding.ts'

/** Follows which variables are set from step to step. */
export interface VariableCheck {
  /** The variables that a step needs and that nothing has set, each reported once; its own count from then on. */
  readonly findUnset: (command: string) => readonly Finding[]
}

/**
 * Check variables over the steps of a guide, in the order in which they run.
 *
 * Once a step may set names that its text does not show (`source`, `eval`), nothing is known any more.
 *
 * @param known names that the environment and the guide's clusters set
 */
export function followVariables(known: Iterable<string>): VariableCheck {
  const set = new Set(known)
  let opaque = false
  return {
    findUnset: (command) => {
      if (opaque || !/[$=]|\b(?:read|mapfile|readarray|getopts|source|eval|for|select)\b|^\.\s/m.test(command))
        return []
      const variables = variablesOf(command)
      const findings: Finding[] = []
      for (const {name, offset} of variables.used) {
        if (set.has(name)) continue
        set.add(name)
        findings.push({ruleId: 'unset-variable', offset, detail: {found: `$${name}`}})
      }
      for (const name of variables.set) set.add(name)
      opaque = variables.opaque
      return findings
    }
  }
}
