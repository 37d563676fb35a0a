import {createHash} from 'node:crypto'
import {appendFileSync, chmodSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join, posix, resolve} from 'node:path'
import {build} from 'rolldown'
import {bytecodeOf, optimiseLate, signature} from '../harness/bundle.ts'
import {licensesOf} from './licenses.ts'

/*
 * Makes bundles of what `tsc` has built, with the names in them as they are; every other module stays as `tsc` left it.
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
  'harness/site/site.js'
]
const readersBundle = join(dist, 'harness/site/readers.cjs')

/** Errors are told apart by their classes, so there must be one of each. */
const errors = join(dist, 'src/errors.js')

const output = {
  sourcemap: true,
  comments: false,
  footer: ({moduleIds}: {readonly moduleIds: readonly string[]}) => licensesOf(moduleIds)
} as const

rmSync(bytecodeOf(readersBundle), {force: true})
await build({
  input: entry,
  platform: 'node',
  // It brings a package without a license's text.
  external: [/\/src\/errors\.js$/, 'mdast-util-frontmatter'],
  output: {...output, file: entry}
})
await bundleReaders()
await keepBytecode()
chmodSync(join(dist, 'harness/cli/main.js'), 0o755)

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
      }
    ],
    // Only of CommonJS does V8 keep what it compiles.
    output: {...output, file: readersBundle, format: 'cjs', dynamicImportInCjs: false, codeSplitting: false}
  })
  appendFileSync(readersBundle, `\n//# ${signatureOf(readersBundle)}`)
  for (const [path, names] of modules) {
    const from = posix.relative(posix.dirname(path), 'harness/readers.js').replace(/^(?!\.)/, './')
    const contents = `import {readers} from '${from}'\nexport const {${names.join(', ')}} = readers.exports\n`
    writeFileSync(join(dist, path), contents)
  }
}

/** Keep what V8 compiles while it reads some guides. */
async function keepBytecode(): Promise<void> {
  optimiseLate()
  const {readers} = (await import(join(dist, 'harness/readers.js'))) as typeof import('../harness/readers.ts')
  const {prepare} = readers.exports as typeof import('../harness/cli/prepare.ts')
  process.chdir(root)
  await prepare(['docs/guides'], {})
  const bytecode = readers.script.createCachedData()
  const ending = readFileSync(readersBundle, 'latin1').slice(-signature)
  writeFileSync(bytecodeOf(readersBundle), Buffer.concat([bytecode, Buffer.from(ending, 'latin1')]))
}

function signatureOf(file: string): string {
  return createHash('sha1').update(readFileSync(file)).digest('hex')
}
