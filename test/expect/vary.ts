import type {Expectation} from '../../src/expect/expectation.ts'
import {judgeStep} from '../../src/expect/judge.ts'
import {attempt} from './attempts.ts'

/** Two values of a fixture, and where they stand: in a column, under a key, in a header, or else in a line of text. */
export interface Pair {
  readonly sample: string
  readonly actual: string
  readonly column?: string
  readonly key?: string
  readonly header?: boolean
  readonly number?: boolean
  readonly anyVersion?: boolean
  readonly why?: string
}

export interface Pairs {
  readonly match: readonly Pair[]
  readonly differ: readonly Pair[]
}

/** Whether the actual value passes for the sample, judged as part of a whole output. */
export function passes(pair: Pair): boolean {
  const {type, wrap} = outputOf(pair)
  const {anyVersion = false} = pair
  const expected = wrap(pair.sample)
  const base = {line: 1, text: '', holdMs: 0, stream: 'stdout', anyVersion} as const
  const expectation: Expectation = {...base, type, expected}
  const step = {command: 'kubectl get x', output: expected, expectations: [expectation], poll: null}
  return judgeStep(step, [attempt({stdout: `${wrap(pair.actual)}\n`})])[0]?.status === 'passed'
}

function outputOf({column, key, header, number}: Pair): {
  type: 'table' | 'json' | 'http' | 'same'
  wrap: (value: string) => string
} {
  if (column !== undefined) {
    const isName = column === 'NAME'
    return {
      type: 'table',
      wrap: (value) => {
        const width = Math.max(value.length, column.length) + 3
        return isName
          ? `${column.padEnd(width)}OTHER\n${value.padEnd(width)}x`
          : `NAME   ${column.padEnd(width)}OTHER\na      ${value.padEnd(width)}x`
      }
    }
  }
  if (header === true) return {type: 'http', wrap: (value) => `HTTP/1.1 200 OK\n${key}: ${value}`}
  if (key !== undefined)
    return {type: 'json', wrap: (value) => JSON.stringify({[key]: number === true ? Number(value) : value})}
  return {type: 'same', wrap: (value) => value}
}
