import {expect, test} from 'vitest'
import {Phases} from '../../../harness/cluster/phases.ts'

test('whoever comes later waits only for what is left', async () => {
  const phases = new Phases()
  const names = (moment: number): readonly string[] => phases.since(moment).map(({name}) => name)
  await phases.time('checking', async () => {})
  await new Promise((resolve) => setTimeout(resolve, 2))
  const arrival = performance.now()
  await expect(phases.time('creating', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await new Promise((resolve) => setTimeout(resolve, 2))
  expect(phases.all.map(({name}) => name)).toEqual(['checking', 'creating'])
  expect(names(arrival)).toEqual(['creating'])
  expect(names(performance.now())).toEqual([])
})
