import {globSync} from 'tinyglobby'
import {expect, test} from 'vitest'
import {loadConfiguration} from '../../harness/configuration/load.ts'
import {readRecording} from '../../harness/recording/file.ts'
import {fitRecording} from '../../harness/recording/fit.ts'
import {hashPlan} from '../../harness/recording/hashes.ts'
import type {Recording} from '../../harness/recording/recording.ts'
import {openSite} from '../../harness/site/site.ts'
import type {Plan, PlannedStep} from '../../src/plan/plan.ts'
import {planGuide} from '../../src/plan/plan-guide.ts'

const cwd = process.cwd()
const {configuration} = await loadConfiguration(cwd, null, {})
const site = openSite(configuration, cwd)
const recordings = globSync('docs/guides/*.recording.jsonl').sort()

test('has recordings', () => expect(recordings).not.toEqual([]))

test.for(recordings)('%s fits its guide, and no guide with a step deleted, swapped or doubled', (path) => {
  const plan = planGuide(path.replace('.recording.jsonl', '.md'), site, configuration)
  const recording = readRecording(path)
  if (recording === null) throw new Error('no recording')
  expect(misfit(plan, recording)).toBeNull()
  const mutants = {deleted: 0, swapped: 0, doubled: 0}
  const steps = plan.blocks.filter((block) => block.skip === null).flatMap((block) => block.steps)
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1]
    const survivors = []
    mutants.deleted++
    if (misfit(withSteps(plan, step, []), recording) === null) survivors.push('deleted')
    mutants.doubled++
    if (misfit(withSteps(plan, step, [step, step]), recording) === null) survivors.push('doubled')
    // Two equal commands in a row are the same either way round.
    if (next !== undefined && next.command !== step.command) {
      mutants.swapped++
      if (misfit(withSteps(withSteps(plan, next, [{...step}]), step, [next]), recording) === null)
        survivors.push('swapped')
    }
    expect(survivors, step.command).toEqual([])
  }
  console.log(`${path}: ${mutants.deleted} deleted, ${mutants.swapped} swapped, ${mutants.doubled} doubled, all caught`)
})

function misfit(plan: Plan, recording: Recording): string | null {
  return fitRecording(plan, recording, hashPlan(plan, null)).reason
}

/** The plan with other steps in the place of one; steps are told apart by identity. */
function withSteps(plan: Plan, step: PlannedStep, others: readonly PlannedStep[]): Plan {
  const blocks = plan.blocks.map((block) => ({
    ...block,
    steps: block.steps.flatMap((one) => (one === step ? others : [one]))
  }))
  return {...plan, blocks}
}
