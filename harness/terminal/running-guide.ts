import {isFailure} from '../../src/report/outcome.ts'
import type {RunEvent, StepResult} from '../../src/result.ts'

/** What is known of a guide while it runs. Times are milliseconds of one monotonic clock. */
export interface RunningGuide {
  readonly path: string
  readonly replay: boolean
  readonly steps: number
  readonly startedAt: number
  finished: number
  failed: number
  /** Whether a step was not recorded; then none after it is. */
  unrecorded: boolean
  /** What it does outside steps, such as creating clusters, or null. */
  activity: {readonly text: string; readonly since: number} | null
  step: RunningStep | null
}

/** The step that a guide is at. */
export interface RunningStep {
  readonly block: string
  readonly page: string
  readonly line: number
  readonly command: string
  readonly awaiting: string | null
  readonly startedAt: number
  attempts: number
  /** What the last attempt lacked, or null. */
  message: string | null
}

/** Keep account of the guides that run, event by event. A finished guide leaves the map. */
export function followEvent(guides: Map<string, RunningGuide>, event: RunEvent, now: number): void {
  if (event.type === 'guide-started') {
    const {path, steps} = event
    const replay = event.mode === 'replay'
    guides.set(path, {
      path,
      replay,
      steps,
      startedAt: now,
      finished: 0,
      failed: 0,
      unrecorded: false,
      activity: null,
      step: null
    })
    return
  }
  const guide = guides.get(event.path)
  if (guide === undefined) return
  switch (event.type) {
    case 'progress':
      guide.activity = {text: event.text, since: now}
      return
    case 'step-started': {
      const {block, page, line, command, awaiting} = event
      guide.activity = null
      guide.step = {block, page, line, command, awaiting, startedAt: now, attempts: 0, message: null}
      return
    }
    case 'attempt':
      if (guide.step === null) return
      guide.step.attempts = event.attempts
      guide.step.message = event.message
      return
    case 'step-finished':
      if (isFailure(event.step)) guide.failed += 1
      if (event.step.status === 'not-recorded') guide.unrecorded = true
      if (event.step.status !== 'skipped') guide.finished += 1
      guide.step = null
      return
    case 'guide-finished':
      guides.delete(event.path)
  }
}

/** Whether a failure is worth a line: any but those that follow from the first step that is not recorded. */
export function isNews(guide: RunningGuide | undefined, step: StepResult): boolean {
  return step.status === 'failed' || (step.status === 'not-recorded' && guide?.unrecorded !== true)
}

/** What a step waits for, in words: how often it was tried, and what was missing last, or null before the first attempt. */
export function describeWait(step: RunningStep): string | null {
  const tries = step.attempts > 1 ? `attempt ${step.attempts}` : null
  const parts = [step.awaiting, tries, step.message].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join('; ')
}
