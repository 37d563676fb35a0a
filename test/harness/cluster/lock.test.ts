import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {expect, test} from 'vitest'
import {locked} from '../../../harness/cluster/lock.ts'
import {thisOwner} from '../../../harness/cluster/owner.ts'
import {useStandIns} from './stand-ins.ts'

const standIns = useStandIns()

test('only one at a time does what a lock guards', async () => {
  const path = join(standIns.folder, 'lock')
  let inside = 0
  let most = 0
  const work = async (): Promise<void> => {
    inside++
    most = Math.max(most, inside)
    await sleep(5)
    inside--
  }
  await Promise.all(Array.from({length: 10}, () => locked(path, work)))
  expect(most).toBe(1)
  expect(existsSync(path)).toBe(false)
})

test('a lock is given back by work that fails', async () => {
  const path = join(standIns.folder, 'lock')
  await expect(locked(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(locked(path, async () => 'next')).resolves.toBe('next')
})

test('the lock of a dead process is taken over', async () => {
  const path = join(standIns.folder, 'lock')
  const owner = await thisOwner()
  writeFileSync(path, JSON.stringify({...owner, started: 'long ago'}))
  await expect(locked(path, async () => readFileSync(path, 'utf8'))).resolves.toContain(owner.started)
})

test('the lock of a living process is respected, and named when it lasts too long', async () => {
  const path = join(standIns.folder, 'lock')
  const owner = await thisOwner()
  writeFileSync(path, JSON.stringify(owner))
  await expect(locked(path, async () => {}, {limitMs: 100})).rejects.toThrow(
    `process ${owner.pid} on ${owner.host} has held \`${path}\` for 0.1 s; remove that file if the process is gone`
  )
  expect(existsSync(path)).toBe(true)
})
