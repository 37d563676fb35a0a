import type {Plan, PlannedBlock, PlannedStep, Poll} from '../plan/plan.ts'
import {count} from './count.ts'
import {formatDuration} from './duration.ts'
import {shortenCommand} from './excerpt.ts'
import {checkOf} from './outcome.ts'
import {createPalette, type Palette} from './palette.ts'
import {formatProblem} from './problem-line.ts'
import {makeLine} from './visible.ts'

/** What would run of a guide, as one of those that `renderListJson` puts together. */
export function renderGuideJson({path, title, blocks}: Plan): string {
  return JSON.stringify({path, title, blocks: blocks.map(blockToJson)}, null, 2)
}

/** What would run, as `guiderail list --json` writes it (`docs/reference/json.md`). */
export function renderListJson(guides: readonly string[]): string {
  const indented = guides.map((guide) => `\n    ${guide.replaceAll('\n', '\n    ')}`)
  return `{\n  "version": 1,\n  "guides": [${indented.join(',')}${indented.length > 0 ? '\n  ' : ''}]\n}\n`
}

/** What would run and what checks it, in words. */
export function renderList(plans: readonly Plan[], palette: Palette = createPalette(false)): string {
  return plans.map((plan) => `${renderPlan(plan, palette).join('\n')}\n`).join('\n')
}

function blockToJson({id, page, line, language, skip, steps}: PlannedBlock): unknown {
  return {id, page, line, language, skip, steps: steps.map(stepToJson)}
}

function stepToJson({line, command, output, expectations}: PlannedStep): unknown {
  return {line, command, output, expectations: expectations.map(({type, line, text}) => ({type, line, text}))}
}

function renderPlan(plan: Plan, palette: Palette): readonly string[] {
  const running = plan.blocks.filter((block) => block.skip === null)
  const steps = running.reduce((sum, block) => sum + block.steps.length, 0)
  const clusters = plan.clusters.map(({name, network}) => `${name} on ${network}`)
  const facts = [
    `${count(steps, 'step')} in ${count(running.length, 'block')}`,
    clusters.length === 0 ? 'no clusters' : `clusters: ${clusters.join(', ')}`,
    plan.unchecked.length === 0 ? 'no unchecked claims' : count(plan.unchecked.length, 'unchecked claim')
  ]
  return [
    `${palette.bold(makeLine(plan.path))}: ${makeLine(plan.title)}`,
    `  ${makeLine(facts.join('; '))}`,
    ...plan.problems
      .filter(({severity}) => severity === 'error')
      .map((problem) => `  ${palette.red(formatProblem(problem))}`),
    ...plan.blocks.flatMap((block, index) => renderBlock(block, plan.blocks[index - 1], palette))
  ]
}

function renderBlock(block: PlannedBlock, previous: PlannedBlock | undefined, palette: Palette): readonly string[] {
  const opensPage = block.page !== previous?.page || block.role !== previous.role
  const role = block.role === 'guide' ? '' : ` (${block.role})`
  const opensSection = opensPage || block.section !== previous?.section
  return [
    ...(opensPage ? ['', `  ${palette.bold(`${makeLine(block.page)}${role}`)}`] : []),
    ...(opensSection && block.section !== null ? ['', `  ${makeLine(block.section)}`] : []),
    `    ${String(block.line).padStart(4)}  ${block.id}${block.cleanup ? palette.dim('  also after a failure') : ''}`,
    ...(block.skip === null
      ? block.steps.flatMap((step) => renderStep(step, palette))
      : [palette.yellow(`          not run: ${makeLine(block.skip)}`)])
  ]
}

function renderStep(step: PlannedStep, palette: Palette): readonly string[] {
  const command = shortenCommand(step.command, 4).map(
    (line, index) => `${palette.dim(index === 0 ? '$' : '>')} ${line}`
  )
  const checks = step.expectations.map((expectation) =>
    palette.green(`→ ${checkOf(expectation)} (line ${expectation.line})`)
  )
  const repeats = step.poll === null ? null : describeRepeats(step.poll)
  const repeated = repeats === null ? [] : [palette.green(`→ ${repeats}`)]
  const background = step.background ? [palette.dim('→ runs in the background until the guide ends')] : []
  return [...command, ...background, ...checks, ...repeated].map((line) => `          ${line}`)
}

/** How long a step is repeated unless the page or its author says otherwise, in milliseconds. */
const usualLimitMs = 120_000

/** How a step is repeated, where the page or its author asks for more than until it passes once. */
function describeRepeats({atLeast, inARow, ofAll, limitMs}: Poll): string | null {
  const parts = [
    ...(atLeast > Math.max(1, inARow) ? [`at least ${atLeast} times`] : []),
    ...(inARow > 1
      ? [`until it holds ${inARow} times in a row${ofAll ? ' (20 after an answer that does not)' : ''}`]
      : []),
    ...(limitMs > usualLimitMs ? [`for up to ${formatDuration(limitMs)}`] : [])
  ]
  return parts.length === 0 ? null : `is run again, ${parts.join(', ')}`
}
