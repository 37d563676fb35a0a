import fc from 'fast-check'
import {expect, test} from 'vitest'
import {formatRange, freeRange, overlap, parseRange, type Range} from '../../../harness/cluster/ranges.ts'

const range = (text: string): Range => parseRange(text) ?? expect.fail(`no range: ${text}`)

test.for([
  ['10.96.0.0/12', '10.96.0.0/12'],
  ['172.18.0.5/16', '172.18.0.0/16'],
  ['192.0.2.7', '192.0.2.7/32'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['255.255.255.255', '255.255.255.255/32']
])('%s is read as %s', ([text = '', expected]) => {
  expect(formatRange(range(text))).toBe(expected)
})

test.for(['fc00:f853:ccd:e793::/64', '10.0.0.256', '10.0.0.0/33', '10.0.0', '', 'kind'])('`%s` is no range', (text) => {
  expect(parseRange(text)).toBeNull()
})

test.for([
  ['10.0.0.0/8', '10.1.0.0/16', true],
  ['10.1.0.0/16', '10.0.0.0/8', true],
  ['10.0.0.0/24', '10.0.1.0/24', false],
  ['10.0.0.255', '10.0.0.0/24', true],
  ['10.0.1.0', '10.0.0.0/24', false]
] as const)('%s and %s overlap: %s', ([one, other, expected]) => {
  expect(overlap(range(one), range(other))).toBe(expected)
})

test('the first free range starts after what is taken, on a boundary of its own size', () => {
  const taken = [range('10.128.0.0/20'), range('10.128.32.5')]
  expect(freeRange(range('10.128.0.0/16'), 19, taken)).toEqual(range('10.128.64.0/19'))
})

test('a full space has no free range', () => {
  expect(freeRange(range('10.128.0.0/30'), 31, [range('10.128.0.1'), range('10.128.0.2')])).toBeNull()
})

test('whatever is taken, a free range lies in the space and overlaps none of it', () => {
  const ranges = fc.array(fc.record({first: fc.nat(65_535), prefix: fc.integer({min: 18, max: 32})}), {maxLength: 30})
  const space = {first: 0, prefix: 16}
  fc.assert(
    fc.property(ranges, fc.integer({min: 16, max: 32}), (taken, prefix) => {
      const aligned = taken.map(({first, prefix}) => ({first: first - (first % 2 ** (32 - prefix)), prefix}))
      const free = freeRange(space, prefix, aligned)
      if (free === null) return
      expect(overlap(free, space)).toBe(true)
      expect(free.first % 2 ** (32 - prefix)).toBe(0)
      expect(aligned.filter((other) => overlap(free, other))).toEqual([])
    })
  )
})
