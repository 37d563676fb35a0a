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
 * Decide between live and replay: as told, else live where an engine answers and the release is at hand.
 *
 * @param releaseFolder where samples of guides lie, or null where no release is at hand
 * @throws HarnessError where `--live` was asked for and this machine lacks something that these guides need
 */
export async function chooseMode(
  plans: readonly Plan[],
  options: ModeOptions,
  releaseFolder: string | null
): Promise<Mode> {
  if (options.replay) return 'replay'
  const explicit = options.live === true || options.record === true
  const homeless = plans.find((plan) => lacksRelease(plan, releaseFolder))
  if (homeless !== undefined && explicit) throw noRelease(homeless)
  if (homeless !== undefined) return 'replay'
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

/** Whether a guide names samples of a release that is not at hand, so that it cannot run. */
export function lacksRelease({samples}: Plan, releaseFolder: string | null): boolean {
  return samples.length > 0 && releaseFolder === null
}

function noRelease({path, samples}: Plan): HarnessError {
  return new HarnessError(
    'no-release',
    `${path} uses \`@${samples[0]}@\`, and no release is here; set ISTIO_HOME to an unpacked one, or \`release\` in the configuration`
  )
}
