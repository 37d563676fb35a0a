import {execa} from 'execa'
import {expect, test} from 'vitest'
import {lifeOf, startOf, thisOwner} from '../../../harness/cluster/owner.ts'

test('this process lives', async () => {
  expect(await lifeOf(await thisOwner())).toBe('alive')
})

test('a process that ended is dead, also before anybody waits for it', async () => {
  const owner = await thisOwner()
  // The shell never waits for its child, which stays a zombie as long as the shell runs.
  const shell = execa('bash', ['-c', 'sleep 0 & echo $!; exec sleep 5'])
  const lines = shell.iterable()
  const {value} = await lines.next()
  const pid = Number(value)
  await expect.poll(() => startOf(pid)).toBeNull()
  expect(await lifeOf({...owner, pid, started: '1'})).toBe('dead')
  shell.kill()
  await shell.catch(() => {})
})

test.for([
  ['another process with its number', {started: 'another time'}, 'dead'],
  ['one from before the machine was booted', {boot: 'another boot'}, 'dead'],
  ['one on another machine', {host: 'elsewhere'}, 'unknown'],
  ['one in another container', {namespace: 'pid:[1]'}, 'unknown']
] as const)('%s is no living owner: %o is %s', async ([, difference, life]) => {
  expect(await lifeOf({...(await thisOwner()), ...difference})).toBe(life)
})
