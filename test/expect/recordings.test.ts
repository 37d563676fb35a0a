import {readdirSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {describe, expect, test} from 'vitest'
import {loadConfiguration} from '../../harness/configuration/load.ts'
import {readRecording} from '../../harness/recording/file.ts'
import {openSite} from '../../harness/site/site.ts'
import {judgeStep} from '../../src/expect/judge.ts'
import type {PlannedStep} from '../../src/plan/plan.ts'
import {planGuide} from '../../src/plan/plan-guide.ts'
import type {Attempt} from '../../src/transcript.ts'
import {countKinds, mutate} from './mutants.ts'
import {random, redraw} from './redraw.ts'

/** A step of a guide with what happened when it was recorded. */
interface Recorded {
  readonly id: string
  readonly step: PlannedStep
  readonly attempts: readonly Attempt[]
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const {configuration} = await loadConfiguration(root, null, {})
const site = openSite(configuration, root)
const names = readdirSync(new URL('../../docs/guides/', import.meta.url)).filter((file) =>
  file.endsWith('.recording.jsonl')
)

function recordedSteps(name: string): readonly Recorded[] {
  const path = `docs/guides/${name.replace('.recording.jsonl', '.md')}`
  const {blocks} = planGuide(path, site, configuration)
  const recording = readRecording(`${root}docs/guides/${name}`)
  return (recording?.steps ?? []).flatMap(({block, index, command, attempts}) => {
    const step = blocks.filter(({id, skip}) => id === block && skip === null).flatMap(({steps}) => steps[index] ?? [])
    const [same] = step.filter((planned) => planned.command === command)
    return same === undefined ? [] : [{id: `${block}/${index}`, step: same, attempts}]
  })
}

function isPassing(step: PlannedStep, attempts: readonly Attempt[]): boolean {
  return judgeStep(step, attempts).every(({status}) => status === 'passed')
}

test('there are recordings', () => expect(names.length).toBeGreaterThan(0))

describe.for(names)('%s', (name) => {
  const recorded = recordedSteps(name)

  test('passes as it was recorded', () => {
    expect(recorded.length).toBeGreaterThan(0)
    expect(recorded.filter(({step, attempts}) => !isPassing(step, attempts)).map(({id}) => id)).toEqual([])
  })

  test('every mutant is caught', () => {
    const mutants = recorded.flatMap(({id, step, attempts}) =>
      step.expectations.flatMap((expectation) => mutate(expectation, attempts).map((mutant) => ({id, step, mutant})))
    )
    const survivors = mutants.filter(({step, mutant}) =>
      isPassing({...step, expectations: [mutant.expectation]}, mutant.attempts)
    )
    console.log(`${name}: ${mutants.length} mutants, ${countKinds(mutants.map(({mutant}) => mutant))}`)
    expect(survivors.map(({id, mutant}) => ({id, kind: mutant.kind, expectation: mutant.expectation}))).toEqual([])
  })

  test('1,000 redraws pass', () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const next = random(seed)
      for (const {id, step, attempts} of recorded) {
        const drawn = attempts.map((attempt) => ({...attempt, stdout: redraw(attempt.stdout, next)}))
        const changed = drawn.some(({stdout}, at) => stdout !== attempts[at]?.stdout)
        if (changed && !isPassing(step, drawn)) expect({seed, id, stdout: drawn.at(-1)?.stdout}).toBe('passing')
      }
    }
  })
})
