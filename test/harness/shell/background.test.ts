import {expect, test} from 'vitest'
import {isRunning, temporarySession} from './temporary-session.ts'

const options = {timeoutMs: 30_000}

/** Its output never settles. */
const server = `node -e '
const server = require("node:http").createServer((_, response) => response.end("hello"))
server.listen(0, "127.0.0.1", () => console.log(server.address().port))
setInterval(() => console.log(), 400)'`

test('a server is ready when its port listens', async () => {
  const session = await temporarySession()
  const {stdout, exitCode} = await session.startBackground(server, options)
  expect(exitCode).toBe(0)
  expect(await (await fetch(`http://127.0.0.1:${stdout.trim()}/`)).text()).toBe('hello')
})

test('a follower is ready when its output has settled; what comes later is kept', async () => {
  const session = await temporarySession()
  await session.do('echo one > log')
  expect((await session.startBackground('tail -n +1 -f log', options)).stdout).toBe('one\n')
  await session.do('echo two >> log; sleep 1.5')
  expect(session.background()).toMatchObject([{stdout: 'one\ntwo\n', exitCode: 0}])
})

test('what never stops writing is ready nevertheless', async () => {
  const session = await temporarySession()
  const {stdout} = await session.startBackground('while true; do echo on; sleep 0.1; done', {timeoutMs: 1500})
  expect(stdout).toMatch(/^(?:on\n)+$/)
})

test('what ends instead is its own result', async () => {
  const session = await temporarySession()
  expect(await session.startBackground('echo sorry >&2; exit 3', options)).toMatchObject({
    stderr: 'sorry\n',
    exitCode: 3
  })
  expect(await session.startBackground('echo done', options)).toMatchObject({stdout: 'done\n', exitCode: 0})
})

test('the shell of the guide knows nothing of it', async () => {
  const session = await temporarySession()
  await session.do('A=1; sleep 600 & set -e')
  const before = await session.do('echo $!; jobs -p')
  const {stdout} = await session.startBackground('A=2; echo $BASHPID; sleep 600', options)
  expect(isRunning(Number(stdout))).toBe(true)
  expect((await session.do('echo $!; jobs -p')).stdout).toBe(before.stdout)
  expect((await session.do('echo $A')).stdout).toBe('1\n')
  await session.close()
  expect(isRunning(Number(stdout))).toBe(false)
})

test('it outlives an exit of the shell, and does not take the input of steps', async () => {
  const session = await temporarySession()
  await session.startBackground('echo up; cat; echo down', options)
  await session.do('exit 1')
  expect((await session.do(`printf 'Proceed? (y/N) '; read -r answer; echo "$answer"`)).stdout).toBe('y\n')
  expect(session.background()).toMatchObject([{stdout: 'up\n'}])
})
