import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {OutputExpectation, OutputType} from '../../src/expect/expectation.ts'
import {judgeStep} from '../../src/expect/judge.ts'
import {inferOutputType} from '../../src/expect/output-type.ts'
import {maskSecrets} from '../../src/secrets.ts'
import {attempt} from './attempts.ts'

const count = 20_000

function judge(type: OutputType, expected: string, stdout: string): string {
  const expectation: OutputExpectation = {
    type,
    expected,
    stream: 'either',
    anyVersion: false,
    line: 1,
    text: '',
    holdMs: 0
  }
  const step = {command: 'x', output: expected, expectations: [expectation], poll: null}
  return judgeStep(step, [attempt({stdout})])[0]?.status ?? 'none'
}

function lines(line: (at: number) => string, many = count): string {
  return Array.from({length: many}, (_, at) => line(at)).join('\n')
}

const header = 'NAME   READY   STATUS    RESTARTS   AGE'
const pod = (at: number): string => `web-${at}-7459d7b54b-xx2kk   2/2   Running   0   5s`

// Each would take minutes if time grew with the square of the length; the runner's time limit ends it then.
describe('long outputs', () => {
  test.for<[name: string, type: OutputType, expected: string, actual: string, status: string]>([
    ['text', 'same', lines((at) => `${at} at 10.0.0.1`), lines((at) => `${at} at 10.0.0.2`), 'passed'],
    ['text, different in its last line', 'same', lines((at) => `${at}`), `${lines((at) => `${at}`)}1`, 'failed'],
    ['repeated lines', 'elided', `...\n${lines(() => 'a', 1000)}\nb\n...`, lines(() => 'a'), 'failed'],
    ['repeated lines with gaps', 'elided', `...\n${lines(() => 'a...', 1000)}\nb\n...`, lines(() => 'aa'), 'failed'],
    ['many parts', 'elided', lines((at) => (at % 2 === 0 ? 'a' : '...')), lines(() => 'a'), 'passed'],
    [
      'a table the other way round',
      'table',
      `${header}\n${lines(pod)}`,
      `${header}\n${lines((at) => pod(count - 1 - at))}`,
      'passed'
    ],
    ['rows alike', 'table', `${header}\n${lines(() => pod(1))}`, `${header}\n${lines(() => pod(1))}`, 'passed'],
    [
      'rows alike, none as expected',
      'table',
      `${header}\n${lines(() => pod(1))}`,
      `${header}\n${lines(() => pod(1).replace('2/2', '1/2'))}`,
      'failed'
    ],
    [
      'loose rows',
      'table',
      `${header}\n${lines((at) => `web-${at % 9}-...   2/2   Running   0   5s`, 5000)}`,
      `${header}\n${lines((at) => pod(at % 9))}`,
      'failed'
    ],
    [
      'JSON',
      'json',
      `[${lines((at) => `{"a": ${at}}`).replaceAll('\n', ',')}]`,
      `[${lines((at) => `{"a": ${at}}`).replaceAll('\n', ',')}]`,
      'passed'
    ],
    ['JSON, nested', 'json', '[[1]]', '['.repeat(count) + ']'.repeat(count), 'failed'],
    ['a JSON sample, nested', 'json', '['.repeat(count) + ']'.repeat(count), '[]', 'failed'],
    ['YAML', 'yaml', lines((at) => `key${at}: 1`, 20_000), lines((at) => `key${at}: 1`, 20_000), 'passed'],
    [
      'YAML, aliases of aliases',
      'yaml',
      'a: 1',
      lines((at) => `b${at}: &b${at} [${`*b${at - 1},`.repeat(9)}]`.replace(/\[(?:\*b-1,)+\]/, '[1]'), 30),
      'failed'
    ],
    [
      'a listing the other way round',
      'listing',
      lines((at) => `k${at}: v`),
      lines((at) => `k${count - 1 - at}: v`),
      'passed'
    ],
    [
      'headers alike',
      'http',
      `HTTP/1.1 200 OK\n${lines((at) => `x-a: ${at}`)}`,
      `HTTP/1.1 200 OK\n${lines((at) => `x-a: ${count - 1 - at}`)}`,
      'passed'
    ]
  ])('%s', ([, type, expected, actual, status]) => {
    expect(judge(type, expected, actual)).toBe(status)
  })
})

describe('a line of 300,000 characters', () => {
  test.for([
    ' ',
    'a-',
    '...',
    '\u001b]',
    '\u001b[1',
    'a:',
    '1',
    '1.1.1.',
    '"',
    '\r',
    ':',
    '{',
    '✔ ',
    '1h1m',
    'a=',
    '- ',
    'x... ',
    '2024-01-',
    'Mon, ',
    '|/',
    'Code 1 : 1 ',
    '> 1 <= 1 , ',
    'Response 1 ',
    '  Total: 1 ',
    '0.1 [1]\t|■',
    'version 1.2',
    'a/b:1.2',
    'e2:07:',
    'Successfully assigned a-',
    ' to a',
    'trace a1a1a1a1a1a1a1a1 ',
    '1/1   Running   0   ',
    'Waiting for deployment',
    '00-'
  ])('of %j', (piece) => {
    const text = piece.repeat(300_000 / piece.length)
    for (const type of ['same', 'elided', 'table', 'listing', 'json', 'http', 'lines'] as const) {
      expect(['passed', 'failed']).toContain(judge(type, `a\n...\n${text.slice(0, 1000)}x`, `${text}y`))
    }
    // An installer's ticks are taken off first.
    expect(judge('same', '✔ a\n✔ b', `✔ a\n${text}y`)).toBe('failed')
  })
})

const anyOutput = fc.oneof(
  fc.string({unit: 'binary'}),
  fc
    .array(
      fc.constantFrom(
        'NAME',
        'READY',
        ' ',
        '   ',
        '\n',
        '\t',
        '...',
        'a-b-86f77cd7bd-cpxhv',
        '10.0.0.1',
        '2/2',
        '40s',
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        '"a"',
        '- ',
        'HTTP/1.1 200 OK',
        '✔ ',
        '+ ',
        '=',
        'fd00::1',
        '31380',
        'pod-template-hash',
        'Code 200 : 3 (15.0 %)',
        'bytes_sent=1',
        '2024-01-02 03:04:05 +0000 UTC',
        '[2024-01-02T03:04:05Z] "GET / HTTP/1.1" 200 - 0 1 2',
        '> 0.1 <= 0.2 , 0.1 , 1.0, 1',
        'I0106 10:00:00',
        '\r'
      )
    )
    .map((parts) => parts.join(''))
)

test('any output passes for itself, whatever its type is taken for', () => {
  fc.assert(
    fc.property(anyOutput, (text) => {
      const {type} = inferOutputType(text, 'x', null)
      // As of every attempt, secrets are masked.
      expect([type, judge(type, text, maskSecrets(text))]).toEqual([type, 'passed'])
    }),
    {numRuns: 2000}
  )
})

test('any sample and any output give a verdict', () => {
  const types: readonly OutputType[] = [
    'same',
    'contains',
    'not-contains',
    'lines',
    'like',
    'elided',
    'table',
    'json',
    'yaml',
    'http',
    'listing'
  ]
  fc.assert(
    fc.property(fc.constantFrom(...types), anyOutput, anyOutput, (type, expected, actual) => {
      expect(['passed', 'failed']).toContain(judge(type, expected, actual))
    }),
    {numRuns: 2000}
  )
})
