import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {execa} from 'execa'
import {expect, onTestFinished, test} from 'vitest'
import type {RunResult} from '../../src/result.ts'

const guide = readFileSync('docs/guides/hello-world.md', 'utf8')

/** Ways to break the guide, with the line that must fail and what must be said about it. */
const breakages = {
  'a misspelt manifest field': {
    from: '$ kubectl apply -f @samples/helloworld/helloworld.yaml@ -l version=v1',
    to: "$ sed 's/replicas:/replicaz:/' @samples/helloworld/helloworld.yaml@ | kubectl apply -l version=v1 -f -",
    says: /unknown field .{1,4}spec\.replicaz/
  },
  'another version in the sample': {
    from: 'Hello version: v1, instance: helloworld-v1-86f77cd7bd-cpxhv',
    to: 'Hello version: v2, instance: helloworld-v1-86f77cd7bd-cpxhv',
    says: /Hello version: v1/
  },
  'a status that does not come about': {
    from: '1/1     Running   0          8s',
    to: '1/1     CrashLoopBackOff   0   8s',
    says: /STATUS is `Running`, not `CrashLoopBackOff`/
  }
}

test('a broken guide fails live at its line, with the reason, and its clusters are gone afterwards', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-broken-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  mkdirSync(join(folder, 'guides'))
  for (const [name, {from, to}] of Object.entries(breakages)) {
    expect(guide).toContain(from)
    // Nobody is to wait two minutes for what cannot come.
    const impatient = guide.replaceAll(
      '{{< text bash >}}',
      '<!-- guiderail: expect within 20s -->\n\n{{< text bash >}}'
    )
    writeFileSync(join(folder, 'guides', `${name.replaceAll(' ', '-')}.md`), impatient.replace(from, to))
  }
  const {exitCode, stdout} = await execa(
    'node',
    [resolve('dist/harness/cli/main.js'), 'run', '--live', '--json', 'run.json', 'guides'],
    {cwd: folder, reject: false}
  )
  expect(exitCode, stdout).toBe(1)
  const {guides} = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunResult
  for (const [name, {to, says}] of Object.entries(breakages)) {
    const result = guides.find(({path}) => path.endsWith(`${name.replaceAll(' ', '-')}.md`))
    // Cleanups run all the same, and may fail for want of what was never made.
    const step = result?.steps.find(({status}) => status === 'failed')
    expect(step, `${name}\n${stdout}`).toBeDefined()
    const lines = readFileSync(join(folder, result?.path ?? ''), 'utf8').split('\n')
    const broken = lines.findIndex((line) => line.includes(to)) + 1
    expect(step?.line, name).toBeLessThanOrEqual(broken)
    expect(step?.line, name).toBeGreaterThanOrEqual(broken - 2)
    expect(JSON.stringify(step), name).toMatch(says)
  }
  expect((await execa('docker', ['ps', '--all', '--quiet', '--filter', 'name=^gr-'])).stdout).toBe('')
})
