import {expect, test} from 'vitest'
import {isRunning, temporarySession} from './temporary-session.ts'

const ended = {exitCode: null, timedOut: 300}

test.for([
  ['a process', 'sleep 300'],
  ['a loop of bash', 'while :; do :; done'],
  ['a loop of processes', 'while :; do sleep 0.01; done'],
  ['a process that ignores TERM', `sh -c 'trap "" TERM; while :; do sleep 0.05; done'`],
  ['a pipeline', 'tail -f /dev/null | cat'],
  ['a wait', 'sleep 300 & wait'],
  ['a substitution', 'B=$(sleep 300)'],
  ['a subshell', '(sleep 300; echo no)'],
  ['a process in a session of its own', 'setsid -w sleep 300'],
  ['exec', 'exec sleep 300']
] as const)('past its time %s is ended, and the shell lives on', async ([, command]) => {
  const session = await temporarySession()
  await session.do('A=1; f() { echo "f $A"; }')
  expect(await session.do(`echo started; ${command}; echo not reached`, {timeoutMs: 300})).toMatchObject({
    ...ended,
    stdout: 'started\n'
  })
  expect((await session.do('f; pwd')).stdout).toBe(`f 1\n${session.cwd}\n`)
  expect((await session.do('pgrep -f "sleep 300" -P $$; jobs; echo $?')).stdout).toBe('0\n')
})

test('what the step did to the shell before its time was up stays', async () => {
  const session = await temporarySession()
  await session.do('A=1; cd /; sleep 300; A=2', {timeoutMs: 300})
  expect((await session.do('echo $A $PWD')).stdout).toBe('1 /\n')
})

test('a shell that ignores TERM loses the step, not the guide', async () => {
  const session = await temporarySession()
  await session.do('A=1')
  await session.do("trap '' TERM; A=2; while :; do :; done", {timeoutMs: 300})
  expect((await session.do('echo $A')).stdout).toBe('1\n')
})

test('background processes of earlier steps outlive a time-out, those of the step do not', async () => {
  const session = await temporarySession()
  const earlier = Number((await session.do('sleep 300 & echo $!')).stdout)
  const step = await session.do('sleep 301 & echo $!; (setsid sleep 302 & echo $!); sleep 303', {timeoutMs: 300})
  const own = step.stdout.trim().split('\n').map(Number)
  expect(own).toHaveLength(2)
  expect(own.map(isRunning)).toEqual([false, false])
  expect(isRunning(earlier)).toBe(true)
})

test('an attempt in a subshell is ended without the shell noticing', async () => {
  const session = await temporarySession()
  const shell = (await session.do('A=1; echo $$')).stdout
  expect(await session.do('A=2; sleep 300; echo no', {timeoutMs: 300, subshell: true})).toMatchObject(ended)
  expect(await session.do('while :; do :; done', {timeoutMs: 300, subshell: true})).toMatchObject(ended)
  expect((await session.do('echo $$; echo $A')).stdout).toBe(`${shell}1\n`)
})

test('a signal ends the step and rejects with its reason', async () => {
  const session = await temporarySession()
  const interrupt = new AbortController()
  const running = session.do('A=1; echo up; sleep 300', {
    signal: interrupt.signal,
    onOutput: () => interrupt.abort(new Error('Ctrl-C'))
  })
  await expect(running).rejects.toThrow('Ctrl-C')
  await expect(session.do('echo no', {signal: interrupt.signal})).rejects.toThrow('Ctrl-C')
  expect((await session.do('echo $A')).stdout).toBe('1\n')
})

test('a step whose time is up while it waits for input says so', async () => {
  const session = await temporarySession()
  expect(await session.do('cat', {timeoutMs: 300})).toMatchObject({
    timedOut: 300,
    ended: 'it waits for standard input, and nobody types'
  })
  expect((await session.do('sleep 60', {timeoutMs: 300})).ended).toBeUndefined()
})
