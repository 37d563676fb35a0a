import {expect, test} from 'vitest'
import {countLines} from '../../harness/count-lines.ts'
import {labelLines} from '../../src/report/text/labels.ts'
import {attempt} from '../expect/attempts.ts'

test('counts lines by what they say, not by when', () => {
  const first = 'one Mon Nov 12 23:38:45 UTC 2018\ntwo Mon Nov 12 23:38:47 UTC 2018\none Mon Nov 12 23:38:50 UTC 2018\n'
  const second = '\none Tue Nov 13 00:00:01 UTC 2018\n'
  const counts = countLines([attempt({stdout: first}), attempt({stdout: second})])
  expect(counts).toEqual([
    {line: 'one Mon Nov 12 23:38:45 UTC 2018', count: 3},
    {line: 'two Mon Nov 12 23:38:47 UTC 2018', count: 1}
  ])
  expect(labelLines(counts.map(({line}) => line))).toEqual(['one', 'two'])
})

test('tells versions apart', () => {
  const stdout = 'web v1, pod web-v1-6d4cf56db6-x2x9k\nweb v2, pod web-v2-7d4b9c6f5d-abcde\n'
  expect(countLines([attempt({stdout})])).toHaveLength(2)
})
