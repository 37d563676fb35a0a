import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {loadConfiguration} from '../../harness/configuration/load.ts'
import {checkConfiguration} from '../../harness/configuration/schema.ts'
import {renderCliPage} from '../../scripts/cli-page.ts'
import {readTypes, renderConfigurationPage} from '../../scripts/configuration-page.ts'
import {renderJsonPage} from '../../scripts/json-page.ts'
import {pagesOfManual} from './pages.ts'

const root = new URL('../../', import.meta.url)

test.for([
  ['cli.md', renderCliPage],
  ['configuration.md', renderConfigurationPage],
  ['json.md', renderJsonPage]
] as const)('docs/reference/%s is what `npm run docs` makes', ([name, render]) => {
  expect(readFileSync(new URL(`docs/reference/${name}`, root), 'utf8')).toBe(render())
})

test('every option of the configuration is described, and is one', () => {
  const types = readTypes(readFileSync(new URL('src/plan/configuration.ts', root), 'utf8'))
  const around: Readonly<Record<string, (option: object) => unknown>> = {
    Configuration: (option) => option,
    PageConfiguration: (option) => ({pages: {'a.md': option}}),
    BlockConfiguration: (option) => ({pages: {'a.md': {blocks: {a_1: option}}}}),
    ClusterConfiguration: (option) => ({clusters: [{name: 'cluster1', ...option}]})
  }
  expect(types.map(({name}) => name)).toEqual(Object.keys(around))
  const unknown = messagesFor({misspelt: null})
  for (const {name: type, options} of types) {
    for (const {name} of options) {
      // A value of the wrong type is refused in other words than an option that does not exist.
      const wrong = messagesFor(around[type]?.({[name]: Number.NaN}))
      expect(wrong, `${type}.${name}`).not.toEqual([])
      expect(wrong, `${type}.${name}`).not.toContain(unknown[0])
    }
  }
})

function messagesFor(configuration: unknown): readonly string[] {
  const checked = checkConfiguration(configuration)
  return Array.isArray(checked) ? checked.map(({message}) => String(message)) : []
}

const examples = pagesOfManual().flatMap(({path, text}) =>
  [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)]
    .map(([, code = '']) => code)
    .filter((code) => code.includes("from 'guiderail'\n"))
    .map((code, index) => [`${path}, example ${index + 1}`, code] as const)
)

test.for(examples)('a configuration of the manual is one: %s', async ([, code]) => {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-docs-'))
  try {
    writeFileSync(join(folder, 'guiderail.config.ts'), code)
    const {file} = await loadConfiguration(folder, null, {})
    expect(file).toBe('guiderail.config.ts')
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
})
