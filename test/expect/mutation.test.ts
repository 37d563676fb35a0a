import {describe, expect, test} from 'vitest'
import type {Expectation} from '../../src/expect/expectation.ts'
import {judgeStep} from '../../src/expect/judge.ts'
import type {Attempt} from '../../src/transcript.ts'
import {countKinds, mutantKinds, mutate} from './mutants.ts'
import {observed} from './outputs.ts'
import {random, redraw} from './redraw.ts'

function isPassing(expectation: Expectation, attempts: readonly Attempt[]): boolean {
  const step = {command: 'x', output: 'x', expectations: [expectation], poll: null}
  return judgeStep(step, attempts)[0]?.status === 'passed'
}

describe.for(observed)('$name', ({expectation, attempts}) => {
  test('passes as it is', () => expect(isPassing(expectation, attempts)).toBe(true))

  test('every mutant is caught', () => {
    const mutants = mutate(expectation, attempts)
    expect(mutants.length).toBeGreaterThan(0)
    const survivors = mutants.filter((mutant) => isPassing(mutant.expectation, mutant.attempts))
    expect(survivors).toEqual([])
  })

  test('1,000 redraws pass', () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const next = random(seed)
      const drawn = attempts.map((attempt) => ({...attempt, stdout: redraw(attempt.stdout, next)}))
      if (!isPassing(expectation, drawn)) expect({seed, stdout: drawn.map(({stdout}) => stdout)}).toBe('passing')
    }
  })
})

test('mutants are of every kind', () => {
  const mutants = observed.flatMap(({expectation, attempts}) => mutate(expectation, attempts))
  console.log(`${mutants.length} mutants: ${countKinds(mutants)}`)
  expect([...new Set(mutants.map(({kind}) => kind))].sort()).toEqual([...mutantKinds].sort())
})
