import {spawnSync} from 'node:child_process'
import {expect, test} from 'vitest'
import {mountDisk} from '../harness/shell/small-disk.ts'
import {makeLiveSite, nothing, page} from './site.ts'

test('a disk that a guide fills while its cluster is up: told as such, and nothing is left', async ({skip}) => {
  const disk = mountDisk('24m') ?? skip('no disk can be mounted here')
  const site = makeLiveSite(
    {
      'guides/fill.md': page('Fills the disk', {
        Begin: ['$ kubectl create namespace sample\nnamespace/sample created', '$ cat /dev/zero > zeros || true'],
        End: ['$ kubectl get namespace sample --output name\nnamespace/sample']
      })
    },
    disk
  )
  const {exitCode, stdout, stderr} = await site.guiderail('run', '--live', '--json', 'run.json')
  expect(exitCode, `${stdout}\n${stderr}`).toBe(3)
  expect(site.guides()[0]?.steps.map(({status}) => status)).toEqual(['passed', 'failed', 'not-run'])
  expect(stdout).toMatch(/0 KiB are left on the disk of `.*`, and a session needs 4096 KiB; free some, or set TMPDIR/)
  expect(await site.left()).toEqual(nothing)

  spawnSync('dd', ['if=/dev/zero', `of=${disk}/zeros`])
  const full = await site.guiderail('run', '--live', '--json', 'run.json')
  expect([full.exitCode, full.stdout]).toEqual([3, ''])
  expect(full.stderr).toMatch(/KiB are left on the disk of `.*`.*free some, or set TMPDIR \(disk-full\)/)
  expect(await site.left()).toEqual(nothing)
})
