import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {openSession} from '../../../harness/shell/session.ts'
import {createWorkspace} from '../../../harness/shell/workspace.ts'
import {mountDisk} from './small-disk.ts'

const env = {PATH: process.env['PATH'] ?? ''}

test('a disk that a step fills is the fault of neither page nor tool', async ({skip}) => {
  const disk = mountDisk('16m') ?? skip('no disk can be mounted here')
  const [cwd, scratch] = [join(disk, 'work'), join(disk, 'scratch')]
  for (const folder of [cwd, scratch]) mkdirSync(folder)
  const session = await openSession({cwd, scratch, env})
  onTestFinished(() => session.close())
  expect((await session.run('echo fine', {timeoutMs: 30_000})).exitCode).toBe(0)
  await expect(session.run('cat /dev/zero > big', {timeoutMs: 30_000})).rejects.toMatchObject({
    name: 'HarnessError',
    ruleId: 'disk-full',
    message: `0 KiB are left on the disk of \`${scratch}\`, and a session needs 4096 KiB; free some, or set TMPDIR`
  })
})

test('a full disk is an error before anything runs', async ({skip}) => {
  const disk = mountDisk('2m') ?? skip('no disk can be mounted here')
  await expect(openSession({cwd: disk, scratch: disk, env})).rejects.toMatchObject({ruleId: 'disk-full'})
})

test('a release that does not fit leaves nothing behind', async ({skip}) => {
  const disk = mountDisk('1m') ?? skip('no disk can be mounted here')
  const release = mkdtempSync(join(tmpdir(), 'guiderail-test-'))
  onTestFinished(() => rmSync(release, {recursive: true}))
  spawnSync('dd', ['if=/dev/zero', `of=${join(release, 'large')}`, 'bs=1M', 'count=3'])
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = disk
  onTestFinished(() => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  })
  await expect(createWorkspace({release})).rejects.toMatchObject({ruleId: 'disk-full'})
  expect(spawnSync('ls', ['-A', disk], {encoding: 'utf8'}).stdout).toBe('')
})
