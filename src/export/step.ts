import {readScript} from '../expect/script.ts'
import type {PlannedBlock, PlannedStep} from '../plan/plan.ts'
import {conditionsOf} from './expected.ts'
import type {FunctionName} from './functions.ts'
import {indent} from './indent.ts'
import {isPlain} from './plain.ts'
import {quote, quoteName} from './quote.ts'

/** What is known of the script around a step. */
export interface StepContext {
  /** Functions that the guide has defined so far. */
  readonly functions: ReadonlySet<string>
  /** What the step's questions are answered with. */
  readonly answers: readonly string[]
  /** In the cleanup, where a failure does not end the script. */
  readonly cleanup: boolean
  /** Contexts of the clusters whose workloads are waited for, as words of bash. */
  readonly contexts: readonly string[]
  /** A file name for the output of a command in the background. */
  readonly log: string
}

/** Lines of a script, and the functions that they call. */
export interface RenderedStep {
  readonly lines: readonly string[]
  readonly uses: readonly FunctionName[]
}

/** Write a step as a reader would do it: the command as it stands, then what must hold. */
export function renderStep(block: PlannedBlock, step: PlannedStep, context: StepContext): RenderedStep {
  const {command, expectations, poll} = step
  const place = quoteName(`${block.page}:${step.line}`)
  const wait = step.needsWorkloads ? [`wait_for_rollouts ${context.contexts.join(' ')}`] : []
  const waits: readonly FunctionName[] = step.needsWorkloads ? ['wait_for_rollouts'] : []
  if (step.background) return renderBackground(command, context)
  const conditions = conditionsOf(expectations)
  const expected = renderExpected(conditions.map(({call}) => call))
  const uses = [...waits, ...conditions.flatMap((condition) => condition.uses)]
  const stdin = context.answers.length === 0 ? '' : ` <<< ${quote(context.answers.join('\n'))}`
  if (poll !== null) {
    const holdMs = Math.max(0, ...expectations.map((expectation) => expectation.holdMs))
    return {
      lines: [...wait, 'guide_step() {', indent(command), `}${stdin}`, ...expected, retryCall(place, poll, holdMs)],
      uses: [...uses, 'retry_step']
    }
  }
  const [only, ...others] = expectations
  if (only?.type === 'exit' && only.expected === 0 && others.length === 0) {
    const plain = stdin === '' && !context.cleanup && isPlain(command, context.functions)
    const lines = plain ? [command] : ['{', indent(command), `}${stdin} || fail_at ${place}`]
    return {lines: [...wait, ...lines], uses: plain ? waits : [...waits, 'fail_at']}
  }
  return {
    lines: [
      ...wait,
      ...expected,
      '{',
      indent(command),
      `}${stdin} > "$step_out" 2> "$step_err" || step_status=$?`,
      `check_step ${place}`
    ],
    uses: [...uses, 'check_step']
  }
}

function renderBackground(command: string, {log}: StepContext): RenderedStep {
  const lines = readScript(command).background
    ? [command]
    : command.includes('\n')
      ? ['{', indent(command), `} > "$guide_scratch/${log}" 2>&1 &`, `wait_for_output "$guide_scratch/${log}"`]
      : [`${command} > "$guide_scratch/${log}" 2>&1 &`, `wait_for_output "$guide_scratch/${log}"`]
  return {lines, uses: lines.length === 1 ? [] : ['wait_for_output']}
}

function renderExpected(calls: readonly string[]): readonly string[] {
  const line = `step_expects() { ${calls.join(' && ')}; }`
  return line.length <= 120 && !line.includes('\n') ? [line] : ['step_expects() {', `  ${calls.join(' &&\n    ')}`, '}']
}

function retryCall(place: string, poll: NonNullable<PlannedStep['poll']>, holdMs: number): string {
  const seconds = (ms: number): number => Math.ceil(ms / 1000)
  const args = [poll.atLeast, poll.inARow, seconds(holdMs), poll.ofAll ? 'all' : '']
  const usual = [1, 1, 0, '']
  const last = args.findLastIndex((value, at) => value !== usual[at])
  return ['retry_step', place, seconds(poll.limitMs), ...args.slice(0, last + 1)].join(' ')
}
