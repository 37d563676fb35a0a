import {expect, test} from 'vitest'
import {parseDuration} from '../src/duration.ts'

test.for([
  ['90s', 90_000],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['500ms', 500],
  ['2m500ms', 120_500],
  ['0s', null],
  ['', null],
  ['5', null],
  ['5 m', null],
  ['m5', null],
  ['-5m', null],
  ['1.5h', null],
  ['5minutes', null],
  ['5M', null]
] as const)('%s', ([text, milliseconds]) => expect(parseDuration(text)).toBe(milliseconds))
