import {existsSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {RunResult} from '../../src/result.ts'
import {mountDisk} from '../harness/shell/small-disk.ts'
import {makeSite, page} from './site.ts'

const filling = page(
  'Fill',
  '$ echo begun\nbegun',
  '$ head -c 50000000 /dev/zero > big || true',
  '$ echo never\nnever'
).concat('\n## Cleanup\n\n{{< text bash >}}\n$ rm big\n{{< /text >}}\n')
/** A cache of the loader of configurations is nobody's temporary file. */
const leftIn = (disk: string): readonly string[] => readdirSync(disk).filter((name) => name.startsWith('guiderail'))
const files = {'guiderail.config.mjs': `export default {guides: ['guides']}\n`, 'guides/fill.md': filling}

test('a disk that a step fills fails the guide there, for a reason that is not its own; cleanups still run', async ({
  skip
}) => {
  const disk = mountDisk('16m') ?? skip('no disk can be mounted here')
  using made = makeSite(files)
  const {exitCode, stdout} = await made.guiderail(['run', '--live', '--record', '--json', 'run.json'], {TMPDIR: disk})
  expect(exitCode, stdout).toBe(3)
  const {guides} = JSON.parse(made.read('run.json')) as RunResult
  expect(guides[0]?.status).toBe('failed')
  expect(guides[0]?.steps.map(({status, reason}) => [status, reason])).toEqual([
    ['passed', null],
    ['failed', expect.stringMatching(/^0 KiB are left on the disk of `.*`, and a session needs 4096 KiB; free some/)],
    ['not-run', 'after the failure at guides/fill.md:13'],
    ['passed', null]
  ])
  expect(existsSync(join(made.folder, 'guides/fill.recording.jsonl'))).toBe(false)
  expect(leftIn(disk)).toEqual([])
})

test('a disk that is full before a run is told before anything is made', async ({skip}) => {
  const disk = mountDisk('6m') ?? skip('no disk can be mounted here')
  writeFileSync(join(disk, 'big'), Buffer.alloc(4_000_000))
  using made = makeSite(files)
  const {exitCode, stdout, stderr} = await made.guiderail(['run', '--live'], {TMPDIR: disk})
  expect([exitCode, stdout]).toEqual([3, ''])
  expect(stderr).toMatch(
    /^guiderail: \d+ KiB are left on the disk of `.*`, and a session needs 4096 KiB; .* \(disk-full\)$/m
  )
  expect(leftIn(disk)).toEqual([])
})
