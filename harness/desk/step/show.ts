import stringWidth from 'string-width'
import type {Plan, PlannedBlock, PlannedStep} from '../../../src/plan/plan.ts'
import {formatDuration} from '../../../src/report/duration.ts'
import {firstLine, lastLines} from '../../../src/report/excerpt.ts'
import type {Palette} from '../../../src/report/palette.ts'
import {renderFailedStep} from '../../../src/report/text/step.ts'
import {makeLine, makeVisible} from '../../../src/report/visible.ts'
import type {StepResult} from '../../../src/result.ts'

const mostLines = 30

/** A block as the page shows it: commands after prompts, and the output expected of them. */
export function showBlock(block: PlannedBlock, palette: Palette): string {
  const role = block.role === 'guide' ? '' : ` (${block.role})`
  const section = block.section === null ? '' : `  ${makeLine(block.section)}`
  const head = `${palette.bold(makeLine(`${block.page}:${block.line}`))}${role}${section}`
  if (block.skip !== null) return `${head}\n  ${palette.yellow(`not run: ${makeLine(block.skip)}`)}\n`
  const steps = block.steps.flatMap(({command, output, background}) => [
    ...command.split('\n').map((line, index) => `${palette.dim(index === 0 ? '$' : '>')} ${makeVisible(line)}`),
    ...(output === null ? [] : output.split('\n').map((line) => palette.dim(makeVisible(line)))),
    ...(background ? [palette.dim('(runs in the background until the guide ends)')] : [])
  ])
  return `${head}\n\n${steps.map((line) => `    ${line}`.trimEnd()).join('\n')}\n\n`
}

/** What became of a step: expected beside actual, what was checked, and why it failed. */
export function showResult(step: PlannedStep, result: StepResult, width: number, palette: Palette): string {
  const command = firstLine(result.command, 70)
  const time = formatDuration(result.durationMs)
  const tries = result.attempts > 1 ? `, ${result.attempts} attempts` : ''
  if (result.status === 'passed') {
    const checks = result.expectations.map(({text, message}) => {
      const more = message === null ? '' : `: ${makeLine(message)}`
      return `  ${palette.green('✓')} ${makeLine(text)}${more}`
    })
    return [
      `${palette.green('✓')} ${palette.bold(command)} ${palette.dim(`${time}${tries}`)}`,
      ...showOutput(step, result, width, palette),
      ...checks,
      ''
    ].join('\n')
  }
  if (result.status === 'failed') {
    return `${palette.red('✗')} ${renderFailedStep(result, palette).join('\n')}\n\n`
  }
  return `${palette.yellow('–')} ${command}: ${makeLine(result.reason ?? result.status)}\n`
}

/** All blocks, with what has become of them. */
export function showList(plan: Plan, position: number, outcomes: ReadonlyMap<PlannedBlock, boolean>): string {
  const lines = plan.blocks.map(({page, line}) => `${page === plan.path ? '' : `${makeLine(page)}:`}${line}`)
  const width = Math.max(...lines.map((line) => stringWidth(line)))
  return plan.blocks
    .map((block, index) => {
      const passed = outcomes.get(block)
      const mark = block.skip !== null ? '–' : passed === undefined ? ' ' : passed ? '✓' : '✗'
      return `${index === position ? '→' : ' '} ${mark} ${(lines[index] ?? '').padStart(width)}  ${makeLine(block.id)}\n`
    })
    .join('')
}

function showOutput(step: PlannedStep, result: StepResult, width: number, palette: Palette): readonly string[] {
  const stdout = lastLines(result.stdout, mostLines).lines
  const actual = stdout.length > 0 ? stdout : lastLines(result.stderr, mostLines).lines
  if (step.output === null) return actual.map((line) => `  ${palette.dim('│')} ${line}`.trimEnd())
  const expected = step.output.split('\n').map((line) => makeVisible(line.replaceAll('\t', '    ')))
  const left = Math.max(...expected.map((line) => stringWidth(line)), 'expected'.length)
  const right = Math.max(...actual.map((line) => stringWidth(line)), 'actual'.length)
  if (left + right + 7 > width) {
    return [
      palette.dim('  expected'),
      ...expected.map((line) => `  ${palette.dim('│')} ${line}`.trimEnd()),
      palette.dim('  actual'),
      ...actual.map((line) => `  ${palette.dim('│')} ${line}`.trimEnd())
    ]
  }
  const pad = (text: string): string => text + ' '.repeat(Math.max(0, left - stringWidth(text)))
  const rows = Array.from({length: Math.max(expected.length, actual.length)}, (_, at) =>
    `  ${pad(expected[at] ?? '')} ${palette.dim('│')} ${actual[at] ?? ''}`.trimEnd()
  )
  return [palette.dim(`  ${pad('expected')} │ actual`), ...rows]
}
