import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {execa} from 'execa'
import {beforeAll, expect, test} from 'vitest'
import type {RunResult} from '../../src/result.ts'
import {makeSite, page, type SiteUnderTest} from './site.ts'

const site = (): SiteUnderTest =>
  makeSite({
    'guides/good.md': page('Good', '$ echo good\ngood'),
    'guides/bad.md': page('Bad', '$ echo bad\ngood'),
    'out/.keep': ''
  })

let ran: Readonly<Record<'good.json' | 'bad.json', string>>

/** The site after each of its guides was run for itself. */
function ranSite(): SiteUnderTest {
  const made = site()
  for (const [name, text] of Object.entries(ran)) made.write(name, text)
  return made
}

beforeAll(async () => {
  using made = site()
  await made.guiderail(['run', '--live', '--json', 'good.json', 'guides/good.md'])
  await made.guiderail(['run', '--live', '--json', 'bad.json', 'guides/bad.md'])
  ran = {'good.json': made.read('good.json'), 'bad.json': made.read('bad.json')}
}, 120_000)

test('a run writes every report that was asked for', async () => {
  using made = site()
  const reports = ['--json', 'out/run.json', '--junit', 'out/junit.xml', '--html', 'out/report.html']
  const {exitCode} = await made.guiderail(['run', '--live', ...reports, 'guides'], {
    GITHUB_STEP_SUMMARY: join(made.folder, 'summary.md')
  })
  expect(exitCode).toBe(1)
  expect(JSON.parse(made.read('out/run.json'))).toMatchObject({
    mode: 'live',
    guides: [{status: 'failed'}, {status: 'passed'}]
  })
  expect(made.read('out/junit.xml')).toMatch(/^<\?xml/)
  // As published: the heading comes from the page, not from the run.
  expect(made.read('out/report.html')).toContain('<h3>Part</h3>')
  expect(made.read('summary.md')).toContain('1 passed, 1 failed')
})

test('problems have one form wherever they are written, and are read from it', async () => {
  using made = makeSite({'guides/page.md': page('Page', '$ echo "one $NOWHERE"')})
  await made.guiderail(['run', '--live', '--json', 'run.json', 'guides'])
  const checked = await made.guiderail(['check', '--format', 'json', 'guides'])
  const merged = await made.guiderail(['report', 'run.json', '--json', '-'])
  const {problems} = JSON.parse(checked.stdout) as {problems: unknown}
  expect(problems).toMatchObject([{rule: 'unset-variable', severity: 'warning', file: 'guides/page.md', line: 8}])
  expect(JSON.parse(made.read('run.json'))).toMatchObject({guides: [{problems}]})
  expect(JSON.parse(merged.stdout)).toMatchObject({guides: [{problems}]})
})

test("the job's summary leads to the line that failed, as it was checked out", async () => {
  using made = makeSite({'site/guides/a (b).md': page('Bad', '$ echo bad\ngood')})
  await made.guiderail(['run', '--live', 'site/guides'], {
    GITHUB_STEP_SUMMARY: join(made.folder, 'summary.md'),
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'some/site',
    GITHUB_SHA: '0123abc'
  })
  expect(made.read('summary.md')).toContain(
    'at [`site/guides/a (b).md:9`](https://github.example/some/site/blob/0123abc/site/guides/a%20%28b%29.md?plain=1#L9)'
  )
  expect(made.read('summary.md')).toContain('<details open>')
})

test.for([
  ['no folder', ['--html', 'nowhere/report.html'], /--html nowhere\/report\.html: there is no folder `nowhere`/],
  ['a folder', ['--junit', 'out'], /--junit out: this is a folder/],
  ['nothing', ['--json', ''], /--json : there is no folder/],
  ['one file twice', ['--json', 'out/x', '--html', './out/x'], /--html \.\/out\/x: --json goes there already/],
  ['standard output twice', ['--json', '-', '--junit', '-'], /--junit -: --json goes there already/]
] as const)('%s is no place for a report, which is found out before anything runs', async ([, options, message]) => {
  using made = makeSite({'guides/page.md': page('Page', '$ touch "$MARK"'), 'out/.keep': ''})
  for (const command of [
    ['run', '--live', 'guides'],
    ['report', 'absent.json']
  ]) {
    const {exitCode, stderr, stdout} = await made.guiderail([...command, ...options])
    expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
    expect(stderr).toMatch(message)
  }
})

test('a report on standard output stands there alone', async () => {
  using made = ranSite()
  const {stdout, stderr} = await made.guiderail(['run', '--live', '--json', '-', 'guides'])
  expect((JSON.parse(stdout) as RunResult).guides).toHaveLength(2)
  expect(stderr).toContain('1 passed, 1 failed')
  const merged = await made.guiderail(['report', 'good.json', 'bad.json', '--json', '-'], {
    GITHUB_ACTIONS: 'true',
    CI: 'true'
  })
  expect((JSON.parse(merged.stdout) as RunResult).guides).toHaveLength(2)
})

test('reports of several runs are one, and its exit status is theirs together', async () => {
  using made = ranSite()
  const both = await made.guiderail(['report', 'good.json', 'bad.json', '--html', 'out/report.html'])
  expect(both.exitCode).toBe(1)
  expect(both.stdout).toContain('expected `good`, got `bad`')
  expect(both.stdout.trimEnd().split('\n').at(-1)).toBe('1 passed, 1 failed')
  expect(made.read('out/report.html')).toContain('<h3>Part</h3>')
  expect((await made.guiderail(['report', 'good.json'])).exitCode).toBe(0)
  made.edit('guides/bad.md', '$ echo bad', '$ echo good')
  await made.guiderail(['run', '--live', '--json', 'again.json', 'guides/bad.md'])
  const again = await made.guiderail(['report', 'again.json', 'good.json', 'bad.json'])
  expect(again.exitCode).toBe(0)
  expect(again.stderr).toMatch(
    /guides\/bad\.md has 2 results: the live run of \S+ \(passed\) counts, not the live run of \S+ \(failed\)/
  )
})

test('a report without its pages shows the blocks that ran', async () => {
  using made = ranSite()
  mkdirSync(join(made.folder, 'elsewhere'))
  made.write('elsewhere/good.json', made.read('good.json').replaceAll('guides/good.md', 'guides/gone.md'))
  const {exitCode} = await made.guiderail(['report', 'elsewhere/good.json', '--html', 'out/report.html'])
  expect(exitCode).toBe(0)
  expect(made.read('out/report.html')).toContain('echo good')
})

test('no file but a page comes into a report', async () => {
  using made = ranSite()
  made.write('secret.env', 'TOKEN=hush')
  made.write('forged.json', made.read('good.json').replaceAll('guides/good.md', 'secret.env'))
  await made.guiderail(['report', 'forged.json', '--html', 'out/report.html'])
  expect(made.read('out/report.html')).not.toContain('hush')
})

test.for([
  ['absent.json', /absent\.json: cannot be read/],
  ['text.json', /text\.json: cannot be read: .*JSON/],
  ['other.json', /other\.json: not what `guiderail run --json` writes: `version`/],
  ['wrong.json', /wrong\.json: not what `guiderail run --json` writes: `guides\.0\.status`/],
  ['empty.json', /empty\.json: no guide was run/]
] as const)('%s is no run', async ([file, message]) => {
  using made = ranSite()
  made.write('text.json', 'no')
  made.write('other.json', '{"version": 2}')
  made.write('wrong.json', made.read('good.json').replace('"status": "passed"', '"status": "fine"'))
  made.write('empty.json', JSON.stringify({...(JSON.parse(made.read('good.json')) as RunResult), guides: []}))
  const {exitCode, stderr} = await made.guiderail(['report', file])
  expect(exitCode).toBe(2)
  expect(stderr).toMatch(message)
})

test('on GitHub a replay warns once, and failures stand at lines as the repository has them', async () => {
  using made = makeSite({'site/guides/page.md': page('Page', '$ true')})
  const github = {CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: made.folder}
  const inSite = async (env: Readonly<Record<string, string>>): Promise<string> => {
    const main = join(import.meta.dirname, '../../dist/harness/cli/main.js')
    const {stdout} = await execa('node', [main, 'run', '--replay', 'guides'], {
      cwd: join(made.folder, 'site'),
      extendEnv: false,
      reject: false,
      env: {PATH: process.env['PATH'], HOME: made.folder, ...env}
    })
    return stdout
  }
  const checkedOut = await inSite(github)
  expect(checkedOut.match(/^::warning /gm)).toHaveLength(1)
  expect(checkedOut).toMatch(/^::error file=site\/guides\/page\.md,line=8,/m)
  await execa('git', ['init', '-q'], {cwd: join(made.folder, 'site')})
  expect(await inSite(github)).toMatch(/^::error file=guides\/page\.md,line=8,/m)
  expect((await inSite({CI: 'true'})).match(/^::warning /gm)).toHaveLength(1)
  expect(await inSite({})).not.toMatch(/^::/m)
})
