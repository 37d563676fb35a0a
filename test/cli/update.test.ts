import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {command, guiderail, outcomeOf, projectFile, useFolder} from './guiderail.ts'
import {hasTerminals, runAtTerminal} from './terminal.ts'

const testAtTerminal = test.runIf(hasTerminals)

const fixtures = join(import.meta.dirname, '../fixtures/update')
const names = readdirSync(fixtures).sort()
const folder = useFolder()

/** A page whose output does not hold any more, and the recording of it. */
function writeOutdatedGuide(): void {
  folder.write('docs/page.md', projectFile('docs/guides/first-steps.md'))
  folder.write('docs/page.recording.jsonl', projectFile('docs/guides/first-steps.recording.jsonl'))
  folder.edit('docs/page.md', 'Hello from a guide\n{{<', 'Hello from a page\n{{<')
  folder.edit('docs/page.md', 'web-1   1/1     Running   2          3m', 'web-1   1/1     Waiting   2          3m')
}

describe('an output', () => {
  test('has fixtures', () => expect(names).not.toEqual([]))

  test.for(names)('of %s', async (name) => {
    folder.write(
      'guiderail.config.mjs',
      "export default {variables: {istio_full_version: 'v1.22.3', istio_version: '1.22'}}"
    )
    folder.write('page.md', readFileSync(join(fixtures, name, 'before.md'), 'utf8'))
    const run = join(fixtures, name, 'run.json')
    const {stderr} = await guiderail(folder.path, 'update', '--write', '--json', run, 'page.md')
    await expect(folder.read('page.md')).toMatchFileSnapshot(join(fixtures, name, 'after.md'))
    await expect(`${stderr}\n`).toMatchFileSnapshot(join(fixtures, name, 'said.txt'))
  })
})

test('is rewritten from the recording, after the diff and only with --write', async () => {
  writeOutdatedGuide()
  const outdated = folder.read('docs/page.md')
  const shown = await guiderail(folder.path, 'update', 'docs/page.md')
  expect(shown.status).toBe(1)
  expect(shown.stdout).toContain('--- a/docs/page.md\n+++ b/docs/page.md\n')
  expect(shown.stdout).toContain('\n-Hello from a page\n+Hello from a guide\n')
  expect(shown.stdout).toContain(
    '\n-web-1   1/1     Waiting   2          3m\n+web-1   1/1     Running   2          3m\n'
  )
  expect(shown.stderr).toContain('nothing is written; --write does')
  expect(folder.read('docs/page.md')).toBe(outdated)

  const written = await guiderail(folder.path, 'update', '--write', 'docs/page.md')
  expect(written).toMatchObject({status: 0, stdout: shown.stdout})
  expect(folder.read('docs/page.md')).toBe(projectFile('docs/guides/first-steps.md'))
  expect(await guiderail(folder.path, 'update', 'docs/page.md')).toMatchObject({status: 0, stdout: ''})
})

testAtTerminal('is rewritten once a person at a terminal agrees', async () => {
  writeOutdatedGuide()
  const outdated = folder.read('docs/page.md')
  const no = await runAtTerminal(folder.path, ['update', 'docs/page.md'], [['[y/N]', '\r']])
  expect(no).toMatchObject({status: 1})
  expect(no.screen).toContain('\u001b[32m+Hello from a guide\u001b[39m')
  expect(folder.read('docs/page.md')).toBe(outdated)
  const yes = await runAtTerminal(folder.path, ['update', 'docs/page.md'], [['[y/N]', 'y\r']])
  expect(yes).toMatchObject({status: 0})
  expect(folder.read('docs/page.md')).toBe(projectFile('docs/guides/first-steps.md'))
})

test('never names the home folder, wherever it lies', async () => {
  folder.write('page.md', '{{< text bash >}}\n$ type -p tool\n/bin/tool\n{{< /text >}}\n')
  const step = {command: 'type -p tool', status: 'failed', exitCode: 0, stdout: '/people/jane/tool\n', stderr: ''}
  folder.write('run.json', JSON.stringify({version: 1, guides: [{path: 'page.md', steps: [step]}]}))
  const args = [command, 'update', '--write', '--json', 'run.json', 'page.md']
  const {status, stderr} = await outcomeOf('node', args, folder.path, {HOME: '/people/jane'})
  expect(status).toBe(1)
  expect(stderr).toContain('page.md:3:1: not rewritten: it names `/people/jane`, a folder of one machine')
  expect(await outcomeOf('node', args, folder.path, {HOME: '/people/joe'})).toMatchObject({status: 0})
})

test('a guide that was never recorded keeps no other from being rewritten', async () => {
  writeOutdatedGuide()
  folder.write('docs/new.md', '{{< text bash >}}\n$ true\n{{< /text >}}\n')
  const {status, stderr} = await guiderail(folder.path, 'update', '--write')
  expect(status).toBe(1)
  expect(stderr).toContain('there is no recording docs/new.recording.jsonl; name a run with --json')
  expect(folder.read('docs/page.md')).toBe(projectFile('docs/guides/first-steps.md'))
})

test('needs a run', async () => {
  folder.write('page.md', '{{< text bash >}}\n$ true\n{{< /text >}}\n')
  const none = await guiderail(folder.path, 'update', 'page.md')
  expect(none.status).toBe(3)
  expect(none.stderr).toContain('there is no recording page.recording.jsonl; name a run with --json')
  folder.write('run.json', '{"version": 1}')
  const bad = await guiderail(folder.path, 'update', '--json', 'run.json', 'page.md')
  expect(bad.status).toBe(2)
  expect(bad.stderr).toContain('run.json: no report of `guiderail run --json`')
})
