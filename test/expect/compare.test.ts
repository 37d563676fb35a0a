import {readdirSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import type {Expectation} from '../../src/expect/expectation.ts'
import {judgeStep} from '../../src/expect/judge.ts'
import type {Attempt} from '../../src/transcript.ts'
import {attempt} from './attempts.ts'

/** A comparison as a file: texts as lists of lines, and what came of it. */
interface Case {
  readonly why: string
  readonly command?: string
  readonly expectation: Readonly<Record<string, unknown>>
  readonly expected?: readonly string[]
  readonly output?: readonly string[]
  readonly attempts: readonly (Omit<Partial<Attempt>, 'stdout' | 'stderr'> & {
    readonly stdout?: readonly string[]
    readonly stderr?: readonly string[]
  })[]
}

const fixtures = new URL('../fixtures/compare/', import.meta.url)
const names = readdirSync(fixtures).flatMap((type) =>
  readdirSync(new URL(`${type}/`, fixtures)).map((file) => `${type}/${file}`)
)

test('has fixtures of either kind for every comparison', () => {
  const types = new Set(names.map((name) => name.split('/')[0]))
  for (const type of types) {
    expect(names.some((name) => name.startsWith(`${type}/passes`))).toBe(true)
    expect(names.some((name) => name.startsWith(`${type}/fails`))).toBe(true)
  }
})

test.for(names)('%s', async (name) => {
  const [type = '', file = ''] = name.split('/')
  const input = JSON.parse(readFileSync(new URL(name, fixtures), 'utf8')) as Case
  const base = {type, line: 10, text: 'as the page shows', holdMs: 0, stream: 'either', anyVersion: false}
  const expected = input.expected === undefined ? {} : {expected: input.expected.join('\n')}
  const expectation = {...base, ...expected, ...input.expectation} as Expectation
  const attempts = input.attempts.map(({stdout, stderr, ...given}) =>
    attempt({...given, stdout: toText(stdout), stderr: toText(stderr)})
  )
  const output = input.output?.join('\n') ?? null
  const {command = 'kubectl get pods'} = input
  const [verdict] = judgeStep({command, output, expectations: [expectation], poll: null}, attempts)
  expect(verdict?.status).toBe(file.startsWith('passes') ? 'passed' : 'failed')
  const {why, expectation: options, expected: sample, output: page, attempts: given} = input
  const {message, diff, hopeless, line} = verdict ?? {}
  const marked = diff?.map(
    ({sign, text, ranges}) => `${sign}${text}${ranges.map(([start, end]) => ` [${start},${end})`).join('')}`
  )
  const result = {
    why,
    command: input.command,
    expectation: options,
    expected: sample,
    output: page,
    attempts: given,
    verdict: {line: line === base.line ? undefined : line, message, hopeless, diff: marked}
  }
  await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot(new URL(name, fixtures).pathname)
})

function toText(lines: readonly string[] | undefined): string {
  return lines === undefined || lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
