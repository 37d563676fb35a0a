import {mkdirSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {execa} from 'execa'
import {expect, test} from 'vitest'
import {command, guiderail, useFolder} from './guiderail.ts'

const folder = useFolder()

/** A guide that needs no clusters. */
function writeGuide(step: string): void {
  const block = ['{{< text bash >}}', step, '{{< /text >}}'].join('\n')
  folder.write('guide.md', `---\ntitle: Guide\n---\n\n## Begin\n\n${block}\n`)
}

test('a guide whose process is killed has failed, and says so', async () => {
  writeGuide('$ kill -9 $PPID')
  const {status, stdout} = await guiderail(folder.path, 'run', '--live', 'guide.md')
  expect(status).toBe(1)
  expect(stdout).toContain(
    '  the guide did not end: the process that ran it was killed; look for what does so on this machine'
  )
})

test('temporary folders of a run that is killed go with the next `guiderail clean`', async () => {
  const tmp = join(folder.path, 'tmp')
  mkdirSync(tmp)
  // It tells from inside the guide that everything is there.
  writeGuide(`$ touch ${folder.path}/begun && sleep 60`)
  const env = {TMPDIR: tmp, GUIDERAIL_STATE: join(folder.path, 'state')}
  const run = execa('node', [command, 'run', '--live', 'guide.md'], {
    cwd: folder.path,
    env,
    reject: false,
    stdio: 'ignore'
  })
  await expect.poll(() => readdirSync(folder.path), {timeout: 50_000}).toContain('begun')
  run.kill('SIGKILL')
  await run
  // Where there is no engine, it says so once the folders are gone.
  await execa('node', [command, 'clean'], {env, reject: false})
  expect(readdirSync(tmp)).toEqual([])
})
