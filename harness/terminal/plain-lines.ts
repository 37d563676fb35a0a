import {count} from '../../src/report/count.ts'
import {formatDuration} from '../../src/report/duration.ts'
import {placeOfStep} from '../../src/report/outcome.ts'
import type {Palette} from '../../src/report/palette.ts'
import {makeLine} from '../../src/report/visible.ts'
import type {RunEvent, StepResult} from '../../src/result.ts'
import {describeEnd, describeFailure, describeStart} from './outcome.ts'
import type {Progress} from './progress.ts'
import {describeWait, followEvent, isNews, type RunningGuide} from './running-guide.ts'

// After these a wait is worth a line; from the last on, once as often again.
const noticesMs = [10_000, 30_000, 60_000]

/**
 * Progress as lines, for a log: a guide starts, a block is done, a wait gets long, something fails, a guide ends.
 *
 * The blocks of a replay take no time, so only their failures are worth a line.
 */
export function plainLines(write: (line: string) => void, palette: Palette): Progress {
  const guides = new Map<string, RunningGuide>()
  const blocks = new Map<string, StepResult[]>()
  const timers = new Map<string, NodeJS.Timeout>()

  const endBlock = (path: string): void => {
    const steps = blocks.get(path) ?? []
    blocks.delete(path)
    for (const line of describeBlock(path, steps)) write(line)
  }

  const watch = (path: string, notice: number): void => {
    const guide = guides.get(path)
    const limit = noticesMs[notice] ?? (notice - noticesMs.length + 2) * 60_000
    const since = guide?.step?.startedAt ?? guide?.activity?.since
    if (guide === undefined || since === undefined) return
    const timer = setTimeout(
      () => {
        write(describeLongWait(guide, limit))
        watch(path, notice + 1)
      },
      since + limit - performance.now()
    )
    // A wait for a timer alone must not keep the process alive.
    timers.set(path, timer.unref())
  }

  const endStep = (path: string, step: StepResult, isNew: boolean): void => {
    if (isNew) {
      // A block of which one step failed has not passed, whatever its first steps did.
      blocks.delete(path)
      write(describeFailure(path, step, palette))
    } else if (step.status === 'passed' && guides.get(path)?.replay === false) {
      blocks.set(path, [...(blocks.get(path) ?? []), step])
    }
  }

  const report = (event: RunEvent): void => {
    const path = event.path
    const block = blocks.get(path)?.[0]
    if (event.type !== 'attempt') clearTimeout(timers.get(path))
    if (event.type === 'guide-finished') endBlock(path)
    if (event.type === 'step-started' && (event.block !== block?.block || event.page !== block.page)) endBlock(path)
    const isNew = event.type === 'step-finished' && isNews(guides.get(path), event.step)
    followEvent(guides, event, performance.now())
    switch (event.type) {
      case 'guide-started':
        write(describeStart(event, palette))
        return
      case 'progress':
        write(makeLine(`${path}: ${event.text}`))
        watch(path, 0)
        return
      case 'step-started':
        watch(path, 0)
        return
      case 'step-finished':
        endStep(path, event.step, isNew)
        return
      case 'guide-finished':
        write(describeEnd(event.result, palette))
    }
  }

  const stop = (): void => {
    for (const timer of timers.values()) clearTimeout(timer)
  }
  return {report, stop}
}

function describeBlock(path: string, steps: readonly StepResult[]): readonly string[] {
  const [first] = steps
  if (first === undefined) return []
  const durationMs = steps.reduce((sum, step) => sum + step.durationMs, 0)
  const attempts = Math.max(...steps.map((step) => step.attempts))
  const tries = attempts > 1 ? `, ${count(attempts, 'attempt')}` : ''
  return [`${placeOfStep(path, first)} ${makeLine(first.block)} passed in ${formatDuration(durationMs)}${tries}`]
}

function describeLongWait(guide: RunningGuide, limitMs: number): string {
  const {step, activity} = guide
  if (step === null)
    return makeLine(`${guide.path}: ${activity?.text ?? 'working'}, for ${formatDuration(limitMs)} now`)
  const wait = describeWait(step)
  const what = `${placeOfStep(guide.path, step)} ${makeLine(step.block)} has been running for ${formatDuration(limitMs)}`
  return wait === null ? what : `${what}: ${makeLine(wait)}`
}
