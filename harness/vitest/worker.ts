import type {afterAll, beforeAll, describe, inject, test} from 'vitest'
import type {Place} from '../../src/place.ts'
import type {Plan, PlannedBlock} from '../../src/plan/plan.ts'
import type {Problem} from '../../src/problem.ts'
import {reasonsOutsideSteps} from '../../src/report/outcome.ts'
import type {StepResult} from '../../src/result.ts'
import type {BlockOutcome} from '../run-guide.ts'
import {BlockFailure, PageFailure} from './block-failure.ts'
import {beginGuide, type GuideRun} from './guide-run.ts'

/** Vitest's own functions, handed over by the generated module so that both are of one instance. */
export interface Vitest {
  readonly test: typeof test
  readonly describe: typeof describe
  readonly beforeAll: typeof beforeAll
  readonly afterAll: typeof afterAll
  readonly inject: typeof inject
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where workers reach the main process. */
    guiderail: string
  }
}

/**
 * Make a test file of a guide; the generated module then declares a test for each block with what is returned.
 *
 * @returns declares the test of the block at an index of the plan
 */
export function defineGuide(plan: Plan, vitest: Vitest): (index: number) => void {
  let run: GuideRun | undefined
  const failures = new Map<number, StepResult>()
  let told = false
  vitest.beforeAll(async () => {
    run = await beginGuide(plan, vitest.inject('guiderail'))
  }, 0)
  vitest.afterAll(async () => {
    const result = await run?.finish()
    if (result?.status !== 'failed') return
    const reasons = reasonsOutsideSteps(result)
    // What no block tells would pass otherwise: a recording that goes on, objects that are left behind.
    if (reasons.length > 0 || !told) throw new PageFailure(startOf(plan), reasons.join('\n') || 'the guide failed')
  }, 0)

  async function runBlock(index: number): Promise<BlockOutcome> {
    for (let at = 0; ; at += 1) {
      const outcome = await run?.through(at)
      if (outcome === undefined) throw new Error(`${plan.path} did not begin`)
      const failed = outcome.steps.find((step) => step.status === 'failed' || step.status === 'not-recorded')
      if (failed !== undefined) failures.set(at, failed)
      if (at === index) return outcome
    }
  }

  return (index) => {
    const block = plan.blocks[index]
    if (block === undefined) throw new Error(`${plan.path} has no block ${index}`)
    vitest.test(titleOf(block), {timeout: 0, retry: 0, repeats: 0, concurrent: false}, async ({skip}) => {
      const outcome = await runBlock(index)
      const [earlier] = failures.values()
      const idle = reasonNotToRun(outcome)
      // Where the block that failed was not chosen, the one that was must tell, or the guide would seem to pass.
      const failed = failures.get(index) ?? (idle !== null && block.skip === null && !told ? earlier : undefined)
      if (failed !== undefined) {
        told = true
        throw new BlockFailure(failed)
      }
      if (idle !== null) skip(idle)
    })
  }
}

const startOf = ({path}: Plan): Place => ({file: path, line: 1, column: 1})

/**
 * Make a test file of a page that cannot run.
 *
 * @returns declares a test that fails with the problem at an index
 */
export function defineProblems(problems: readonly Problem[], {test}: Pick<Vitest, 'test'>): (index: number) => void {
  return (index) => {
    const problem = problems[index]
    if (problem === undefined) throw new Error(`there is no problem ${index}`)
    test(problem.ruleId, () => {
      throw new PageFailure(problem.place, problem.message)
    })
  }
}

function titleOf(block: PlannedBlock): string {
  return block.role === 'guide' ? block.id : `${block.role}: ${block.id}`
}

function reasonNotToRun({block, steps}: BlockOutcome): string | null {
  if (block.skip !== null) return block.skip
  return steps.every((step) => step.status === 'not-run') ? (steps[0]?.reason ?? null) : null
}
