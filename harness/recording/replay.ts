import type {Plan, PlannedStep} from '../../src/plan/plan.ts'
import type {Responder} from '../responder.ts'
import {fitRecording} from './fit.ts'
import {type Hashes, type RecordedStep, type Recording, recordingPath} from './recording.ts'

/** Answers from a recording, and why the recording does not fit as a whole, or null. */
export interface Replay extends Responder {
  readonly misfit: string | null
}

/**
 * Answer the steps of a plan from a recording, or with `not recorded` from the first difference on.
 *
 * @param recording null where there is none
 */
export function replay(plan: Plan, recording: Recording | null, hashes: Hashes): Replay {
  const fit =
    recording === null
      ? {steps: [], reason: `there is no recording ${recordingPath(plan.path)}`}
      : fitRecording(plan, recording, hashes)
  const answers = new Map<PlannedStep, RecordedStep | undefined>()
  const planned = plan.blocks.filter((block) => block.skip === null).flatMap((block) => block.steps)
  for (const [index, step] of planned.entries()) answers.set(step, fit.steps[index])
  return {
    misfit: fit.reason,
    answer: async ({step}) => {
      const recorded = answers.get(step)
      return recorded === undefined
        ? {type: 'not-recorded', reason: `${fit.reason}; run \`guiderail run --live --record ${plan.path}\``}
        : {type: 'attempts', attempts: recorded.attempts, awaited: recorded.awaited}
    },
    diagnose: async () => [],
    close: async () => {}
  }
}
