import {spawn} from 'node:child_process'
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, onTestFinished, test, vi} from 'vitest'
import {isRunning, temporarySession} from './temporary-session.ts'

const script = fileURLToPath(new URL('parent-process.ts', import.meta.url))

/** What a session starts in all the ways that there are; each prints its process id. */
const starts = [
  'sleep 600 & echo $!',
  'setsid sleep 601 & echo $!',
  '(nohup sleep 602 >/dev/null 2>&1 & echo $!)',
  `sh -c 'setsid sh -c "trap \\"\\" TERM; echo \\$\\$; while :; do sleep 0.1; done" &'; sleep 0.2`,
  'cd /; exec 0</dev/null; sh -c "sleep 603 & echo \\$!"',
  'echo $$'
]

test('closing ends whatever the session started', async () => {
  const session = await temporarySession()
  const ids: number[] = []
  for (const start of starts) ids.push(Number((await session.do(start)).stdout))
  expect(ids.map(isRunning)).toEqual(starts.map(() => true))
  await session.close()
  expect(ids.map(isRunning)).toEqual(starts.map(() => false))
  await expect(session.do('echo no')).rejects.toThrow('the session is closed')
})

test('process groups name every shell there was', async () => {
  const session = await temporarySession()
  const first = Number((await session.do('echo $$; exit 1')).stdout)
  const second = Number((await session.do('echo $$')).stdout)
  expect(session.processGroups()).toMatchObject([
    {pid: first, group: first},
    {pid: second, group: second}
  ])
})

test('closing in the middle of a step ends it', async () => {
  const session = await temporarySession()
  let running: Promise<{exitCode: number | null}> | null = null
  await new Promise<void>((resolve) => {
    running = session.do('echo up; sleep 600', {onOutput: () => resolve()})
  })
  await session.close()
  expect(await running).toMatchObject({stdout: 'up\n', exitCode: 143})
})

test('closing runs the exit trap of the guide', async () => {
  const session = await temporarySession()
  await session.do(`trap 'echo bye > ${session.root}/farewell' EXIT`)
  await session.close()
  expect(readFileSync(join(session.root, 'farewell'), 'utf8')).toBe('bye\n')
})

test.for(['idle', 'busy'])('a killed parent leaves nothing: %s', async (when) => {
  const root = mkdtempSync(join(tmpdir(), 'guiderail-test-'))
  onTestFinished(() => rmSync(root, {recursive: true}))
  for (const folder of ['work', 'scratch']) mkdirSync(join(root, folder))
  const parent = spawn(process.execPath, ['--import', 'jiti/register', script, root, when, ...starts], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const printed = await new Promise<string>((resolve) => {
    let text = ''
    parent.stdout.on('data', (chunk: Buffer) => {
      text += chunk
      if (text.includes('ready\n')) resolve(text)
    })
  })
  const ids = printed
    .split('\n')
    .filter((line) => /^\d+$/.test(line))
    .map(Number)
  expect(ids).toHaveLength(starts.length)
  expect(ids.map(isRunning)).toEqual(starts.map(() => true))
  parent.kill('SIGKILL')
  await vi.waitUntil(() => !ids.some(isRunning), {timeout: 20_000, interval: 100})
})
