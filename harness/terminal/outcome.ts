import {count} from '../../src/report/count.ts'
import {formatDuration} from '../../src/report/duration.ts'
import {countSteps, failedLine, placeOfStep, reasonOfStep, reasonsOutsideSteps} from '../../src/report/outcome.ts'
import type {Palette} from '../../src/report/palette.ts'
import {dayOf} from '../../src/report/recording.ts'
import {makeLine} from '../../src/report/visible.ts'
import type {GuideResult, RunEvent, StepResult} from '../../src/result.ts'

/** The first line of a guide, which names a replay as such. */
export function describeStart(event: RunEvent & {type: 'guide-started'}, palette: Palette): string {
  const recording = event.recording === null ? '' : ` of ${dayOf(event.recording)}`
  const mode = event.mode === 'live' ? 'live' : palette.yellow(`replay${recording}`)
  return `${palette.bold(makeLine(event.path))}: ${mode}, ${count(event.steps, 'step')}`
}

/** A step that failed, on one line. */
export function describeFailure(path: string, step: StepResult, palette: Palette): string {
  const tries = step.attempts > 1 ? `, ${count(step.attempts, 'attempt')}` : ''
  const what = step.status === 'failed' ? `failed after ${formatDuration(step.durationMs)}${tries}` : 'is not recorded'
  return `${palette.red('✗')} ${placeOfStep(path, {page: step.page, line: failedLine(step)})} ${makeLine(step.block)} ${palette.red(what)}: ${reasonOfStep(step)}`
}

/** How a guide ended, on one line. */
export function describeEnd(result: GuideResult, palette: Palette): string {
  const {passed, all} = countSteps(result)
  const time = formatDuration(result.durationMs)
  const path = makeLine(result.path)
  const replay = result.mode === 'replay' ? ', replayed' : ''
  if (result.status === 'passed')
    return `${palette.green('✓')} ${path} passed: ${count(passed, 'step')}, ${time}${replay}`
  const reason = reasonsOutsideSteps(result)[0]?.split('\n')[0]
  const why = reason === undefined ? '' : `: ${makeLine(reason)}`
  return `${palette.red('✗')} ${path} failed: ${passed} of ${count(all, 'step')} passed, ${time}${replay}${why}`
}
