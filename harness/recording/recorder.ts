import type {Responder} from '../responder.ts'
import type {RecordedStep} from './recording.ts'

/** A responder that keeps what another one answers. */
export interface Recorder extends Responder {
  /** Every step so far, in the order of the plan. */
  readonly recorded: () => readonly RecordedStep[]
}

/** Keep every answer of a responder, for a recording. */
export function recordAnswers(responder: Responder): Recorder {
  const steps: RecordedStep[] = []
  return {
    ...responder,
    answer: async (question) => {
      const answer = await responder.answer(question)
      const {block, index, step} = question
      if (answer.type === 'attempts') {
        steps.push({
          type: 'step',
          block: block.id,
          index,
          command: step.command,
          awaited: answer.awaited,
          attempts: answer.attempts
        })
      }
      return answer
    },
    recorded: () => steps
  }
}
