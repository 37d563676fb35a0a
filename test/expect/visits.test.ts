import {expect, test} from 'vitest'
import type {OutputExpectation, OutputType} from '../../src/expect/expectation.ts'
import {judgeStep} from '../../src/expect/judge.ts'
import {countVisits} from '../shortcode/visits.ts'
import {attempt} from './attempts.ts'

function judge(type: OutputType, expected: string, stdout: string): string | undefined {
  const base = {stream: 'either', anyVersion: true, line: 1, text: '', holdMs: 0} as const
  const expectation: OutputExpectation = {...base, type, expected}
  const step = {command: 'x', output: expected, expectations: [expectation], poll: null}
  return judgeStep(step, [attempt({stdout})])[0]?.status
}

const suffixes = ['7459d7b54b-xx2kk', '86f77cd7bd-cpxhv']
const pod = (at: number, run: number): string =>
  `web-${at}-${suffixes[run]}   2/2   Running   ${run}   ${1 + (at % 50)}${'sm'[run]}   10.0.${at % 200}.${run}`
const log = (at: number, run: number): string =>
  `2024-01-0${1 + run}T03:04:05Z request ${at} of web-${suffixes[run]} at 10.0.0.${run} took ${at % 90}${['ms', 's'][run]}, v1.${run}.2`

/** What a page shows and what a command prints, of so many lines. */
const outputs: readonly (readonly [type: OutputType, line: (at: number, run: number) => string, header: string])[] = [
  ['same', log, 'start'],
  ['elided', (at, run) => (run === 0 && at % 5 === 4 ? '...' : log(at, run)), 'start'],
  ['elided', (at, run) => (run === 0 ? `...${log(at, 0).slice(30)}` : log(at, run)), '...'],
  ['table', pod, 'NAME   READY   STATUS   RESTARTS   AGE   IP'],
  ['lines', (at, run) => (run === 0 && at < 20 ? `+ request ${at} of` : log(at, run)), '+ start'],
  ['listing', (at, run) => `key ${at}: web-${suffixes[run]} at 10.0.0.${run}`, 'first: 1'],
  ['http', (at, run) => `x-header-${at}: web-${suffixes[run]}`, 'HTTP/1.1 200 OK']
]

function visitsPerCharacter([type, line, header]: (typeof outputs)[number], count: number): number {
  const [expected, stdout] = [0, 1].map((run) =>
    [header, ...Array.from({length: count}, (_, at) => line(at, run))].join('\n')
  )
  const wanted = type === 'lines' ? (expected ?? '').split('\n').slice(0, 21).join('\n') : (expected ?? '')
  const actual = (stdout ?? '').replace(/^(?:\+ |\.\.\.)/, '')
  let status: string | undefined
  const visits = countVisits(() => {
    status = judge(type, wanted, actual)
  })
  expect(status).toBe('passed')
  return visits / (wanted.length + actual.length)
}

test.for(outputs.slice(0, 4))('%s: each character of 100,000 lines is visited a bounded number of times', (output) => {
  expect(visitsPerCharacter(output, 100_000)).toBeLessThan(100)
})

test.for(outputs)('%s: ten times the lines take ten times the visits', (output) => {
  const [few, many] = [400, 4000].map((count) => visitsPerCharacter(output, count))
  expect((many ?? 0) / (few ?? 1)).toBeLessThan(1.2)
})

test('ten times the lines that must not be there take no more visits of the output', () => {
  const output = Array.from({length: 2000}, (_, at) => log(at, 1)).join('\n')
  const [few, many] = [10, 100].map((count) => {
    const absent = Array.from({length: count}, (_, at) => `- request ${at} of api-`)
    let status: string | undefined
    const visits = countVisits(() => {
      status = judge('lines', ['+ request', ...absent].join('\n'), output)
    })
    expect(status).toBe('passed')
    return visits
  })
  expect((many ?? 0) / (few ?? 1)).toBeLessThan(1.2)
})
