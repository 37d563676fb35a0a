import type {Verdict} from '../../expect/expectation.ts'
import type {StepResult} from '../../result.ts'
import {count} from '../count.ts'
import {formatDuration} from '../duration.ts'
import {lastLines, shortenCommand} from '../excerpt.ts'
import {checkOf, failedLine} from '../outcome.ts'
import type {Palette} from '../palette.ts'
import {makeLine, settleOutput} from '../visible.ts'
import {renderDiff} from './diff.ts'

const stderrLines = 10
const stdoutLines = 15

/** A step that failed: where, what was run, what was wrong, what came, standard error before standard output. */
export function renderFailedStep(step: StepResult, palette: Palette): readonly string[] {
  const failed = step.expectations.filter((verdict) => verdict.status === 'failed')
  return [
    ...renderHead(step, failedLine(step), palette),
    ...(step.reason === null ? [] : ['', ...indent(palette.red(settleOutput(step.reason)))]),
    ...failed.flatMap((verdict) => ['', ...renderVerdict(verdict, step, palette)]),
    ...renderHopeless(failed),
    ...(step.attempts === 0 ? [] : ['', ...indent(`${describeExit(step)}; ${describeTries(step)}`)]),
    ...step.prompts.flatMap((prompt) =>
      indent(`asked \`${makeLine(prompt.question.trim())}\`, answered \`${makeLine(prompt.answer)}\``)
    ),
    ...renderStream('standard error', step.stderr, stderrLines, palette),
    ...(shownInDiff(step, failed) ? [] : renderStream('standard output', step.stdout, stdoutLines, palette))
  ]
}

function renderHead(step: StepResult, line: number, palette: Palette): readonly string[] {
  const where = step.section === null ? '' : ` in “${makeLine(step.section)}”,`
  const command = shortenCommand(step.command)
  return [
    `${palette.bold(`${step.page}:${line}`)} ${where} block \`${step.block}\``.replace('  ', ' '),
    '',
    ...command.map((text, index) => `  ${palette.dim(index === 0 ? '$' : '>')} ${text}`)
  ]
}

function renderVerdict(verdict: Verdict, step: StepResult, palette: Palette): readonly string[] {
  const message = verdict.message ?? 'this did not hold'
  return [
    ...indent(palette.red(settleOutput(message))),
    ...indent(`check: ${checkOf(verdict)} (line ${verdict.line}, compared as ${verdict.type})`),
    ...renderComparison(verdict, step, palette)
  ]
}

function renderHopeless(failed: readonly Verdict[]): readonly string[] {
  const reasons = new Set(failed.flatMap(({hopeless}) => (hopeless === null ? [] : [makeLine(hopeless)])))
  return [...reasons].flatMap((reason) => ['', ...indent(`not tried any further: ${reason}`)])
}

function renderComparison(verdict: Verdict, step: StepResult, palette: Palette): readonly string[] {
  if (verdict.diff.length > 0) return ['', ...renderDiff(verdict.diff, palette).map((line) => `    ${line}`)]
  if (step.counts.length > 0) return ['', ...renderCounts(step, palette)]
  return [
    ...renderValue('expected', verdict.expected, palette.green),
    ...renderValue('actual  ', verdict.actual, palette.red)
  ]
}

function renderCounts(step: StepResult, palette: Palette): readonly string[] {
  const width = Math.max(...step.counts.map((entry) => String(entry.count).length))
  return step.counts.map(
    (entry) => `    ${palette.bold(String(entry.count).padStart(width))} × ${makeLine(entry.line)}`
  )
}

function renderValue(label: string, value: string | null, style: (text: string) => string): readonly string[] {
  if (value === null) return []
  const {lines, total} = lastLines(value, stdoutLines)
  if (total === 0) return [`    ${label}  (nothing)`]
  if (total === 1) return lines.map((line) => `    ${label}  ${style(line)}`)
  return [`    ${label.trim()}${omission(lines.length, total)}:`, ...lines.map((line) => `      ${style(line)}`)]
}

function renderStream(name: string, output: string, mostLines: number, palette: Palette): readonly string[] {
  const {lines, total} = lastLines(output, mostLines)
  if (total === 0) return []
  return [
    `  ${name}${omission(lines.length, total)}:`,
    ...lines.map((line) => `  ${palette.dim('│')} ${line}`.trimEnd())
  ]
}

const omission = (shown: number, total: number): string =>
  shown === total ? '' : ` (last ${shown} of ${total.toLocaleString('en-US')} lines)`

// What a diff shows whole need not be shown twice.
function shownInDiff(step: StepResult, failed: readonly Verdict[]): boolean {
  return failed.some((verdict) => verdict.diff.length > 0 && verdict.actual?.trim() === step.stdout.trim())
}

function describeExit(step: StepResult): string {
  return step.exitCode === null ? 'ended before it returned' : `exit status ${step.exitCode}`
}

function describeTries(step: StepResult): string {
  const time = formatDuration(step.durationMs)
  const tries = step.attempts === 1 ? `tried once, ${time}` : `tried ${count(step.attempts, 'time')} over ${time}`
  const last = step.attempts > 1 ? '; the last attempt is shown' : ''
  return `${tries}${last}${step.awaited === null ? '' : `; waited for ${makeLine(step.awaited)} first`}`
}

const indent = (text: string): readonly string[] => text.split('\n').map((line) => `  ${line}`)
