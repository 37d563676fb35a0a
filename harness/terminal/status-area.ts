import {createLogUpdate} from 'log-update'
import sliceAnsi from 'slice-ansi'
import stringWidth from 'string-width'
import {count} from '../../src/report/count.ts'
import {formatDuration} from '../../src/report/duration.ts'
import {firstLine} from '../../src/report/excerpt.ts'
import type {Palette} from '../../src/report/palette.ts'
import {makeLine} from '../../src/report/visible.ts'
import type {RunEvent} from '../../src/result.ts'
import {describeEnd, describeFailure, describeStart} from './outcome.ts'
import type {Progress} from './progress.ts'
import {describeWait, followEvent, isNews, type RunningGuide} from './running-guide.ts'

const redrawMs = 100
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/** A stream that may be a terminal. */
export type Terminal = NodeJS.WritableStream & {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
}

/** Progress at a terminal: a line for each running guide, redrawn ten times a second; what is over scrolls above it. */
export function statusArea(terminal: Terminal, palette: Palette): Progress {
  const guides = new Map<string, RunningGuide>()
  const area = createLogUpdate(terminal as NodeJS.WriteStream, {showCursor: true})

  const draw = (): void => {
    if (guides.size === 0) {
      area.clear()
      return
    }
    const now = performance.now()
    // A terminal that does not know its size says 0.
    const width = (terminal.columns || 80) - 1
    area(renderArea([...guides.values()], now, Math.max(1, width), terminal.rows || 24, palette).join('\n'))
  }
  const say = (line: string): void => {
    area.clear()
    terminal.write(`${line}\n`)
    draw()
  }

  const timer = setInterval(draw, redrawMs).unref()
  const report = (event: RunEvent): void => {
    const isNew = event.type === 'step-finished' && isNews(guides.get(event.path), event.step)
    followEvent(guides, event, performance.now())
    if (event.type === 'guide-started' && event.mode === 'replay') say(describeStart(event, palette))
    if (event.type === 'step-finished' && isNew) say(describeFailure(event.path, event.step, palette))
    if (event.type === 'guide-finished') say(describeEnd(event.result, palette))
  }
  const stop = (): void => {
    clearInterval(timer)
    area.clear()
  }
  return {report, stop}
}

function renderArea(
  guides: readonly RunningGuide[],
  now: number,
  width: number,
  rows: number,
  palette: Palette
): readonly string[] {
  const most = Math.max(1, rows - 2)
  const shown = guides.length <= most ? guides : guides.slice(0, most - 1)
  const rest = guides.length - shown.length
  const lines = shown.map((guide) => renderGuide(guide, now, width, palette))
  return rest === 0 ? lines : [...lines, palette.dim(cut(`  and ${count(rest, 'more guide')}`, width))]
}

function renderGuide(guide: RunningGuide, now: number, width: number, palette: Palette): string {
  const frame = frames[Math.floor(now / redrawMs) % frames.length] ?? ''
  const mark = guide.failed > 0 ? palette.red(frame) : palette.green(frame)
  const progress = palette.dim(`${guide.finished}/${guide.steps}`)
  return cut(
    `${mark} ${cutStart(makeLine(guide.path), Math.floor(width * 0.4))} ${progress} ${renderState(guide, now, palette)}`,
    width
  )
}

function renderState(guide: RunningGuide, now: number, palette: Palette): string {
  const {step, activity} = guide
  if (step === null) {
    const since = formatSeconds(now - (activity?.since ?? guide.startedAt))
    return `${makeLine(activity?.text ?? 'starting')} ${palette.bold(since)}`
  }
  const page = step.page === guide.path ? '' : `${step.page.split('/').at(-1)}`
  const what = describeWait(step) ?? firstLine(step.command, 200)
  return `${makeLine(`${page}:${step.line} ${step.block}`)} ${palette.bold(formatSeconds(now - step.startedAt))} ${palette.dim(makeLine(what))}`
}

// Whole seconds: a clock that shows tenths only draws the eye.
function formatSeconds(durationMs: number): string {
  const seconds = Math.floor(durationMs / 1000)
  return seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1000)
}

const cut = (text: string, width: number): string =>
  stringWidth(text) <= width ? text : `${sliceAnsi(text, 0, Math.max(0, width - 1))}…`

function cutStart(text: string, width: number): string {
  const excess = stringWidth(text) - width
  return excess <= 0 ? text : `…${sliceAnsi(text, excess + 1)}`
}
