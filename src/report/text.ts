import type {DiagnosisPart, GuideResult, RunResult} from '../result.ts'
import {count} from './count.ts'
import {clip, firstLine, lastLines} from './excerpt.ts'
import {errorsOf, isFailure, outerError, reasonsOutsideSteps} from './outcome.ts'
import {createPalette, type Palette} from './palette.ts'
import {formatProblem} from './problem-line.ts'
import {dayOf} from './recording.ts'
import {renderFailedStep} from './text/step.ts'
import {renderSummaryLines} from './text/summary.ts'
import {makeLine, settleOutput} from './visible.ts'

const diagnosisLines = 30

/** Why a guide failed, as text to read at a terminal: each failed step with its line, and what to look at next. */
export function renderGuideFailure(guide: GuideResult, palette: Palette = createPalette(false)): string {
  const failed = guide.steps.filter((step) => step.status === 'failed')
  const error = outerError(guide)
  const parts = [
    [renderTitle(guide, palette)],
    errorsOf(guide).map((problem) => `  ${formatProblem(problem)}`),
    error === null ? [] : indentLines(palette.red(settleOutput(error))),
    // Whatever else made it fail is told below.
    isExplained(guide) ? [] : reasonsOutsideSteps(guide).map((reason) => `  ${palette.red(reason)}`),
    ...failed.map((step) => renderFailedStep(step, palette).map((line) => (line === '' ? '' : `  ${line}`))),
    renderNotRecorded(guide, palette),
    renderNotRun(guide),
    ...guide.diagnosis.map((part) => renderDiagnosis(part, palette)),
    renderLeftBehind(guide)
  ]
  return disarm(`${parts.flatMap((part) => (part.length === 0 ? [] : [part.join('\n')])).join('\n\n')}\n`)
}

/**
 * A run on one screen: a line for each guide, then what was repeated, skipped and not checked.
 *
 * The last line stands alone, for scripts and for eyes: `2 passed, 1 failed`.
 */
export function renderSummary(run: RunResult, palette: Palette = createPalette(false)): string {
  return `${renderSummaryLines(run, palette).join('\n')}\n`
}

function renderTitle(guide: GuideResult, palette: Palette): string {
  const replay = guide.recording === null ? '' : palette.yellow(`, replay of ${dayOf(guide.recording)}`)
  // Of a guide that nobody ran the path is all that is known.
  const title = guide.title === guide.path ? '' : `: ${makeLine(guide.title)}`
  return `${palette.red('✗')} ${palette.bold(makeLine(guide.path))}${title}${replay}`
}

function isExplained(guide: GuideResult): boolean {
  return (
    errorsOf(guide).length > 0 || guide.error !== null || guide.steps.some(isFailure) || guide.leftBehind.length > 0
  )
}

function renderNotRecorded(guide: GuideResult, palette: Palette): readonly string[] {
  const steps = guide.steps.filter((step) => step.status === 'not-recorded')
  const [first] = steps
  if (first === undefined) return []
  const reason = first.reason ?? 'the recording has another command here'
  const more =
    steps.length === 1
      ? ''
      : `; ${count(steps.length - 1, 'step')} after it ${steps.length === 2 ? 'is' : 'are'} not recorded either`
  return [
    `  ${palette.bold(`${first.page}:${first.line}`)} block \`${first.block}\` is not recorded${more}`,
    '',
    `  ${palette.dim('$')} ${firstLine(first.command, 100)}`,
    '',
    ...indentLines(palette.red(settleOutput(reason))),
    ...(reason.includes('--record') ? [] : [`  record it again: guiderail run --live --record ${makeLine(guide.path)}`])
  ]
}

function renderNotRun(guide: GuideResult): readonly string[] {
  const steps = guide.steps.filter((step) => step.status === 'not-run')
  const [first] = steps
  if (first === undefined) return []
  const last = steps.at(-1) ?? first
  const end = last.page === first.page ? `line ${last.line}` : `${last.page}:${last.line}`
  const range = steps.length === 1 ? '' : ` to ${end}`
  const verb = steps.length === 1 ? 'was' : 'were'
  return [`  ${count(steps.length, 'step')} after that ${verb} not run: ${first.page}:${first.line}${range}`]
}

function renderDiagnosis(part: DiagnosisPart, palette: Palette): readonly string[] {
  const {lines, total} = lastLines(part.text, Number.POSITIVE_INFINITY)
  const shown = lines.slice(0, diagnosisLines)
  const rest = total - shown.length
  return [
    `  ${palette.bold(makeLine(part.title))}`,
    ...shown.map((line) => `  ${palette.dim('│')} ${line}`.trimEnd()),
    ...(rest > 0 ? [`  … ${count(rest, 'more line')} in the JSON report`] : [])
  ]
}

function renderLeftBehind(guide: GuideResult): readonly string[] {
  if (guide.leftBehind.length === 0) return []
  return ['  left behind in its clusters:', ...guide.leftBehind.map((object) => `    ${clip(makeLine(object))}`)]
}

const indentLines = (text: string): readonly string[] =>
  settleOutput(text)
    .split('\n')
    .map((line) => `  ${line}`)

// GitHub's runner takes a line that begins so, indented or not, for a command.
const disarm = (text: string): string => text.replace(/^([^\S\n]*)::/gm, '$1│ ::')
