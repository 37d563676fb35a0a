import {readdirSync, readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {kinds} from '../../src/expect/vary/kinds.ts'
import {type Pairs, passes} from './vary.ts'

const fixtures = new URL('../fixtures/vary/', import.meta.url)
const names = readdirSync(fixtures).map((file) => file.replace('.json', ''))

test('every kind has fixtures', () => {
  expect(names).toEqual(expect.arrayContaining(kinds.map(({id}) => id)))
})

describe.for(names)('%s', (name) => {
  const {match, differ} = JSON.parse(readFileSync(new URL(`${name}.json`, fixtures), 'utf8')) as Pairs

  test('has fixtures that match, and fixtures that do not', () => {
    expect(match.length).toBeGreaterThan(0)
    expect(differ.length).toBeGreaterThan(0)
  })
  test.for(match)('$sample matches $actual', (pair) => expect(passes(pair)).toBe(true))
  test.for(match)('$sample matches itself ($actual)', (pair) =>
    expect(passes({...pair, actual: pair.sample})).toBe(true)
  )
  test.for(differ)('$sample does not match $actual', (pair) => expect(passes(pair)).toBe(false))
})
