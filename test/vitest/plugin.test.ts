import {mkdirSync, rmSync, symlinkSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {execa} from 'execa'
import {expect, test} from 'vitest'
import {makeSite, page, type SiteUnderTest} from '../cli/site.ts'

const project = resolve(import.meta.dirname, '../..')

const configuration = (options: string, test = ''): string => `
import {guiderail} from 'guiderail/vitest'
import {defineConfig} from 'vitest/config'

export default defineConfig({
  plugins: [guiderail(${options})],
  test: {include: ['own.test.ts'], retry: 2, sequence: {concurrent: true}, ${test}}
})
`

/** A project with tests and guides, into which this package and Vitest are linked. */
function makeProject(
  files: Readonly<Record<string, string>>,
  options = `{guides: ['guides'], mode: 'live'}`
): SiteUnderTest {
  const made = makeSite({
    'package.json': '{"type": "module"}',
    'vitest.config.ts': configuration(options),
    'own.test.ts': `import {expect, test} from 'vitest'\ntest('adds', () => expect(1 + 1).toBe(2))\n`,
    ...files
  })
  mkdirSync(join(made.folder, 'node_modules'))
  symlinkSync(project, join(made.folder, 'node_modules/guiderail'))
  symlinkSync(join(project, 'node_modules/vitest'), join(made.folder, 'node_modules/vitest'))
  return made
}

interface Ran {
  readonly exitCode: number | undefined
  readonly text: string
  /** Test files by their path, each with its tests. */
  readonly files: ReadonlyMap<
    string,
    readonly {readonly title: string; readonly status: string; readonly line: number}[]
  >
}

async function runVitest(made: SiteUnderTest, args: readonly string[] = [], cwd = made.folder): Promise<Ran> {
  const vitest = join(project, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${join(made.folder, 'out.json')}`]
  const {exitCode, all} = await execa('node', [vitest, 'run', '--includeTaskLocation', ...reporters, ...args], {
    cwd,
    reject: false,
    all: true,
    extendEnv: false,
    env: {PATH: process.env['PATH'], HOME: made.folder, NO_COLOR: '1'}
  })
  const {testResults} = JSON.parse(made.read('out.json')) as {
    testResults: {name: string; assertionResults: {title: string; status: string; location: {line: number}}[]}[]
  }
  rmSync(join(made.folder, 'out.json'))
  const files = testResults.map(
    ({name, assertionResults}) =>
      [
        name.replace(`${made.folder}/`, ''),
        assertionResults.map(({title, status, location}) => ({title, status, line: location.line}))
      ] as const
  )
  return {exitCode, text: all, files: new Map(files)}
}

const before = page('Before', '$ export NAME=world')
const main = page('Main', '$ echo "hello, $NAME"\nhello, world', '$ echo done\ndone').replace(
  '## Part',
  'First complete [before](before.md).\n\n## Part'
)

test('guides stand among the tests, each block on its line', async () => {
  using made = makeProject({'guides/before.md': before, 'guides/main.md': main, 'guides/prose.md': '# Prose\n'})
  const {exitCode, files, text} = await runVitest(made)
  expect(exitCode, text).toBe(0)
  expect(Object.fromEntries(files)).toEqual({
    'own.test.ts': [{title: 'adds', status: 'passed', line: 2}],
    'guides/before.md': [{title: 'part_1', status: 'passed', line: 7}],
    'guides/main.md': [
      {title: 'prerequisite: part_1', status: 'passed', line: 1},
      {title: 'part_1', status: 'passed', line: 9},
      {title: 'part_2', status: 'passed', line: 14}
    ]
  })
})

test('a failure points into the page, and what comes after it does not run', async () => {
  using made = makeProject({
    'guides/before.md': before,
    'guides/main.md': main.replace('\nhello, world', '\nhello, moon')
  })
  const {exitCode, files, text} = await runVitest(made)
  expect(exitCode).toBe(1)
  expect(files.get('guides/main.md')?.map(({status}) => status)).toEqual(['passed', 'failed', 'skipped'])
  expect(text).toContain('❯ part_1 guides/main.md:10:1')
  expect(text).toMatch(/10\| \$ echo "hello, \$NAME"\n\s+\| \^/)
  expect(text).toContain('expected `hello, moon`, got `hello, world`')
})

test('a chosen block runs what comes before it, and tells what failed there', async () => {
  using made = makeProject({'guides/before.md': before, 'guides/main.md': main})
  const chosen = await runVitest(made, ['-t', '^part_2$', 'guides/main.md'])
  expect(chosen.exitCode, chosen.text).toBe(0)
  expect(chosen.files.get('guides/main.md')?.map(({status}) => status)).toEqual(['skipped', 'skipped', 'passed'])
  made.edit('guides/main.md', '\nhello, world', '\nhello, moon')
  const failed = await runVitest(made, ['-t', '^part_2$', 'guides/main.md'])
  expect(failed.exitCode).toBe(1)
  expect(failed.text).toContain('❯ part_1 guides/main.md:10:1')
})

test('a page with errors is a test that fails where the error is', async () => {
  using made = makeProject({
    'guides/good.md': page('Good', '$ true'),
    'guides/unknown.md': page('Unknown', '$ echo {{< nowhere >}}'),
    'guides/unclosed.md': '# Unclosed\n\n{{< text bash >}}\n$ echo\n'
  })
  const {exitCode, files, text} = await runVitest(made)
  expect(exitCode).toBe(1)
  expect(files.get('guides/good.md')?.map(({status}) => status)).toEqual(['passed'])
  expect(files.get('guides/unknown.md')).toEqual([{title: 'unknown-shortcode', status: 'failed', line: 8}])
  expect(files.get('guides/unclosed.md')).toEqual([{title: 'unclosed-shortcode', status: 'failed', line: 3}])
  expect(text).toContain('guides/unknown.md:8:8: unknown shortcode `nowhere`')
})

test('replays say what they are, and fail where a recording goes on', async () => {
  using made = makeProject(
    {'guides/main.md': page('Main', '$ echo one\none', '$ echo two\ntwo')},
    `{guides: ['guides'], mode: 'replay'}`
  )
  await made.guiderail(['run', '--live', '--record', 'guides/main.md'])
  const passed = await runVitest(made)
  expect(passed.exitCode, passed.text).toBe(0)
  expect(passed.text).toContain('Replay: 1 guide judged from recordings')
  expect(passed.text).toContain('|guides (replay)|')
  made.edit('guides/main.md', '$ echo two\ntwo\n', '')
  const failed = await runVitest(made)
  expect(failed.exitCode).toBe(1)
  expect(failed.text).toContain('the recording goes on with `echo two`')
})

test('what other tests are set up with does not reach guides', async () => {
  using made = makeProject({
    'guides/main.md': page('Main', '$ sleep 0.1; X=1', '$ echo $X\n1'),
    'set-up.ts': `throw new Error('set up')\n`,
    'vitest.config.ts': configuration(
      `{guides: ['guides'], mode: 'live', name: 'docs'}`,
      `setupFiles: ['set-up.ts'], testTimeout: 1`
    )
  })
  const {exitCode, text} = await runVitest(made, ['guides/main.md'])
  expect(exitCode, text).toBe(0)
  expect(text).toContain('|docs (live)| guides/main.md (2 tests)')
})

test('paths count from the root of the project, wherever Vitest is started', async () => {
  using made = makeProject({
    'guides/before.md': before,
    'guides/main.md': main.replace('\nhello, world', '\nhello, moon'),
    'elsewhere/.keep': ''
  })
  const {exitCode, text} = await runVitest(made, ['--root', '..'], join(made.folder, 'elsewhere'))
  expect(exitCode).toBe(1)
  expect(text).toMatch(/❯ part_1 (\.\.\/)?guides\/main\.md:10:1/)
})

test('where projects are listed, guides are one more of them, and are found by their name', async () => {
  const config = `
import {guiderail} from 'guiderail/vitest'
import {defineConfig} from 'vitest/config'

export default defineConfig({
  plugins: [guiderail({guides: ['guides'], mode: 'live'})],
  test: {projects: [{test: {name: 'unit', include: ['own.test.ts']}}]}
})
`
  using made = makeProject({'guides/main.md': page('Main', '$ echo one\none'), 'vitest.config.ts': config})
  const ran = async (...args: readonly string[]): Promise<readonly string[]> => {
    const {exitCode, text, files} = await runVitest(made, args)
    expect(exitCode, text).toBe(0)
    return [...files.keys()].sort()
  }
  expect(await ran()).toEqual(['guides/main.md', 'own.test.ts'])
  expect(await ran('--project', 'guides')).toEqual(['guides/main.md'])
  expect(await ran('--project', 'unit')).toEqual(['own.test.ts'])
  made.edit('vitest.config.ts', "{test: {name: 'unit'", "{extends: true, test: {name: 'unit'")
  expect(await ran()).toEqual(['guides/main.md', 'own.test.ts'])
})

test('nothing to run is an error', async () => {
  using made = makeProject({'guides/main.md': '# Prose\n'})
  const vitest = join(project, 'node_modules/vitest/vitest.mjs')
  const {exitCode, all} = await execa('node', [vitest, 'run'], {cwd: made.folder, reject: false, all: true})
  expect(exitCode).toBe(1)
  expect(all).toContain('no guide to run')
})

test('watching, a saved page is planned and run again, with those that need it', async () => {
  using made = makeProject({'guides/before.md': before, 'guides/main.md': main})
  const vitest = join(project, 'node_modules/vitest/vitest.mjs')
  const controller = new AbortController()
  const child = execa('node', [vitest, '--watch', '--reporter=verbose'], {
    cwd: made.folder,
    reject: false,
    all: true,
    buffer: false,
    cancelSignal: controller.signal,
    env: {NO_COLOR: '1', CI: ''}
  })
  let text = ''
  child.all.on('data', (chunk) => {
    text += String(chunk)
  })
  /** Wait for the end of the next run, and return what it printed. */
  const nextRun = async (): Promise<string> => {
    await expect.poll(() => text, {timeout: 45_000}).toMatch(/press q to quit/)
    const printed = text
    text = ''
    return printed
  }
  try {
    expect(await nextRun()).toContain('✓ |guides (live)| guides/main.md')
    made.edit('guides/main.md', '\nhello, world', '\nhello, moon')
    expect(await nextRun()).toContain('expected `hello, moon`, got `hello, world`')
    made.edit('guides/before.md', 'NAME=world', 'NAME=moon')
    const mended = await nextRun()
    expect(mended).toContain('✓ |guides (live)| guides/main.md:9:2 > part_1')
    expect(mended).toContain('✓ |guides (live)| guides/before.md')
    made.write('guides/new.md', page('New', '$ echo new\nnew'))
    expect(await nextRun()).toContain('✓ |guides (live)| guides/new.md')
  } finally {
    controller.abort()
    await child
  }
}, 120_000)
