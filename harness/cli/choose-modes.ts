import {HarnessError} from '../../src/errors.ts'
import type {Plan} from '../../src/plan/plan.ts'
import {makeLine} from '../../src/report/visible.ts'
import type {Mode, RunResult} from '../../src/result.ts'
import {readRecording} from '../recording/file.ts'
import {fitRecording} from '../recording/fit.ts'
import {hashPlan} from '../recording/hashes.ts'
import {recordingPath} from '../recording/recording.ts'
import {chooseMode, lacksRelease, type ModeOptions} from './choose-mode.ts'

/** How each guide of a run is judged. */
export interface Modes {
  readonly of: (path: string) => Mode
  readonly all: RunResult['mode']
  /** Which mode and why, for the summary; empty where all have the same one as they were told. */
  readonly reasons: readonly string[]
}

/**
 * Decide how each guide is judged: as told, else as this machine can.
 *
 * Of a change, guides whose recordings still fit are replayed: their edits need no cluster. The others run live where they can.
 *
 * @param perGuide whether the guides are those that a change touches
 * @throws HarnessError where `--live` was asked for and this machine lacks something that these guides need
 */
export async function chooseModes(
  plans: readonly Plan[],
  options: ModeOptions,
  perGuide: boolean,
  releaseFolder: string | null
): Promise<Modes> {
  const told = options.live || options.replay || options.record
  if (!perGuide || told) {
    const mode = await chooseMode(plans, options, releaseFolder)
    return {of: () => mode, all: mode, reasons: []}
  }
  const misfits = new Map(plans.map((plan) => [plan, misfitOf(plan, releaseFolder)]))
  const unfit = plans.filter((plan) => misfits.get(plan) !== null && !lacksRelease(plan, releaseFolder))
  const engine = unfit.some(needsEngine) ? await chooseMode(unfit, {}, releaseFolder) : 'live'
  const chosen = plans.map((plan) => {
    const misfit = misfits.get(plan) ?? null
    if (misfit === null) return {plan, mode: 'replay', reason: 'the recording still fits'} as const
    if (lacksRelease(plan, releaseFolder))
      return {plan, mode: 'replay', reason: `${misfit}, and no release is here`} as const
    if (engine === 'live' || !needsEngine(plan)) return {plan, mode: 'live', reason: misfit} as const
    return {plan, mode: 'replay', reason: `${misfit}, and no engine answers here`} as const
  })
  const modes = new Map<string, Mode>(chosen.map(({plan, mode}) => [plan.path, mode]))
  const [first] = chosen
  return {
    of: (path) => modes.get(path) ?? 'live',
    all: chosen.every(({mode}) => mode === first?.mode) ? (first?.mode ?? 'replay') : 'mixed',
    reasons: describeChoices(chosen)
  }
}

interface Choice {
  readonly plan: Plan
  readonly mode: Mode
  readonly reason: string
}

/** How many guides are named that share a reason; a summary is to fit a screen. */
const mostNamed = 3

/** A line for each reason, with the guides that share it. */
function describeChoices(choices: readonly Choice[]): readonly string[] {
  const sharing = new Map<string, Choice[]>()
  for (const choice of choices) {
    const key = `${choice.mode} ${choice.reason}`
    sharing.set(key, [...(sharing.get(key) ?? []), choice])
  }
  return [...sharing.values()].map((group) => {
    const [{mode, reason} = {mode: 'replay', reason: ''}] = group
    const named = group.slice(0, mostNamed).map(({plan}) => makeLine(plan.path))
    const more = group.length > mostNamed ? ` and ${group.length - mostNamed} more` : ''
    const verb = group.length === 1 ? 'was' : 'were'
    return `${named.join(', ')}${more} ${verb} ${mode === 'live' ? 'run live' : 'replayed'}: ${makeLine(reason)}`
  })
}

function needsEngine({clusters}: Plan): boolean {
  return clusters.some(({context}) => context === null)
}

/** Why a guide cannot be judged from its recording as a whole, or null. */
function misfitOf(plan: Plan, releaseFolder: string | null): string | null {
  try {
    const recording = readRecording(recordingPath(plan.path))
    return recording === null
      ? 'there is no recording'
      : fitRecording(plan, recording, hashPlan(plan, releaseFolder)).reason
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error
    return error.message
  }
}
