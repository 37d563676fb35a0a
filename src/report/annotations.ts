import {posix} from 'node:path'
import type {Problem} from '../problem.ts'
import type {GuideResult, RunResult, StepResult} from '../result.ts'
import type {Severity} from '../rules.ts'
import {count} from './count.ts'
import {errorsOf, failedLine, failuresOf, outerError, reasonOfStep, reasonsOutsideSteps} from './outcome.ts'
import {describeClaims, linesOfClaims} from './problems.ts'
import {describeRecording} from './recording.ts'
import {settleOutput} from './visible.ts'

// A longer message is cut by GitHub.
const longestMessage = 4000

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly file: string | null
  readonly line: number | null
  readonly column: number | null
  readonly title: string
  readonly message: string
}

/**
 * What failed, as workflow commands that GitHub shows at the lines of the pages, and a warning where anything was a replay.
 *
 * @param folder the working directory as seen from the repository's root, because annotations need that
 */
export function renderAnnotations(run: RunResult, folder: string = ''): string {
  const failed = run.guides.filter(({status}) => status === 'failed')
  return renderAll([...warnOfReplay(run), ...failed.flatMap(annotateGuide)], folder)
}

/** What `guiderail check` found, as workflow commands; see `renderAnnotations`. */
export function renderProblemAnnotations(problems: readonly Problem[], folder: string = ''): string {
  const others = problems.filter(({ruleId}) => ruleId !== 'unchecked-claim')
  const claims = [...linesOfClaims(problems)].map(([page, lines]) => annotateClaims(page, lines))
  return renderAll([...others.map(annotateProblem), ...claims], folder)
}

function warnOfReplay(run: RunResult): readonly Annotation[] {
  const replayed = run.guides.filter(({mode}) => mode === 'replay')
  if (replayed.length === 0) return []
  const lines = replayed.map(({path, recording}) =>
    recording === null ? path : `${path}: ${describeRecording(recording)}`
  )
  const message = `Recordings answered the commands of ${count(replayed.length, 'guide')}; nothing was run.\n${lines.join('\n')}`
  return [{level: 'warning', file: null, line: null, column: null, title: 'Replay', message}]
}

function annotateGuide(guide: GuideResult): readonly Annotation[] {
  const problems = errorsOf(guide).map(annotateProblem)
  const outside = reasonsOutsideSteps({...guide, problems: []})
  const others = problems.length > 0 && outerError(guide) === null ? [] : outside
  const steps = failuresOf(guide).map((step) => annotateStep(step, guide))
  return [...problems, ...steps, ...others.map((message) => annotateFile(guide, message))]
}

function annotateFile(guide: GuideResult, message: string): Annotation {
  return {level: 'error', file: guide.path, line: 1, column: null, title: guide.title, message}
}

function annotateStep(step: StepResult, guide: GuideResult): Annotation {
  const diff = step.expectations.find(({status}) => status === 'failed')?.diff ?? []
  const lines = [reasonOfStep(step), ...diff.map(({sign, text}) => `${sign} ${text}`)]
  const title = `${guide.title}: ${step.block}`
  return {level: 'error', file: step.page, line: failedLine(step), column: null, title, message: lines.join('\n')}
}

// One for each page: GitHub shows ten notices of a step, and claims are many.
function annotateClaims(file: string, lines: readonly number[]): Annotation {
  const message = describeClaims(file, lines)
  return {level: 'notice', file, line: lines[0] ?? 1, column: null, title: 'unchecked-claim', message}
}

const levels: Readonly<Record<Severity, Annotation['level']>> = {error: 'error', warning: 'warning', info: 'notice'}

function annotateProblem({severity, place, message, ruleId}: Problem): Annotation {
  return {level: levels[severity], file: place.file, line: place.line, column: place.column, title: ruleId, message}
}

function renderAll(annotations: readonly Annotation[], folder: string): string {
  return annotations.map((annotation) => `${render(annotation, folder)}\n`).join('')
}

// The grammar is that of actions/toolkit, `packages/core/src/command.ts`.
function render({level, file, line, column, title, message}: Annotation, folder: string): string {
  const properties = [
    ...(file === null ? [] : [`file=${escapeProperty(posix.join(folder, file))}`]),
    ...(line === null ? [] : [`line=${line}`]),
    ...(column === null ? [] : [`col=${column}`]),
    `title=${escapeProperty(settleOutput(title))}`
  ]
  return `::${level} ${properties.join(',')}::${escapeData(settleOutput(message).slice(0, longestMessage))}`
}

const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
