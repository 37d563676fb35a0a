import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {afterAll, afterEach, beforeAll, expect, test} from 'vitest'
import {loadConfiguration} from '../../harness/configuration/load.ts'
import {type ChangedGuides, findChangedGuides} from '../../harness/desk/impact.ts'
import {findPages} from '../../harness/site/find-guides.ts'
import {planPage} from '../../harness/site/plan-page.ts'
import {openSite} from '../../harness/site/site.ts'

const configuration = {
  head: "import {tabs} from './site/tabs.ts'\nexport default {content: ['content'], guides: ['content/*.md'], release: 'release', tabs,\n",
  pages: "pages: {'content/first.md': {tabs: ['helm']}, 'content/last.md': {then: ['content/verify.md']}}}\n"
}
const block = (...lines: readonly string[]): string => `{{< text bash >}}\n${lines.join('\n')}\n{{< /text >}}\n`
const site: Readonly<Record<string, string>> = {
  'guiderail.config.ts': configuration.head + configuration.pages,
  'site/tabs.ts': "export const tabs = ['cli']\n",
  'data/args.yml': 'version: "1.22"\nfull_version: 1.22.3\n',
  'release/samples/sleep/sleep.yaml': 'kind: Pod\n',
  'release/samples/web/web.yaml': 'kind: Pod\n',
  'release/samples/unused.yaml': 'kind: Pod\n',
  'content/boilerplates/start.md': block('$ echo start'),
  'content/boilerplates/nested.md': '{{< boilerplate start >}}\n',
  'content/begin.md': `${block('$ echo begin')}\nIt shows {{< istio_version >}}.\n`,
  'content/first.md': `Complete [begin](begin.md) first.\n\n${block('$ cat @samples/sleep/sleep.yaml@', 'kind: Pod')}`,
  'content/second.md': `Complete [the first](first.md) first.\n\n${block('$ echo {{< istio_full_version >}}')}`,
  'content/included.md': `{{< boilerplate nested >}}\n${block('$ ls @samples/web@')}`,
  'content/last.md': block('$ echo {{< istio_version >}}'),
  'content/last.recording.jsonl': '{}\n',
  'content/verify.md': block('$ echo fine'),
  'content/prose.md': 'Nothing runs here.\n',
  'content/picture.svg': '<svg/>\n',
  'README.md': 'About.\n',
  'layouts/page.html': '<p>\n',
  'scripts/serve.sh': 'hugo\n'
}

const all = ['begin', 'first', 'included', 'last', 'second', 'verify']
let folder = ''
const git = (...args: readonly string[]): string => execFileSync('git', args, {cwd: folder, encoding: 'utf8'})
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), {recursive: true})
  writeFileSync(join(folder, name), text)
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guiderail-impact-'))
  for (const [name, text] of Object.entries(site)) write(name, text)
  git('init', '--quiet', '--initial-branch', 'main')
  git('config', 'user.name', 'Nobody')
  git('config', 'user.email', 'nobody@example.org')
  git('add', '.')
  git('commit', '--quiet', '--message', 'A site')
})
afterEach(() => {
  git('checkout', '--quiet', '--force', 'main')
  git('clean', '--quiet', '-d', '--force')
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

async function changedGuides(ref: string | null = null): Promise<ChangedGuides> {
  const {configuration, file} = await loadConfiguration(folder, null, {})
  const files = openSite(configuration, folder)
  const pages = await findPages(configuration.guides ?? [], folder)
  const plans = pages.flatMap((page) => planPage(page, files, configuration).plan ?? [])
  return findChangedGuides(folder, ref, {configuration, file, site: files, plans})
}

const namesIn = ({impact}: ChangedGuides): readonly string[] =>
  [...impact.keys()].map((path) => path.replace(/^content\/|\.md$/g, '')).sort()

test('touches nothing without a change', async () => {
  expect(await changedGuides()).toMatchObject({files: [], impact: new Map()})
})

test.for([
  ['a page', 'content/verify.md', `${site['content/verify.md']}More.\n`, ['last', 'verify']],
  ['a prerequisite, and what builds on it', 'content/begin.md', block('$ echo'), ['begin', 'first', 'second']],
  ['a prerequisite in the middle', 'content/first.md', `${site['content/first.md']}\n`, ['first', 'second']],
  ['a page that nothing needs', 'content/second.md', block('$ true'), ['second']],
  ['a boilerplate', 'content/boilerplates/nested.md', 'Text.\n', ['included']],
  ['a boilerplate in a boilerplate', 'content/boilerplates/start.md', block('$ echo'), ['included']],
  ['a new boilerplate that comes first', 'content/boilerplates/nested.md', block('$ echo new'), ['included']],
  ['a sample', 'release/samples/sleep/sleep.yaml', 'kind: Job\n', ['first', 'second']],
  ['a file in a folder of samples', 'release/samples/web/web.yaml', 'kind: Job\n', ['included']],
  ['a sample that nothing names', 'release/samples/unused.yaml', 'kind: Job\n', []],
  ['a version in the data', 'data/args.yml', 'version: "1.23"\nfull_version: 1.22.3\n', ['last']],
  ['another version in the data', 'data/args.yml', 'version: "1.22"\nfull_version: 1.22.4\n', ['second']],
  ['data that nothing shows', 'data/args.yml', 'version: "1.22"\nfull_version: 1.22.3\nx: 1\n', []],
  ['a recording', 'content/last.recording.jsonl', '{"type": 1}\n', ['last']],
  ['a page without commands', 'content/prose.md', 'Still nothing.\n', []],
  ['a new page', 'content/new.md', block('$ echo new'), ['new']],
  ['a picture', 'content/picture.svg', '<svg></svg>\n', []],
  ['prose about the repository', 'README.md', 'More.\n', []],
  ['the layout of pages', 'layouts/page.html', '<div>\n', []],
  ['a script that nothing is known of', 'scripts/serve.sh', 'hugo serve\n', all],
  ['a module of the configuration', 'site/tabs.ts', "export const tabs = ['helm']\n", all],
  ['a comment in the configuration', 'guiderail.config.ts', `// Why.\n${configuration.head}${configuration.pages}`, []],
  [
    'an entry of the configuration',
    'guiderail.config.ts',
    configuration.head + configuration.pages.replace("['helm']", "['cli']"),
    ['first', 'second']
  ],
  [
    'a new entry of the configuration',
    'guiderail.config.ts',
    configuration.head + configuration.pages.replace('pages: {', "pages: {'**/verify.md': {anyVersion: true}, "),
    ['last', 'verify']
  ],
  [
    'the rest of the configuration',
    'guiderail.config.ts',
    configuration.head + configuration.pages.replace('pages: {', "environment: ['X'], pages: {"),
    all
  ]
] as const)('%s', async ([, file, text, expected]) => {
  write(file, text)
  expect(namesIn(await changedGuides())).toEqual(expected)
})

test('a page that is gone', async () => {
  rmSync(join(folder, 'content/begin.md'))
  expect(namesIn(await changedGuides())).toEqual(['first', 'second'])
})

test('what is staged or committed on a branch counts, what others did meanwhile does not', async () => {
  git('checkout', '--quiet', '-b', 'topic')
  write('content/second.md', block('$ echo committed'))
  git('commit', '--quiet', '--all', '--message', 'Edit')
  git('checkout', '--quiet', 'main')
  write('content/verify.md', block('$ echo meanwhile'))
  git('commit', '--quiet', '--all', '--message', 'Meanwhile')
  git('checkout', '--quiet', 'topic')
  write('content/included.md', block('$ echo staged'))
  git('add', '.')
  expect(namesIn(await changedGuides())).toEqual(['included', 'second'])
  expect(namesIn(await changedGuides('HEAD'))).toEqual(['included'])
  git('reset', '--quiet', '--hard')
  git('checkout', '--quiet', 'main')
  git('reset', '--quiet', '--hard', 'HEAD~1')
})

test('says why', async () => {
  write('content/begin.md', `${site['content/begin.md']}More.\n`)
  write('release/samples/sleep/sleep.yaml', 'kind: Job\n')
  write('scripts/serve.sh', 'hugo serve\n')
  const {impact} = await changedGuides()
  const everywhere = 'scripts/serve.sh, which may matter to any guide'
  expect(impact.get('content/begin.md')).toEqual(['the page itself', everywhere])
  expect(impact.get('content/first.md')).toEqual([
    'its prerequisite content/begin.md',
    'the sample samples/sleep/sleep.yaml',
    everywhere
  ])
  expect(impact.get('content/verify.md')).toEqual([everywhere])
})

test('where git fails, nothing passes for unchanged', async () => {
  const index = join(folder, '.git/index')
  const good = readFileSync(index)
  writeFileSync(index, 'broken')
  try {
    await expect(changedGuides()).rejects.toThrow(/^--changed: `git diff` fails: \S/)
  } finally {
    writeFileSync(index, good)
  }
})

test('a checkout of the newest commit alone is told from a ref that is not there', async () => {
  const whole = folder
  write('content/second.md', block('$ echo newer'))
  git('commit', '--quiet', '--all', '--message', 'Newer')
  folder = mkdtempSync(join(tmpdir(), 'guiderail-shallow-'))
  try {
    execFileSync('git', ['clone', '--quiet', '--depth', '1', '--no-local', whole, folder], {stdio: 'ignore'})
    git('checkout', '--quiet', '-b', 'topic')
    expect(namesIn(await changedGuides())).toEqual([])
    await expect(changedGuides('HEAD~1')).rejects.toThrow(/fetch the whole history \(`fetch-depth: 0`\)/)
    git('branch', '--delete', 'main')
    git('remote', 'remove', 'origin')
    await expect(changedGuides()).rejects.toThrow(/no default branch .* fetch the whole history/)
  } finally {
    rmSync(folder, {recursive: true, force: true})
    folder = whole
    git('reset', '--quiet', '--hard', 'HEAD~1')
  }
})

test('refuses what git does not know', async () => {
  await expect(changedGuides('nowhere')).rejects.toMatchObject({
    ruleId: 'config',
    message: '--changed nowhere: git knows no such commit; fetch it, or name another ref'
  })
})
