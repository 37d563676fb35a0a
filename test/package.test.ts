import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {builtinModules} from 'node:module'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {execa} from 'execa'
import {afterAll, beforeAll, expect, test} from 'vitest'

const project = resolve(import.meta.dirname, '..')
const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
}
let folder = ''
const installed = (): string => join(folder, 'node_modules/guiderail')

/** Run a program in the project that the package was installed into. */
async function run(program: string, ...args: readonly string[]): Promise<{status: number | undefined; text: string}> {
  const {exitCode, all} = await execa(program, args, {
    cwd: folder,
    reject: false,
    all: true,
    env: {NO_COLOR: '1', CI: ''}
  })
  return {status: exitCode, text: all}
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guiderail-package-'))
  await execa('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {cwd: project})
  write('package.json', '{"name": "site", "private": true, "type": "module"}')
  const archive = `./guiderail-${manifest.version}.tgz`
  // Whoever runs these tests has installed the same dependencies; npm's cache has them.
  await execa('npm', ['install', archive, '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder
  })
  mkdirSync(join(folder, 'guides'))
  for (const name of ['first-steps.md', 'first-steps.recording.jsonl']) {
    cpSync(join(project, 'docs/guides', name), join(folder, 'guides', name))
  }
}, 300_000)

afterAll(() => rmSync(folder, {recursive: true, force: true}))

test('the package holds what runs, and no tests, maps or guides', () => {
  const files = readdirSync(installed(), {recursive: true, encoding: 'utf8', withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(installed().length + 1))
  const others = files
    .filter((file) => !/^dist\/(src|harness)\/.*\.(js|d\.ts|cjs|cjs\.[\w-]+\.bytecode)$/.test(file))
    .sort()
  expect(others.filter((file) => !/^(LICENSE|NOTICE)/.test(file))).toEqual(['README.md', 'package.json'])
})

test('whatever it imports is a dependency', () => {
  const known = new Set([...Object.keys(manifest.dependencies), ...builtinModules])
  const typed = new Set(Object.keys(manifest.dependencies).flatMap((name) => name.replace(/^@types\//, '')))
  const files = readdirSync(join(installed(), 'dist'), {recursive: true, encoding: 'utf8'})
  const imports = files
    .filter((file) => /\.c?js$/.test(file))
    .flatMap((file) => importsOf(join(installed(), 'dist', file)))
    .filter((name) => !known.has(name))
  expect([...new Set(imports)]).toEqual([])
  const types = ['index.d.ts', 'shortcode/nodes.d.ts', 'shortcode/remark.d.ts', 'plan/configuration.d.ts']
    .flatMap((file) => importsOf(join(installed(), 'dist/src', file)))
    .filter((name) => !known.has(name) && !typed.has(name))
  expect(types).toEqual([])
})

/** The packages that a module imports, statically or not. */
function importsOf(file: string): readonly string[] {
  const imports = readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)\b[^'"`;]*?from ['"]([^'"]+)['"]|\b(?:import|_require|require)\(['"]([^'"]+)['"]\)/gm
  )
  return [...imports]
    .map(([, static_, dynamic]) => (static_ ?? dynamic ?? '').replace(/^node:/, ''))
    .filter((name) => !name.startsWith('.'))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/')
    )
}

test('its bundle comes with bytecode that Node takes', async () => {
  const at = (module: string): string => JSON.stringify(join(installed(), 'dist/harness', module))
  const asked = `const {setUpV8} = await import(${at('v8-settings.js')})
setUpV8()
const {readers} = await import(${at('site/readers.js')})
console.log(readers.script.cachedDataRejected)`
  expect(await run('node', '--input-type=module', '--eval', asked)).toEqual({status: 0, text: 'false'})
})

test('its second process, without which commands only take longer, plans pages', async () => {
  const at = (module: string): string => JSON.stringify(join(installed(), 'dist/harness', module))
  const asked = `const {startPageReader} = await import(${at('site/start-page-reader.js')})
const {loadConfiguration} = await import(${at('configuration/load.js')})
const {findPages} = await import(${at('site/find-guides.js')})
const cwd = process.cwd()
const {configuration} = await loadConfiguration(cwd, null, {})
const pages = await findPages(['guides'], cwd)
const input = {view: 'plan', pages, configuration, cwd}
const reader = startPageReader()
reader.read(input, ([index, {plan}]) => console.log(index + ' ' + plan.path))
await reader.nextPage()
await reader.nextPage()
console.log('ended')`
  expect(await run('node', '--input-type=module', '--eval', asked)).toEqual({
    status: 0,
    text: '0 guides/first-steps.md\nended'
  })
})

test('npx runs the command', async () => {
  expect(await run('npx', 'guiderail', '--version')).toEqual({
    status: 0,
    text: expect.stringContaining(manifest.version)
  })
  const replayed = await run('npx', 'guiderail', 'run', '--replay', '--html', 'report.html', 'guides/first-steps.md')
  expect(replayed).toMatchObject({status: 0, text: expect.stringContaining('1 passed, 0 failed')})
  const live = await run('npx', 'guiderail', 'run', '--live', 'guides')
  expect(live).toMatchObject({status: 0, text: expect.stringContaining('1 passed, 0 failed')})
})

test('its entries have types, which find mistakes', async () => {
  write(
    'right.ts',
    `import {defineConfig, remarkHugoShortcode} from 'guiderail'
import {guiderail} from 'guiderail/vitest'
import {unified} from 'unified'
import {defineConfig as defineVitestConfig} from 'vitest/config'

export const configuration = defineConfig({guides: ['guides'], pages: {'**/a.md': {blocks: {a_1: {skip: 'why'}}}}})
export const processor = unified().use(remarkHugoShortcode)
export const vitest = defineVitestConfig({plugins: [guiderail({guides: ['guides'], mode: 'replay'})]})
`
  )
  write(
    'wrong.ts',
    `import {defineConfig} from 'guiderail'
import {guiderail} from 'guiderail/vitest'

defineConfig({guide: ['guides']})
guiderail({mode: 'dead'})
`
  )
  // Of other packages' types, Vite's need those of Node, which a site may not have.
  const options = {module: 'nodenext', target: 'es2023', strict: true, noEmit: true, skipLibCheck: true, types: []}
  write('tsconfig.json', JSON.stringify({compilerOptions: options, include: ['*.ts']}))
  const {status, text} = await run(join(project, 'node_modules/.bin/tsc'), '-p', '.')
  expect(status).not.toBe(0)
  const mistakes = text.split('\n').filter((line) => /^\S+\.ts\(/.test(line))
  expect(mistakes.map((line) => line.replace(/,.*/, ''))).toEqual(['wrong.ts(4', 'wrong.ts(5'])
})

test('the plugin has guides among the tests of Vitest', async () => {
  cpSync(join(project, 'docs/examples/vitest.config.ts'), join(folder, 'vitest.config.ts'))
  const {status, text} = await run('npx', 'vitest', 'run')
  expect(text).toContain('✓ |guides (replay)| guides/first-steps.md (8 tests)')
  expect(status).toBe(0)
})
