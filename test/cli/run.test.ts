import {symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {stripVTControlCharacters} from 'node:util'
import {expect, test} from 'vitest'
import type {RunResult} from '../../src/result.ts'
import {makeSite, page, type SiteUnderTest} from './site.ts'

const config = `export default {guides: ['guides'], release: 'release'}\n`

const steps = [
  '$ export NAME=world',
  '$ cat @samples/greeting.txt@\nhello',
  '$ cat <<EOF\nNAME    READY   STATUS    RESTARTS   AGE\nweb-0   1/1     Running   0          10s\nEOF\nNAME    READY   STATUS    RESTARTS   AGE\nweb-0   1/1     Running   0          3m',
  '$ echo "hello, $NAME"\nhello, world'
]

const site = (): SiteUnderTest =>
  makeSite({
    'guiderail.config.mjs': config,
    'release/samples/greeting.txt': 'hello\n',
    'guides/begin.md': page('Begin', '$ touch begun'),
    'guides/main.md': `${page('Main', ...steps)}`.replace('## Part', 'First complete [begin](begin.md).\n\n## Part')
  })

async function recordedSite(): Promise<SiteUnderTest> {
  const made = site()
  const {exitCode, stdout} = await made.guiderail(['run', '--live', '--record'])
  expect(exitCode, stdout).toBe(0)
  return made
}

async function resultOf(
  made: SiteUnderTest,
  ...args: readonly string[]
): Promise<RunResult['guides'][number] & {exit: number}> {
  const {exitCode, stdout, stderr} = await made.guiderail(['run', ...args, '--json', 'run.json', 'guides/main.md'])
  const result = JSON.parse(made.read('run.json')) as RunResult
  const [guide] = result.guides
  if (guide === undefined) throw new Error(`no guide in the result\n${stdout}\n${stderr}`)
  return {...guide, exit: exitCode}
}

test('a guide runs live, is recorded, and replays alike', async () => {
  using made = await recordedSite()
  const live = await resultOf(made, '--live')
  const replayed = await resultOf(made, '--replay')
  expect([live.exit, live.mode, live.status]).toEqual([0, 'live', 'passed'])
  expect([replayed.exit, replayed.mode, replayed.status]).toEqual([0, 'replay', 'passed'])
  const kept = ({page, line, command, status, stdout}: RunResult['guides'][number]['steps'][number]): unknown => ({
    page,
    line,
    command,
    status,
    stdout
  })
  expect(replayed.steps.map(kept)).toEqual(live.steps.map(kept))
  expect(live.steps.map(({page}) => page)).toEqual(['guides/begin.md', ...steps.map(() => 'guides/main.md')])
})

test('a replay says in its first line and in its summary that it is one, and warns in CI', async () => {
  using made = await recordedSite()
  const {stdout} = await made.guiderail(['run', '--replay'], {CI: 'true'})
  expect(stdout.split('\n')[0]).toMatch(/^Replay: 2 guides judged from recordings/)
  expect(stdout).toContain('This was a replay')
  expect(stdout).toMatch(/^recorded \d{4}-\d\d-\d\d with bash /m)
  expect(stdout).toMatch(/^✓ guides\/main\.md .* replay of \d{4}-\d\d-\d\d$/m)
  expect(stdout).toMatch(/^::warning /m)
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('2 passed, 0 failed')
})

test('without the release that its samples are of, a guide is not run', async () => {
  using made = await recordedSite()
  made.write('guiderail.config.mjs', `export default {guides: ['guides']}\n`)
  const live = await made.guiderail(['run', '--live'], {ISTIO_HOME: ''})
  expect(live.exitCode).toBe(3)
  expect(live.stderr).toContain('guides/main.md uses `@samples/greeting.txt@`, and no release is here')
  const replayed = await made.guiderail(['run'], {ISTIO_HOME: ''})
  expect(replayed.stdout).toMatch(/^Replay: 2 guides/)
  const checked = await made.guiderail(['check'], {ISTIO_HOME: ''})
  expect(checked.stdout).toContain('1 sample was not looked for: no release is here')
})

test('without an engine and without a flag, recordings are judged', async () => {
  using made = await recordedSite()
  made.write('bin/docker', '#!/bin/sh\nexit 1\n')
  const {stdout} = await made.guiderail(['run'], {
    PATH: `${made.folder}/none:${process.execPath.replace(/\/[^/]*$/, '')}:/usr/bin:/bin`,
    DOCKER_HOST: 'unix:///nonexistent.sock'
  })
  expect(stdout).toMatch(/^Replay/)
})

const breakages: Readonly<
  Record<
    string,
    {
      readonly edit: (made: SiteUnderTest) => void
      readonly line: number
      readonly replay: string
      readonly live?: string
    }
  >
> = {
  'other expected output': {
    edit: (made) => made.edit('guides/main.md', '\nhello, world', '\nhello, moon'),
    line: 28,
    replay: 'failed'
  },
  'another status in a table': {
    edit: (made) => made.edit('guides/main.md', 'Running   0          3m', 'CrashLoopBackOff   0   3m'),
    line: 19,
    replay: 'failed'
  },
  'a misspelt command': {
    edit: (made) => made.edit('guides/main.md', 'echo "hello', 'ecoh "hello'),
    line: 28,
    replay: 'not-recorded',
    live: 'failed'
  },
  'a changed sample': {
    edit: (made) => made.write('release/samples/greeting.txt', 'hallo\n'),
    line: 14,
    replay: 'not-recorded',
    live: 'failed'
  }
}

for (const [name, {edit, line, replay, live}] of Object.entries(breakages)) {
  test(`${name} breaks the run at its line, live and in replay`, async () => {
    using made = await recordedSite()
    edit(made)
    const results = {replay: await resultOf(made, '--replay'), live: await resultOf(made, '--live')}
    for (const [mode, expected] of [
      ['replay', replay],
      ['live', live ?? replay]
    ] as const) {
      const {steps, exit, status} = results[mode]
      expect([exit, status], mode).toEqual([1, 'failed'])
      const first = steps.find((step) => step.status !== 'passed')
      expect([first?.status, first?.line], mode).toEqual([expected, line])
    }
  })
}

test.for([
  [
    'two steps swapped',
    (made: SiteUnderTest) => {
      made.edit('guides/main.md', 'echo "hello, $NAME"\nhello, world', 'SWAP')
      made.edit('guides/main.md', 'export NAME=world', 'echo "hello, $NAME"\nhello, world')
      made.edit('guides/main.md', 'SWAP', 'export NAME=world')
    }
  ],
  ['a step deleted', (made: SiteUnderTest) => made.edit('guides/main.md', '$ export NAME=world\n', '')],
  [
    'the last step deleted',
    (made: SiteUnderTest) => made.edit('guides/main.md', '$ echo "hello, $NAME"\nhello, world\n', '')
  ],
  [
    'a prerequisite removed',
    (made: SiteUnderTest) => made.edit('guides/main.md', 'First complete [begin](begin.md).', '')
  ]
] as const)('%s: the recording no longer fits', async ([, edit]) => {
  using made = await recordedSite()
  edit(made)
  const {exit, steps, error} = await resultOf(made, '--replay')
  expect(exit).toBe(1)
  expect(steps.some(({status}) => status === 'not-recorded') || error !== null).toBe(true)
})

test('edited prose needs no new recording', async () => {
  using made = await recordedSite()
  made.edit('guides/main.md', '## Part', '## Another part\n\nMore words.')
  expect((await resultOf(made, '--replay')).exit).toBe(0)
})

test('after a failure only trailing cleanups run', async () => {
  using made = makeSite({
    'main.md': `${page('Main', '$ false', '$ echo unreached')}\n## Cleanup\n\n{{< text bash >}}\n$ echo cleaned\ncleaned\n{{< /text >}}\n`
  })
  await made.guiderail(['run', '--live', '--json', 'run.json', 'main.md'])
  const {guides} = JSON.parse(made.read('run.json')) as RunResult
  expect(guides[0]?.steps.map(({command, status}) => [command, status])).toEqual([
    ['false', 'failed'],
    ['echo unreached', 'not-run'],
    ['echo cleaned', 'passed']
  ])
})

test('an attempt that was cut off for want of time does not hide what the one before it showed', async () => {
  using made = site()
  made.write(
    'guides/main.md',
    page('Main', '$ cat <(sleep 2) @samples/greeting.txt@\ngood day').replace(
      '{{< text bash >}}',
      '<!-- guiderail: expect within 3s -->\n\n{{< text bash >}}'
    )
  )
  const {exit, steps: results} = await resultOf(made, '--live')
  const failed = results.find(({status}) => status === 'failed')
  expect([exit, failed?.attempts, failed?.exitCode, failed?.stdout]).toEqual([1, 1, 0, 'hello\n'])
})

test('what runs in the background is looked at until it shows what the page does, and no longer once it has failed', async () => {
  using made = site()
  const shows = (last: string): string => `$ echo one; sleep 3; ${last}; sleep infinity\none\ntwo`
  made.write('guides/main.md', page('Main', shows('echo two'), shows('exit 3')))
  const {status, steps, durationMs} = await resultOf(made, '--live')
  expect(status).toBe('failed')
  expect(steps).toMatchObject([
    {status: 'passed', stdout: 'one\ntwo\n', attempts: 1},
    {status: 'failed', stdout: 'one\n', exitCode: 3, attempts: 1}
  ])
  expect(durationMs).toBeLessThan(60_000)
})

test('choosing a block runs those before it and no others', async () => {
  using made = makeSite({'main.md': page('Main', '$ X=1', '$ echo $X\n1', '$ false')})
  const {exitCode, stdout} = await made.guiderail([
    'run',
    '--live',
    '--block',
    'part_2',
    '--json',
    'run.json',
    'main.md'
  ])
  const {guides} = JSON.parse(made.read('run.json')) as RunResult
  expect(
    guides[0]?.steps.map(({command, status}) => [command, status]),
    stdout
  ).toEqual([
    ['X=1', 'passed'],
    ['echo $X', 'passed'],
    ['false', 'not-run']
  ])
  expect(exitCode).toBe(0)
})

test('a block whose id ends like the chosen one is another block', async () => {
  const other = '\n## Another part\n\n{{< text bash >}}\n$ false\n{{< /text >}}\n'
  using made = makeSite({'main.md': `${page('Main', '$ true')}${other}`})
  made.write('second.md', page('Second', '$ false', '$ false').replace('## Part', '## Elsewhere'))
  const {exitCode, stdout} = await made.guiderail(['run', '--live', '--block', 'part_1', '.'])
  expect(exitCode, stdout).toBe(0)
  expect(stdout).toContain('1 passed, 0 failed')
  const none = await made.guiderail(['run', '--live', '--block', 'part_9', 'main.md'])
  expect(none.exitCode).toBe(2)
  expect(none.stderr).toContain('--block part_9: no guide here has such a block')
})

test("Vitest's reporters report besides, and take no page for a reporter", async () => {
  using made = makeSite({'main.md': page('Main', '$ true'), 'other.md': page('Other', '$ false')})
  const {exitCode, stdout} = await made.guiderail([
    'run',
    '--live',
    '--reporter',
    'tap',
    '--reporter',
    'verbose',
    'main.md'
  ])
  expect(exitCode, stdout).toBe(0)
  expect(stdout).toMatch(/^TAP version 13$/m)
  expect(stripVTControlCharacters(stdout)).toContain('✓ main.md:7:2 > part_1')
  expect(stdout).toContain('1 passed, 0 failed')
  const wrong = await made.guiderail(['run', '--live', '--reporter', 'nonsense', 'main.md'])
  expect(wrong.exitCode).toBe(2)
  expect(wrong.stderr).toContain('--reporter nonsense: Vitest has no such reporter')
})

test('of what workers load, Vite transforms the page alone', async () => {
  const reporter = `export default class {
  onInit(vitest) {
    this.modules = vitest.vite.environments.ssr.moduleGraph.idToModuleMap
  }
  onTestRunEnd() {
    const transformed = [...this.modules.values()].filter((module) => module.transformResult)
    for (const {id} of transformed) console.log('transformed ' + id)
  }
}\n`
  using made = makeSite({'main.md': page('Main', '$ true'), 'transformed.mjs': reporter})
  const {stdout} = await made.guiderail(['run', '--live', '--reporter', './transformed.mjs', 'main.md'])
  expect(stdout.match(/^transformed .*/gm)).toEqual([expect.stringMatching(/main\.md$/)])
})

test('a page behind a link runs', async () => {
  using made = makeSite({'real/main.md': page('Main', '$ echo linked\nlinked')})
  symlinkSync('real', join(made.folder, 'linked'))
  const {exitCode, stdout} = await made.guiderail(['run', '--live', 'linked/main.md'])
  expect(exitCode, stdout).toBe(0)
})

test('shards run every guide once', async () => {
  using made = makeSite(
    Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.md`, page(name, `$ echo ${name}`)]))
  )
  const paths: string[] = []
  for (const shard of ['1/2', '2/2']) {
    await made.guiderail(['run', '--live', '--shard', shard, '--json', 'run.json', '.'])
    paths.push(...(JSON.parse(made.read('run.json')) as RunResult).guides.map(({path}) => path))
  }
  expect(paths.sort()).toEqual(['a.md', 'b.md', 'c.md', 'd.md', 'e.md'])
})

test.for([
  ['a missing file', ['run', 'absent.md'], 2, /absent\.md: no such file or folder/],
  ['a page without steps', ['run', 'prose.md'], 2, /^prose\.md:1:1: .*\(no-steps\)/m],
  ['an unclosed shortcode', ['run', 'unclosed.md'], 2, /^unclosed\.md:3:1: .*never closed.*\(unclosed-shortcode\)/m],
  ['an unknown option', ['run', '--liev'], 2, /unknown option '--liev'/],
  ['both modes', ['run', '--live', '--replay'], 2, /cannot be used with/],
  ['a shard out of range', ['run', '--shard', '3/2'], 2, /expected i\/n/],
  [
    'a wrong configuration',
    ['run', '--config', 'wrong.mjs', 'good.md'],
    2,
    /wrong\.mjs: `pages\["x\.md"\]\.blocks\.a\.skpi`/
  ],
  ['no recording', ['run', '--replay', 'good.md'], 1, /no recording/]
] as const)('%s gives one clear error', async ([, args, status, message]) => {
  using made = makeSite({
    'prose.md': '# Only prose\n',
    'unclosed.md': '# Unclosed\n\n{{< text bash >}}\n$ echo\n',
    'good.md': page('Good', '$ true'),
    'wrong.mjs': `export default {pages: {'x.md': {blocks: {a: {skpi: 'why'}}}}}\n`
  })
  const {exitCode, stdout, stderr} = await made.guiderail(args)
  expect(exitCode).toBe(status)
  expect(stdout + stderr).toMatch(message)
})
