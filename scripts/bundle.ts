import {createHash} from 'node:crypto'
import {chmodSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join, posix, resolve} from 'node:path'
import {build} from 'rolldown'
import {bytecodeOf, signature} from '../harness/bundle.ts'
import {setUpV8} from '../harness/v8-settings.ts'
import {licensesOf} from './licenses.ts'

/*
 * Makes bundles of what `tsc` has built, with the names in them as they are; every other module stays as `tsc` left it.
 * Each bundle takes the place of the module that it begins with.
 */

const root = resolve(import.meta.dirname, '..')
const dist = join(root, 'dist')

/** The package's entry, which every configuration imports. */
const entry = join(dist, 'src/index.js')

/** What reads pages: these modules pass on what one bundle of them all has. */
const readers = [
  'harness/cli/list.js',
  'harness/cli/prepare.js',
  'harness/configuration/load.js',
  'harness/site/find-guides.js',
  'harness/site/plan-page.js',
  'harness/site/site.js',
  'harness/site/views.js'
]
const readersBundle = join(dist, 'harness/site/readers.cjs')

/** What a second process runs: as CommonJS it starts without Node's loader of ES modules. */
const pageReader = join(dist, 'harness/site/page-reader.js')

/** The command line; what a command does is loaded when it is called. */
const main = join(dist, 'harness/cli/main.js')

/** Errors are told apart by their classes, so there must be one of each in a process. */
const errors = join(dist, 'src/errors.js')
const errorsModule = /\/src\/errors\.js$/

const output = {
  sourcemap: true,
  comments: false,
  footer: ({moduleIds}: {readonly moduleIds: readonly string[]}) => licensesOf(moduleIds)
} as const

rmSync(bytecodeOf(readersBundle), {force: true})
await build({
  input: entry,
  platform: 'node',
  // The latter brings a package without a license's text.
  external: [errorsModule, 'mdast-util-frontmatter'],
  output: {...output, file: entry}
})
await bundleReaders()
await build({
  input: pageReader,
  platform: 'node',
  output: {...output, file: pageReader.replace(/js$/, 'cjs'), format: 'cjs', codeSplitting: false}
})
rmSync(pageReader)
await build({
  input: main,
  platform: 'node',
  external: errorsModule,
  plugins: [
    {name: 'commands', resolveId: (id, _, {kind}) => (kind === 'dynamic-import' ? {id, external: true} : null)}
  ],
  output: {...output, file: main}
})
await keepBytecode()
chmodSync(main, 0o755)

async function bundleReaders(): Promise<void> {
  const modules = new Map<string, readonly string[]>()
  for (const path of readers) modules.set(path, Object.keys(await import(join(dist, path))))
  const all = readers.map((path) => `export * from ${JSON.stringify(join(dist, path))}`).join('\n')
  await build({
    input: 'readers',
    platform: 'node',
    external: ['jiti'],
    plugins: [
      {
        name: 'readers',
        resolveId(id, importer = '') {
          if (id === 'readers') return id
          return resolve(dirname(importer), id) === errors ? {id: './errors', external: true} : null
        },
        load: (id) => (id === 'readers' ? all : null)
      },
      // fdir would load a second picomatch from its folder, for a method that tinyglobby does not call.
      {
        name: 'fdir',
        resolveId: (id, importer = '') => (id === 'module' && importer.includes('/fdir/') ? 'no-modules' : null),
        load: (id) =>
          id === 'no-modules'
            ? 'export const createRequire = () => Object.assign(() => null, {resolve: () => null})'
            : null
      }
    ],
    // Only of CommonJS does V8 keep what it compiles.
    output: {...output, file: readersBundle, format: 'cjs', dynamicImportInCjs: false, codeSplitting: false}
  })
  const text = inAscii(readFileSync(readersBundle, 'utf8'))
  writeFileSync(readersBundle, `${text}\n//# ${createHash('sha1').update(text).digest('hex')}`)
  for (const [path, names] of modules) {
    const from = posix.relative(posix.dirname(path), 'harness/site/readers.js').replace(/^(?!\.)/, './')
    const contents = `import {readers} from '${from}'\nexport const {${names.join(', ')}} = readers.exports\n`
    writeFileSync(join(dist, path), contents)
  }
}

/** Keep what V8 compiles while it reads pages of all kinds. */
async function keepBytecode(): Promise<void> {
  setUpV8()
  const {readers} = (await import(join(dist, 'harness/site/readers.js'))) as typeof import('../harness/site/readers.ts')
  const {prepare} = readers.exports as typeof import('../harness/cli/prepare.ts')
  process.chdir(root)
  await prepare(['docs/guides', 'test/fixtures'], {})
  const bytecode = readers.script.createCachedData()
  const ending = readFileSync(readersBundle, 'latin1').slice(-signature)
  writeFileSync(bytecodeOf(readersBundle), Buffer.concat([bytecode, Buffer.from(ending, 'latin1')]))
}

/** The same program in ASCII, apart from the licenses: other characters stand in its strings and patterns only. */
function inAscii(program: string): string {
  return program.replace(/\/\*![\s\S]*?\*\/|[^\0-\x7f]/g, (found) =>
    found.length > 1 ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
