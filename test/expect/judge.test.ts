import {expect, test} from 'vitest'
import type {Expectation} from '../../src/expect/expectation.ts'
import {type JudgedStep, judgeStep} from '../../src/expect/judge.ts'
import type {Attempt} from '../../src/transcript.ts'
import {attempt} from './attempts.ts'

const contains: Expectation = {
  type: 'contains',
  expected: 'ok',
  stream: 'either',
  anyVersion: false,
  line: 1,
  text: '',
  holdMs: 0
}
const exit: Expectation = {type: 'exit', expected: 0, line: 1, text: '', holdMs: 0}

function step(expectations: readonly Expectation[], poll: Partial<JudgedStep['poll']> = {}): JudgedStep {
  return {
    command: 'curl x',
    output: 'ok',
    expectations,
    poll: {limitMs: 120_000, inARow: 1, ofAll: false, atLeast: 1, ...poll}
  }
}

function series(...outputs: readonly string[]): readonly Attempt[] {
  return outputs.map((stdout, at) => attempt({stdout, startedMs: at * 1000}))
}

test('one verdict for each expectation, in order', () => {
  const verdicts = judgeStep(step([exit, contains]), series('no'))
  expect(verdicts.map(({type, status}) => [type, status])).toEqual([
    ['exit', 'passed'],
    ['contains', 'failed']
  ])
})

test('nothing passes by absence', () => {
  expect(judgeStep(step([exit]), [])).toMatchObject([{status: 'failed', message: 'the command was never run'}])
})

test('the last attempt counts, not one before', () => {
  expect(judgeStep(step([contains]), series('no', 'ok'))[0]?.status).toBe('passed')
  expect(judgeStep(step([contains]), series('ok', 'no'))[0]?.status).toBe('failed')
})

test('several in a row', () => {
  const wanted = step([contains], {inARow: 3})
  expect(judgeStep(wanted, series('ok', 'ok'))[0]?.message).toBe('it held only 2 of 3 times in a row')
  expect(judgeStep(wanted, series('ok', 'no', 'ok', 'ok'))[0]?.message).toBe('it held only 2 of 3 times in a row')
  expect(judgeStep(wanted, series('no', 'ok', 'ok', 'ok'))[0]?.status).toBe('passed')
})

test('what is said of all answers must hold beyond chance once one contradicts', () => {
  const wanted = step([contains], {inARow: 3, ofAll: true})
  const right = (times: number): readonly string[] => Array.from({length: times}, () => 'ok')
  expect(judgeStep(wanted, series(...right(3)))[0]?.status).toBe('passed')
  expect(judgeStep(wanted, series('no', ...right(19)))[0]?.message).toBe('it held only 19 of 20 times in a row')
  expect(judgeStep(wanted, series('no', ...right(20)))[0]?.status).toBe('passed')
  // An attempt without an answer contradicts nothing.
  expect(judgeStep(wanted, series('', ...right(3)))[0]?.status).toBe('passed')
})

test('at least so many', () => {
  const wanted = step([contains], {atLeast: 3})
  expect(judgeStep(wanted, series('ok', 'ok'))[0]?.message).toBe('it held, but was tried only 2 of 3 times')
  expect(judgeStep(wanted, series('no', 'no', 'ok'))[0]?.status).toBe('passed')
})

test('the first answer is judged once, and nothing can change it', () => {
  const first: Expectation = {type: 'first', answer: 'no', line: 1, text: '', holdMs: 0}
  const wanted = step([contains, first], {inARow: 2, atLeast: 2})
  expect(judgeStep(wanted, series('no'))[1]).toMatchObject({status: 'passed', hopeless: null})
  expect(judgeStep(wanted, series('no', 'ok', 'ok')).map(({status}) => status)).toEqual(['passed', 'passed'])
  expect(judgeStep(wanted, series('ok', 'no'))[1]).toMatchObject({
    status: 'failed',
    hopeless: 'the first answer has been given'
  })
})

test('a state must hold from one attempt to another, not during one', () => {
  const held = step([{...contains, holdMs: 5000}])
  expect(judgeStep(held, [attempt({stdout: 'ok', durationMs: 9000})])[0]?.message).toBe('it held only for 0 s of 5 s')
  expect(judgeStep(held, series('ok', 'ok', 'ok', 'ok', 'ok'))[0]?.message).toBe('it held only for 4 s of 5 s')
  expect(judgeStep(held, series('ok', 'ok', 'ok', 'ok', 'ok', 'ok'))[0]?.status).toBe('passed')
  expect(judgeStep(held, series('ok', 'ok', 'ok', 'no', 'ok', 'ok'))[0]?.message).toBe('it held only for 1 s of 5 s')
})

test('after each attempt or with all of them at once, the verdict is the same', () => {
  const samples: Expectation = {
    type: 'samples',
    samples: ['v1', 'v2'],
    elided: true,
    words: true,
    line: 1,
    text: '',
    holdMs: 0
  }
  const attempts = series('x', 'v1', 'v1', 'v2', 'v1')
  const live = step([samples, exit], {inARow: 2})
  const gradual = attempts.map((_, at) => judgeStep(live, attempts.slice(0, at + 1))).at(-1)
  expect(judgeStep(step([{...samples}, {...exit}], {inARow: 2}), structuredClone(attempts))).toEqual(gradual)
})

test('output of which only the beginning was kept proves no absence', () => {
  const not: Expectation = {...contains, type: 'not-contains'}
  expect(judgeStep(step([not]), [attempt({stdout: 'x', truncated: true})])[0]?.status).toBe('failed')
  expect(judgeStep(step([not]), [attempt({stdout: 'x'})])[0]?.status).toBe('passed')
})

const forbidden = 'Error from server (Forbidden): pods is forbidden: User "x" cannot list resource "pods"'

test.for([
  ['Error from server (NotFound): namespaces "x" not found', 1, 'the namespace does not exist'],
  [forbidden, 1, 'the request was denied'],
  ['error: unknown flag: --contxt', 1, 'the command does not know this option or subcommand'],
  ['Error: unknown command "instal" for "istioctl"', 1, 'the command does not know this option or subcommand'],
  ['error: context "kind-x" does not exist', 1, 'the context does not exist'],
  ['bash: line 1: istioctll: command not found', 127, 'the command was not found'],
  ['The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?', 1, null],
  ['Error from server (NotFound): pods "x" not found', 1, null],
  ['curl: (7) Failed to connect', 7, null]
] as const)('%s', ([stderr, exitCode, hopeless]) => {
  expect(judgeStep(step([exit]), [attempt({stderr, exitCode})])[0]?.hopeless).toBe(hopeless)
})

test.for([
  ['ended at once', {exitCode: null}],
  ['ended when its time was up', {exitCode: null, timedOut: 60_000}]
] as const)('a command that waits for standard input is not run again: %s', ([, how]) => {
  const reason = 'it waits for standard input, and nobody types (after `Name:`)'
  const [verdict, output] = judgeStep(step([exit, contains]), [attempt({...how, ended: reason})])
  expect(verdict?.message).toContain(reason)
  expect([verdict?.hopeless, output?.hopeless]).toEqual([reason, reason])
})

test('an error that the page shows is no reason to give up', () => {
  const shown: Expectation = {...contains, expected: 'Forbidden'}
  const verdicts = judgeStep(step([{...exit, expected: 'nonzero'}, shown]), [attempt({stderr: forbidden, exitCode: 1})])
  expect(verdicts.map(({status, hopeless}) => [status, hopeless])).toEqual([
    ['passed', null],
    ['passed', null]
  ])
})

test('the same expectation of another step is judged anew', () => {
  const piped = attempt({stderr: 'boom', pipeStatus: [1, 0]})
  const [shown, silent] = ['x', null].map((output) => judgeStep({...step([exit]), output}, [piped])[0]?.status)
  expect([shown, silent]).toEqual(['passed', 'failed'])
})

test('output in a block of its own is output that the page shows', () => {
  const broken = attempt({stdout: 'ok', stderr: 'no peer', pipeStatus: [1, 0]})
  const status: Expectation = {
    type: 'status',
    names: [],
    column: 'STATUS',
    value: 'Running',
    line: 1,
    text: '',
    holdMs: 0
  }
  const listed = attempt({stdout: 'NAME   READY   STATUS\nweb    1/2     Running\n'})
  const silent: JudgedStep = {...step([exit, status]), output: null}
  const shown: JudgedStep = {...silent, sample: 'NAME   READY   STATUS\nweb    1/2     Running'}
  expect(judgeStep(silent, [broken])[0]?.message).toBe('command 1 of 2 in the pipeline exited with 1: `no peer`')
  expect(judgeStep(shown, [broken])[0]?.status).toBe('passed')
  expect(judgeStep(silent, [listed])[1]?.message).toBe('`web`: READY is `1/2`, not yet `2/2`')
  expect(judgeStep(shown, [listed])[1]?.status).toBe('passed')
})
