import {HarnessError} from '../../src/errors.ts'
import {renderScript} from '../../src/export/script.ts'
import type {Plan, PlannedStep} from '../../src/plan/plan.ts'
import {readRecording} from '../recording/file.ts'
import {recordingPath} from '../recording/recording.ts'
import {prepare, refuseErrors} from './prepare.ts'

/** `guiderail export`: a guide as one plain bash script, on standard output. */
export async function exportGuide(page: string, options: {readonly config?: string}): Promise<void> {
  const prepared = await prepare([page], options)
  refuseErrors(prepared)
  const [plan, other] = prepared.plans
  if (plan === undefined || other !== undefined) {
    throw new HarnessError('config', `${page}: a script is made of one guide; name its page`)
  }
  process.stdout.write(renderScript(plan, {answers: recordedAnswers(plan)}))
}

/** What questions were answered with when the guide was recorded, by the command that asked. */
function recordedAnswers(plan: Plan): (step: PlannedStep) => readonly string[] {
  const recording = readRecording(recordingPath(plan.path))
  const answers = new Map<string, readonly string[]>()
  for (const {command, attempts} of recording?.steps ?? []) {
    answers.set(command, attempts.at(-1)?.prompts.map(({answer}) => answer) ?? [])
  }
  return ({command}) => answers.get(command) ?? []
}
