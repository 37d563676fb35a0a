import type {Plan} from '../../src/plan/plan.ts'
import type {Hashes, RecordedStep, Recording} from './recording.ts'

/** How far a recording fits a plan: its steps by the plan's, and from where on and why it no longer does. */
export interface Fit {
  /** By the place of a step among all steps of the plan that run. */
  readonly steps: readonly RecordedStep[]
  /** Why it ends there, or null where it fits to the end. */
  readonly reason: string | null
}

/**
 * Match a recording with a plan, step by step, up to the first difference.
 *
 * What came after a difference might have come out otherwise, so nothing behind it counts. Renamed sections and edited
 * prose are no difference.
 *
 * @param hashes of the plan; samples that it does not name (no release is at hand) are taken as unchanged
 */
export function fitRecording(plan: Plan, recording: Recording, hashes: Hashes): Fit {
  const {header} = recording
  if (header.hashes.configuration !== hashes.configuration) {
    return {steps: [], reason: 'it was recorded with other clusters or networks'}
  }
  const gone = Object.keys(header.hashes.prerequisites).find((page) => !(page in hashes.prerequisites))
  if (gone !== undefined) return {steps: [], reason: `it was recorded with the prerequisite ${gone}`}
  const changed = Object.keys(hashes.samples).filter((path) => hashes.samples[path] !== header.hashes.samples[path])
  const planned = plan.blocks.filter((block) => block.skip === null).flatMap((block) => block.steps)
  for (const [index, step] of planned.entries()) {
    const recorded = recording.steps[index]
    const fitting = recording.steps.slice(0, index)
    if (recorded === undefined) return {steps: fitting, reason: 'the recording ends before this step'}
    if (recorded.command !== step.command) return {steps: fitting, reason: describeDifference(recorded, step.command)}
    const sample = changed.find((path) => step.command.includes(path))
    if (sample !== undefined) return {steps: fitting, reason: `\`${sample}\` has changed since it was recorded`}
    if (recorded.attempts.length === 0) return {steps: fitting, reason: 'the recording holds no attempt of this step'}
  }
  const left = recording.steps[planned.length]
  const reason =
    left === undefined ? null : `the recording goes on with \`${shorten(left.command)}\`, which the page no longer has`
  return {steps: recording.steps.slice(0, planned.length), reason}
}

function describeDifference(recorded: RecordedStep, command: string): string {
  return `the recording has \`${shorten(recorded.command)}\` where the page has \`${shorten(command)}\``
}

function shorten(command: string): string {
  const [first = '', ...rest] = command.split('\n')
  return rest.length > 0 || first.length > 70 ? `${first.slice(0, 70)} …` : first
}
