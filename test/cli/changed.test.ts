import {execFileSync} from 'node:child_process'
import {beforeEach, expect, test} from 'vitest'
import {command, guiderail, type Outcome, outcomeOf, projectFile, useFolder} from './guiderail.ts'

const folder = useFolder()
const block = (...lines: readonly string[]): string => `{{< text bash >}}\n${lines.join('\n')}\n{{< /text >}}\n`

beforeEach(() => {
  folder.write('docs/steps.md', projectFile('docs/guides/first-steps.md'))
  folder.write('docs/steps.recording.jsonl', projectFile('docs/guides/first-steps.recording.jsonl'))
  folder.write('docs/other.md', block('$ echo other', 'other'))
  folder.write('docs/cluster.md', block('$ kubectl get nodes'))
  const git = (...args: readonly string[]): Buffer => execFileSync('git', args, {cwd: folder.path})
  git('init', '--quiet', '--initial-branch', 'main')
  git('config', 'user.name', 'Nobody')
  git('config', 'user.email', 'nobody@example.org')
  git('add', '.')
  git('commit', '--quiet', '--message', 'A site')
})

/** Run where no engine answers. */
const run = (...args: readonly string[]): Promise<Outcome> =>
  outcomeOf('node', [command, 'run', ...args], folder.path, {DOCKER_HOST: 'unix:///nowhere/docker.sock'})

test('without a change nothing runs, and that is fine', async () => {
  await run('--changed', '--json', 'run.json')
  // What it wrote itself is no change.
  const {status, stdout} = await run('--changed', '--json', 'run.json')
  expect(status).toBe(0)
  expect(stdout).toMatch(/^Changed since [0-9a-f]{10}: 0 files, no guide touched\.\n/)
  expect(JSON.parse(folder.read('run.json'))).toMatchObject({guides: []})
})

test('a run leaves no file beside the pages', async () => {
  folder.edit('docs/other.md', '$ echo other\nother', '$ echo another\nanother')
  await run('--changed')
  const {stdout} = await outcomeOf('git', ['status', '--short', '--untracked-files=all'], folder.path)
  expect(stdout).toBe(' M docs/other.md')
})

test('shards of a change that touches no guide make one report; other runs without guides make none', async () => {
  folder.write('.git/info/exclude', '*.json\n*.html\n')
  for (const shard of ['1/2', '2/2']) {
    expect(await run('--changed', '--shard', shard, '--json', `${shard[0]}.json`)).toMatchObject({status: 0})
  }
  const merged = await guiderail(folder.path, 'report', '1.json', '2.json', '--json', 'run.json', '--html', 'run.html')
  expect(merged).toMatchObject({status: 0, stdout: '0 passed, 0 failed', stderr: ''})
  expect(folder.read('run.html')).toContain('<h1>No guide was to be run</h1>')
  expect(await guiderail(folder.path, 'report', 'run.json')).toMatchObject({status: 0})
  folder.edit('2.json', '"changedSince"', '"since"')
  expect(await guiderail(folder.path, 'report', '1.json', '2.json')).toMatchObject({status: 2})
})

test('an edit of prose is judged from the recording', async () => {
  folder.edit('docs/steps.md', 'Functions last, too', 'Functions last as well')
  const {status, stdout} = await run('--explain')
  expect(status).toBe(0)
  expect(stdout).toContain('1 file, 1 of 3 guides touched.\ndocs/steps.md\n  the page itself\n')
  expect(stdout).toContain('1 passed, 0 failed\ndocs/steps.md was replayed: the recording still fits')
})

test('an edit of expected output is really tested', async () => {
  folder.edit('docs/steps.md', 'Hello from a guide\n{{<', 'Hello from nowhere\n{{<')
  const {status, stdout} = await run('--changed')
  expect(status).toBe(1)
  expect(stdout).toContain('docs/steps.md:15')
  expect(stdout).toContain('docs/steps.md was replayed: the recording still fits')
})

test('an edit of a command runs live; with a replay beside it, the run is mixed', async () => {
  folder.edit('docs/other.md', '$ echo other\nother', '$ echo another\nanother')
  folder.edit('docs/steps.md', 'Functions last, too', 'Functions last as well')
  const {status, stdout} = await run('--changed', 'HEAD', '--json', 'run.json')
  expect(status).toBe(0)
  expect(stdout).toContain('docs/other.md was run live: there is no recording')
  expect(stdout).toContain('docs/steps.md was replayed: the recording still fits')
  const result = JSON.parse(folder.read('run.json')) as {mode: string; guides: readonly {mode: string}[]}
  expect(result.mode).toBe('mixed')
  expect(result.guides.map(({mode}) => mode)).toEqual(['live', 'replay'])
})

test('an edit that takes a cluster fails where no engine answers', async () => {
  folder.edit('docs/cluster.md', 'get nodes', 'get pods')
  const {status, stdout} = await run('--changed')
  expect(status).toBe(1)
  expect(stdout).toContain('docs/cluster.md was replayed: there is no recording, and no engine answers here')
})

test('what several guides share is said once', async () => {
  const copies = ['a', 'b', 'c', 'd'].map((name) => `docs/${name}.md`)
  for (const name of copies) {
    folder.write(name, projectFile('docs/guides/first-steps.md'))
    folder.write(name.replace('.md', '.recording.jsonl'), projectFile('docs/guides/first-steps.recording.jsonl'))
  }
  const {status, stdout} = await run('--explain')
  expect(status).toBe(0)
  expect(stdout).toContain(
    `8 files, 4 of 7 guides touched.\n${copies.join('\n')}\n  the page itself\n  its recording\n\n`
  )
  expect(stdout).toContain('\ndocs/a.md, docs/b.md, docs/c.md and 1 more were replayed: the recording still fits')
})

test.for(['mjs', 'ts', 'js'])('an entry of guiderail.config.%s touches its page', async (extension) => {
  const file = `guiderail.config.${extension}`
  folder.write('package.json', '{"type": "module"}')
  folder.write(file, "export default {guides: ['docs'], pages: {}}\n")
  execFileSync('git', ['add', '.'], {cwd: folder.path})
  execFileSync('git', ['commit', '--quiet', '--message', 'Configure'], {cwd: folder.path})
  folder.edit(file, 'pages: {}', "pages: {'docs/steps.md': {blocks: {files_1: {timeout: '9s'}}}}")
  const {status, stdout} = await run('--explain')
  expect(status).toBe(0)
  expect(stdout).toContain(`1 of 3 guides touched.\ndocs/steps.md\n  its entry in ${file}\n`)
})

test('errors of pages that are not touched do not count', async () => {
  folder.write('docs/broken.md', block('output without a command'))
  execFileSync('git', ['add', '.'], {cwd: folder.path})
  execFileSync('git', ['commit', '--quiet', '--message', 'Break a page'], {cwd: folder.path})
  folder.edit('docs/steps.md', 'Functions last, too', 'Functions last as well')
  expect(await run('--changed')).toMatchObject({status: 0})
  expect(await run()).toMatchObject({status: 2})
})

test('takes a page for a guide, and a name that git does not know for a mistake', async () => {
  folder.edit('docs/steps.md', 'Functions last, too', 'Functions last as well')
  expect((await run('--changed', 'docs/other.md')).stdout).toContain('no guide touched')
  const {status, stderr} = await run('--changed', 'nowhere')
  expect(status).toBe(2)
  expect(stderr).toContain('--changed nowhere: git knows no such commit')
})

test('on GitHub it compares with the branch that a pull request is for', async () => {
  const git = (...args: readonly string[]): Buffer => execFileSync('git', args, {cwd: folder.path})
  git('update-ref', 'refs/remotes/origin/main', 'HEAD')
  folder.edit('docs/other.md', '$ echo other\nother', '$ echo of a release\nof a release')
  git('commit', '--quiet', '--all', '--message', 'Of a release')
  git('update-ref', 'refs/remotes/origin/release-1.22', 'HEAD')
  folder.edit('docs/steps.md', 'Functions last, too', 'Functions last as well')
  const release = {DOCKER_HOST: 'unix:///nowhere/docker.sock', GITHUB_BASE_REF: 'release-1.22'}
  const {stdout} = await outcomeOf('node', [command, 'run', '--changed'], folder.path, release)
  expect(stdout).toContain('1 file, 1 of 3 guides touched.')
  expect((await run('--changed')).stdout).toContain('2 files, 2 of 3 guides touched.')
})

test('outside a repository it says so', async () => {
  const {status, stderr} = await guiderail('/', 'run', '--changed', `${folder.path}/docs/other.md`)
  expect(status).toBe(2)
  expect(stderr).toContain('--changed: this is no git repository; name the guides to run')
})
