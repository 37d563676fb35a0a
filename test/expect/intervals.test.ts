import {expect, test} from 'vitest'
import {intervalAfter} from '../../src/expect/intervals.ts'

const intervals = Array.from({length: 100}, (_, at) => intervalAfter(at + 1))

test('the first look is repeated after 200 ms', () => expect(intervals[0]).toBe(200))

test('each interval is longer than the one before it, up to two seconds', () => {
  for (const [at, interval] of intervals.entries()) {
    if (at > 0 && interval < 2000) expect(interval).toBeGreaterThan(intervals[at - 1] ?? 0)
  }
  expect(intervals.at(-1)).toBe(2000)
})

test('in two minutes it is looked at some sixty times', () => {
  let elapsed = 0
  const looks = intervals.findIndex((interval) => {
    elapsed += interval
    return elapsed >= 120_000
  })
  expect(looks).toBeGreaterThan(60)
  expect(looks).toBeLessThan(80)
})

test('the longest interval can be shorter', () => expect(intervalAfter(100, 1000)).toBe(1000))
