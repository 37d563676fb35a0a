import {HarnessError} from '../../src/errors.ts'
import type {Plan} from '../../src/plan/plan.ts'
import type {Mode} from '../../src/result.ts'

/** The options that say how guides are run. */
export interface ModeOptions {
  readonly live?: boolean
  readonly replay?: boolean
  readonly record?: boolean
}

/**
 * Decide between live and replay: as told, else live where an engine answers.
 *
 * @throws HarnessError where `--live` was asked for and this machine lacks something that these guides need
 */
export async function chooseMode(plans: readonly Plan[], options: ModeOptions): Promise<Mode> {
  if (options.replay) return 'replay'
  const explicit = options.live === true || options.record === true
  const makesClusters = plans.some((plan) => plan.clusters.some((cluster) => cluster.context === null))
  if (explicit && !makesClusters) return 'live'
  try {
    const {checkEngine} = await import('../cluster/engine.ts')
    await checkEngine()
    return 'live'
  } catch (error) {
    if (explicit || !(error instanceof HarnessError)) throw error
    return 'replay'
  }
}
