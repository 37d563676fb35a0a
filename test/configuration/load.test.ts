import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {loadConfiguration} from '../../harness/configuration/load.ts'

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-configuration-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), {recursive: true})
    writeFileSync(join(folder, path), text)
  }
  return folder
}

test('the nearest configuration above the working directory applies, with paths relative to that directory', async () => {
  const folder = folderOf({
    'guiderail.config.ts': `import {defineConfig} from 'guiderail'
export default defineConfig({
  guides: ['guides'],
  prerequisites: {'/docs/begin': 'mine/begin.md#start', '/docs/other': {met: 'the machine has it'}},
  pages: {'docs/a.md': {then: ['docs/b.md']}, '**/c.md': {tabs: ['x']}}
})`,
    'site/deep/.keep': ''
  })
  const {configuration, file} = await loadConfiguration(join(folder, 'site/deep'), null, {})
  expect(file).toBe('../../guiderail.config.ts')
  expect(configuration.guides).toEqual(['../../guides'])
  expect(configuration.prerequisites).toEqual({
    '/docs/begin': '../../mine/begin.md#start',
    '/docs/other': {met: 'the machine has it'}
  })
  expect(configuration.pages).toEqual({'../../docs/a.md': {then: ['../../docs/b.md']}, '**/c.md': {tabs: ['x']}})
})

test('what belongs to the machine wins over the file', async () => {
  const folder = folderOf({
    'guiderail.config.mjs': `export default {nodeImage: 'a', clusterTimeout: '1m', metallb: 'b', release: 'c'}`
  })
  const {configuration} = await loadConfiguration(folder, null, {
    GUIDERAIL_NODE_IMAGE: 'image',
    GUIDERAIL_CLUSTER_TIMEOUT: '20m',
    GUIDERAIL_METALLB: '/manifest.yaml',
    ISTIO_HOME: '/release'
  })
  expect(configuration).toMatchObject({
    nodeImage: 'image',
    clusterTimeout: '20m',
    metallb: '/manifest.yaml',
    release: '/release'
  })
})

test('a duration of the environment that is none is refused, too', async () => {
  await expect(loadConfiguration(folderOf({}), null, {GUIDERAIL_CLUSTER_TIMEOUT: '0s'})).rejects.toThrow(
    '`GUIDERAIL_CLUSTER_TIMEOUT` is `0s`; expected a duration such as `90s` or `5m`'
  )
})

test.for([
  ['a misspelt option', `{guidez: []}`, /`guidez`/],
  [
    'a misspelt option of a block',
    `{pages: {'a.md': {blocks: {b_1: {skipp: 'x'}}}}}`,
    /`pages\["a\.md"\]\.blocks\.b_1\.skipp`/
  ],
  ['skipping without a reason', `{pages: {'a.md': {blocks: {b_1: {skip: ''}}}}}`, /skipping needs a written reason/],
  ['a duration that is none', `{pages: {'a.md': {blocks: {b_1: {timeout: '5 minutes'}}}}}`, /expected a duration/],
  ['a duration of nothing', `{clusterTimeout: '0s'}`, /`clusterTimeout`: expected a duration/],
  ['a rule that does not exist', `{rules: {'no-such-rule': 'off'}}`, /no-such-rule/],
  ['a cluster name that is no host name', `{clusters: [{name: 'Cluster_1'}]}`, /lower-case letters/],
  ['a file that throws', `(() => { throw new Error('broken') })()`, /cannot be loaded: broken/]
] as const)('%s is refused with its place', async ([, text, message]) => {
  const folder = folderOf({'guiderail.config.mjs': `export default ${text}`})
  await expect(loadConfiguration(folder, null, {})).rejects.toThrow(message)
})

test('a named file must exist', async () => {
  await expect(loadConfiguration(folderOf({}), 'absent.ts', {})).rejects.toThrow(
    'absent.ts: no such configuration file'
  )
})
