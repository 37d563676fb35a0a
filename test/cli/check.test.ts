import {expect, test} from 'vitest'
import {makeSite, page, type SiteUnderTest} from './site.ts'

const site = (): SiteUnderTest =>
  makeSite({
    'docs/bad.md': page('Bad', '$ sudo rm -rf /etc/hosts'),
    'docs/good.md': page('Good', '$ echo good\ngood')
  })

test('what is wrong with pages is told by line, and nothing is run', async () => {
  using made = site()
  const {exitCode, stdout} = await made.guiderail(['check', 'docs'])
  expect(exitCode).toBe(2)
  expect(stdout).toMatch(/^docs\/bad\.md:8:3: `sudo` .*\(beyond-session\)$/m)
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 error, 0 warnings, 0 notes, 0 unchecked claims in 2 pages')
  expect(stdout).not.toContain('::')
  expect((await made.guiderail(['check', 'docs/good.md'])).exitCode).toBe(0)
})

test('what two guides require is wrong only once', async () => {
  using made = makeSite({
    'docs/bad.md': page('Bad', '$ sudo true'),
    'docs/one.md': page('One', '$ true').replace('## Part', 'Complete [this](bad.md) first.\n\n## Part'),
    'docs/two.md': page('Two', '$ true').replace('## Part', 'Complete [this](bad.md) first.\n\n## Part')
  })
  const {stdout} = await made.guiderail(['check', 'docs'])
  expect(stdout.match(/^docs\/bad\.md:/gm)).toHaveLength(1)
  expect(stdout).toContain('1 error,')
})

test('on GitHub it stands at the line besides, unless a format is named', async () => {
  using made = site()
  const github = {GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: made.folder}
  const {exitCode, stdout} = await made.guiderail(['check', 'docs'], github)
  expect(exitCode).toBe(2)
  expect(stdout).toMatch(/^docs\/bad\.md:8:3: /m)
  expect(stdout).toMatch(/^::error file=docs\/bad\.md,line=8,/m)
  expect((await made.guiderail(['check', '--format', 'text', 'docs'], github)).stdout).not.toContain('::')
  expect((await made.guiderail(['check', '--format', 'github', 'docs'])).stdout).toMatch(/^::error [^\n]*$/)
  const json = (await made.guiderail(['check', '--format', 'json', 'docs'], github)).stdout
  expect(JSON.parse(json)).toMatchObject({problems: [{rule: 'beyond-session', line: 8}]})
})

test('a run that is refused for a page says so at its line on GitHub, too', async () => {
  using made = site()
  const github = {GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: made.folder}
  const {exitCode, stdout} = await made.guiderail(['run', '--live', 'docs'], github)
  expect(exitCode).toBe(2)
  expect(stdout).toMatch(/^::error file=docs\/bad\.md,line=8,/m)
  expect((await made.guiderail(['run', '--live', 'docs'])).stdout).toBe('')
})

test('guides that the configuration names and that are not there are no guides to pass over', async () => {
  using made = site()
  made.write('guiderail.config.mjs', "export default {guides: ['docs/good.md', 'absent']}\n")
  const {exitCode, stderr} = await made.guiderail(['check'])
  expect(exitCode).toBe(2)
  expect(stderr).toContain('absent: no such file or folder')
  made.write('guiderail.config.mjs', "export default {guides: ['docs/!(bad).md']}\n")
  expect(await made.guiderail(['check'])).toMatchObject({exitCode: 0, stdout: expect.stringMatching(/in 1 page$/)})
  made.write('guiderail.config.mjs', 'export default {}\n')
  expect(await made.guiderail(['check'])).toMatchObject({exitCode: 2, stdout: expect.stringMatching(/in 2 pages$/)})
})

test('a page that says `test: no` is left out of its folder, which is told where nothing else is there', async () => {
  using made = makeSite({'docs/page.md': page('Untested', '$ true').replace('---\n', '---\ntest: no\n')})
  expect(await made.guiderail(['list', 'docs'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('says `test: no`')
  })
  expect((await made.guiderail(['list', 'docs/page.md'])).exitCode).toBe(0)
})

test('pages that are only there to be included are no guides, unless they are named', async () => {
  using made = site()
  const part = '---\n---\n\n{{< text bash >}}\n$ sudo true\n{{< /text >}}\n'
  made.write('docs/boilerplates/part.md', part)
  made.write('docs/includes/guide.md', page('A guide of that name', '$ echo a'))
  const {guides} = JSON.parse((await made.guiderail(['list', '--json', 'docs'])).stdout)
  expect(guides.map(({path}: {path: string}) => path)).toEqual([
    'docs/bad.md',
    'docs/good.md',
    'docs/includes/guide.md'
  ])
  expect((await made.guiderail(['check', 'docs/boilerplates'])).exitCode).toBe(0)
  expect((await made.guiderail(['check', 'docs/boilerplates/part.md'])).exitCode).toBe(2)
})
