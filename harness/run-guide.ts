import {HarnessError, type HarnessRuleId} from '../src/errors.ts'
import type {Verdict} from '../src/expect/expectation.ts'
import {judgeStep} from '../src/expect/judge.ts'
import type {Plan, PlannedBlock, PlannedStep} from '../src/plan/plan.ts'
import type {DiagnosisPart, RunEvent, StepResult, StepStatus} from '../src/result.ts'
import type {Attempt} from '../src/transcript.ts'
import {countLines} from './count-lines.ts'
import {explainDisk} from './disk-full.ts'
import type {Responder} from './responder.ts'

/** What became of one block, and of the guide if the block failed. */
export interface BlockOutcome {
  readonly block: PlannedBlock
  readonly steps: readonly StepResult[]
  /** Gathered at the moment of the first failure; empty otherwise. */
  readonly diagnosis: readonly DiagnosisPart[]
  /** What this machine lacked for steps that therefore failed. */
  readonly lacking: readonly HarnessRuleId[]
}

/**
 * Run a plan and judge it, block by block: Plan ▶ Transcript ▶ Verdict[].
 *
 * After a failure only trailing cleanups run. Whoever iterates decides how far the guide runs.
 */
export async function* runPlan(
  plan: Plan,
  responder: Responder,
  emit: (event: RunEvent) => void
): AsyncGenerator<BlockOutcome, void> {
  const begun = performance.now()
  let failedAt: string | null = null
  for (const block of plan.blocks) {
    const steps: StepResult[] = []
    const lacking: HarnessRuleId[] = []
    let diagnosis: readonly DiagnosisPart[] = []
    for (const [index, step] of block.steps.entries()) {
      const blank = blankResult(block, index, step, performance.now() - begun)
      const result: StepResult =
        block.skip !== null
          ? {...blank, status: 'skipped', reason: block.skip}
          : failedAt !== null && !block.cleanup
            ? {...blank, status: 'not-run', reason: `after the failure at ${failedAt}`}
            : await runStep(plan.path, block, index, step, blank, responder, emit).catch((thrown: unknown) => {
                // The machine failed the guide; but its clusters are to be cleaned up as after any failure.
                const error = explainDisk(thrown)
                if (!(error instanceof HarnessError)) throw error
                lacking.push(error.ruleId)
                return {...blank, status: 'failed', reason: error.message} as const
              })
      steps.push(result)
      emit({type: 'step-finished', path: plan.path, step: result})
      if (result.status === 'failed' && failedAt === null) {
        failedAt = `${result.page}:${result.line}`
        diagnosis = await responder.diagnose()
      }
    }
    yield {block, steps, diagnosis, lacking}
  }
}

async function runStep(
  path: string,
  block: PlannedBlock,
  index: number,
  step: PlannedStep,
  blank: StepResult,
  responder: Responder,
  emit: (event: RunEvent) => void
): Promise<StepResult> {
  const at = {path, block: block.id, page: block.page, line: step.line, command: step.command}
  emit({type: 'step-started', ...at, awaiting: null})
  const begun = performance.now()
  const answer = await responder.answer({
    block,
    index,
    step,
    awaiting: (what) => emit({type: 'step-started', ...at, awaiting: what}),
    settled: (attempts) => {
      const verdicts = judgeStep(step, attempts)
      const open = verdicts.find((verdict) => verdict.status === 'failed')
      emit({type: 'attempt', path, block: block.id, attempts: attempts.length, message: open?.message ?? null})
      return open === undefined || verdicts.some((verdict) => verdict.hopeless !== null)
    }
  })
  if (answer.type === 'not-recorded') return {...blank, status: 'not-recorded', reason: answer.reason}
  const expectations = judgeStep(step, answer.attempts)
  const last = answer.attempts.at(-1)
  return {
    ...blank,
    status: statusOf(expectations, last),
    attempts: answer.attempts.length,
    durationMs: Math.round(performance.now() - begun),
    exitCode: last?.exitCode ?? null,
    stdout: last?.stdout ?? '',
    stderr: last?.stderr ?? '',
    prompts: answer.attempts.flatMap((attempt) => attempt.prompts),
    awaited: answer.awaited,
    counts: expectations.some(({type}) => type === 'samples' || type === 'share') ? countLines(answer.attempts) : [],
    expectations
  }
}

/** Nothing passes by absence: a step without an attempt or without a verdict has failed. */
function statusOf(expectations: readonly Verdict[], last: Attempt | undefined): StepStatus {
  const holds = last !== undefined && expectations.length > 0 && expectations.every(({status}) => status === 'passed')
  return holds ? 'passed' : 'failed'
}

/** The result of a step that did not run, or not yet. */
export function blankResult(block: PlannedBlock, index: number, step: PlannedStep, startedMs: number): StepResult {
  return {
    block: block.id,
    index,
    page: block.page,
    line: step.line,
    role: block.role,
    section: block.section,
    command: step.command,
    status: 'not-run',
    reason: null,
    attempts: 0,
    startedMs: Math.round(startedMs),
    durationMs: 0,
    exitCode: null,
    stdout: '',
    stderr: '',
    prompts: [],
    awaited: null,
    counts: [],
    expectations: []
  }
}
