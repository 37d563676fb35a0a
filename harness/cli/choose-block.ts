import {HarnessError} from '../../src/errors.ts'
import type {Plan} from '../../src/plan/plan.ts'

/**
 * The plans that have a block; all where none is asked for.
 *
 * @throws HarnessError `config` where no plan has it
 */
export function plansOfBlock(plans: readonly Plan[], block: string | undefined): readonly Plan[] {
  if (block === undefined) return plans
  const found = plans.filter(({blocks}) => blocks.some(({id}) => id === block))
  if (found.length > 0) return found
  throw new HarnessError(
    'config',
    `--block ${block}: no guide here has such a block; \`guiderail list\` shows the names`
  )
}
