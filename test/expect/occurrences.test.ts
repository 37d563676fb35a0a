import fc from 'fast-check'
import {expect, test} from 'vitest'
import {occurrencesOf} from '../../src/expect/occurrences.ts'

test('finds what stands within, beside and across other texts', () => {
  const texts = ['he', 'she', 'his', 'hers', 'e']
  const found = (line: string): readonly (string | undefined)[] =>
    [...occurrencesOf(texts)(line)].map((at) => texts[at])
  expect([...found('ushers')].sort()).toEqual(['e', 'he', 'hers', 'she'])
  expect(found('hi')).toEqual([])
})

test('finds the texts that `includes` finds', () => {
  const word = fc.string({unit: fc.constantFrom('a', 'b', ' '), minLength: 1, maxLength: 6})
  fc.assert(
    fc.property(
      fc.uniqueArray(word, {maxLength: 8}),
      fc.string({unit: fc.constantFrom('a', 'b', ' ')}),
      (texts, line) => {
        const found = texts.flatMap((text, at) => (line.includes(text) ? [at] : []))
        expect([...occurrencesOf(texts)(line)].sort()).toEqual(found)
      }
    ),
    {numRuns: 500}
  )
})
