import type {Plan} from '../../src/plan/plan.ts'
import type {GuideResult} from '../../src/result.ts'
import {readRecording} from '../recording/file.ts'
import {hashPlan} from '../recording/hashes.ts'
import {recordingPath} from '../recording/recording.ts'
import {replay} from '../recording/replay.ts'
import {type BlockOutcome, runPlan} from '../run-guide.ts'
import {assemble} from '../vitest/guide-run.ts'
import {openReplay} from '../vitest/host.ts'

/**
 * Judge one guide from its recording, in this process and at once.
 *
 * @throws HarnessError `recording` where the recording cannot be read
 */
export async function replayGuide(plan: Plan, releaseFolder: string | null): Promise<GuideResult> {
  const startedAt = new Date()
  const responder = replay(plan, readRecording(recordingPath(plan.path)), hashPlan(plan, releaseFolder))
  const outcomes: BlockOutcome[] = []
  for await (const outcome of runPlan(plan, responder, () => {})) outcomes.push(outcome)
  return assemble(plan, openReplay(plan, releaseFolder), startedAt, outcomes, responder.misfit)
}
