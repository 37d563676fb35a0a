import fc from 'fast-check'
import {expect, test} from 'vitest'
import {chooseShard} from '../../src/plan/shard.ts'

const guides = fc.uniqueArray(fc.record({path: fc.string(), weight: fc.integer({min: 0, max: 1000})}), {
  selector: ({path}) => path
})

test('every guide is in exactly one part', () => {
  fc.assert(
    fc.property(guides, fc.integer({min: 1, max: 8}), (all, count) => {
      const parts = Array.from({length: count}, (_, index) => [...chooseShard(all, index + 1, count)])
      expect(parts.flat().sort()).toEqual(all.map(({path}) => path).sort())
    })
  )
})

test('no part outweighs an even share by more than the longest guide', () => {
  fc.assert(
    fc.property(guides, fc.integer({min: 1, max: 8}), (all, count) => {
      const weights = new Map(all.map(({path, weight}) => [path, weight]))
      const total = all.reduce((sum, {weight}) => sum + weight, 0)
      const longest = Math.max(0, ...weights.values())
      for (let index = 1; index <= count; index++) {
        const weight = [...chooseShard(all, index, count)].reduce((sum, path) => sum + (weights.get(path) ?? 0), 0)
        expect(weight).toBeLessThanOrEqual(total / count + longest)
      }
    })
  )
})

test('parts are the same whatever the order of the guides', () => {
  const one = [
    {path: 'a', weight: 3},
    {path: 'b', weight: 3},
    {path: 'c', weight: 1}
  ]
  expect(chooseShard(one, 1, 2)).toEqual(chooseShard(one.toReversed(), 1, 2))
})
