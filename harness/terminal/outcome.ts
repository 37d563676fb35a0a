import {count} from '../../src/report/count.ts'
import {formatDuration} from '../../src/report/duration.ts'
import type {Palette} from '../../src/report/palette.ts'
import {describeRecording} from '../../src/report/recording.ts'
import {makeLine} from '../../src/report/visible.ts'
import type {GuideResult, RunEvent, StepResult} from '../../src/result.ts'

/** The first line of a guide, which names a replay as such. */
export function describeStart(event: RunEvent & {type: 'guide-started'}, palette: Palette): string {
  const recording = event.recording === null ? '' : ` of ${describeRecording(event.recording)}`
  const mode = event.mode === 'live' ? 'live' : palette.yellow(`replay${recording}`)
  return `${palette.bold(makeLine(event.path))}: ${mode}, ${count(event.steps, 'step')}`
}

/** Where a step stands: its line, and its page where that is not the guide's own. */
export function describePlace(path: string, step: {readonly page: string; readonly line: number}): string {
  return step.page === path ? makeLine(`${path}:${step.line}`) : makeLine(`${path}: ${step.page}:${step.line}`)
}

/** A step that failed, on one line. */
export function describeFailure(path: string, step: StepResult, palette: Palette): string {
  const verdict = step.expectations.find(({status}) => status === 'failed')
  const line = verdict?.line ?? step.line
  const reason = step.reason ?? verdict?.message ?? verdict?.text ?? 'it did not succeed'
  const tries = step.attempts > 1 ? `, ${count(step.attempts, 'attempt')}` : ''
  const what = step.status === 'failed' ? `failed after ${formatDuration(step.durationMs)}${tries}` : 'is not recorded'
  return `${palette.red('✗')} ${describePlace(path, {page: step.page, line})} ${makeLine(step.block)} ${palette.red(what)}: ${makeLine(reason)}`
}

/** How a guide ended, on one line. */
export function describeEnd(result: GuideResult, palette: Palette): string {
  const counted = result.steps.filter(({status}) => status !== 'skipped')
  const passed = counted.filter(({status}) => status === 'passed').length
  const time = formatDuration(result.durationMs)
  const path = makeLine(result.path)
  const replay = result.mode === 'replay' ? ', replayed' : ''
  if (result.status === 'passed')
    return `${palette.green('✓')} ${path} passed: ${count(passed, 'step')}, ${time}${replay}`
  const [problem] = result.problems
  const reason = result.error?.split('\n')[0] ?? problem?.message
  const why = reason === undefined ? '' : `: ${makeLine(reason)}`
  return `${palette.red('✗')} ${path} failed: ${passed} of ${count(counted.length, 'step')} passed, ${time}${replay}${why}`
}
