import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {Ajv2020} from 'ajv/dist/2020.js'
import {describe, expect, test} from 'vitest'
import {readSchema, type Schema, type schemaNames} from '../../scripts/json-page.ts'
import {makeSite, page} from '../cli/site.ts'
import {project} from './pages.ts'

type SchemaName = (typeof schemaNames)[number]

const ajv = new Ajv2020({strict: true, strictTypes: false, allErrors: true, formats: {'date-time': true}})

/** A schema that takes no field that it does not name, so that a field of today cannot go undescribed. */
function closed(schema: Schema): Schema {
  const copy = JSON.parse(
    JSON.stringify(schema, (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'properties' in value && 'required' in value
        ? {...value, additionalProperties: false}
        : value
    )
  ) as Schema
  return copy
}

function problemsOf(name: SchemaName, data: unknown): string {
  const validate = ajv.getSchema(name) ?? ajv.addSchema(closed(readSchema(name)), name).getSchema(name)
  if (validate === undefined) throw new Error(`no schema ${name}`)
  validate(data)
  return ajv.errorsText(validate.errors, {separator: '\n'})
}

const files = {
  'guiderail.config.mjs': `export default {guides: ['guides'], clusters: []}\n`,
  'guides/good.md': page(
    'Good',
    '$ echo one; echo two >&2\none',
    '$ for i in 1 2 3; do echo "v$((RANDOM % 2 + 1))"; done\n...'
  ).replace('## Part', 'First complete [begin](begin.md).\n\n## Part\n\nThis makes everything twice as fast.'),
  'guides/begin.md': page('Begin', `$ printf 'Proceed? (y/N) '; read answer; echo "$answer"\ny`),
  'guides/bad.md': page('Bad', '$ false', '$ echo three', '$ exit 1').replace(/(three\n.*\n)/, '$1\nOtherwise:\n')
}

describe('what the command writes', () => {
  test('`list --json`', async () => {
    using site = makeSite(files)
    const {stdout} = await site.guiderail(['list', '--json'])
    expect(problemsOf('list', JSON.parse(stdout))).toBe('No errors')
  })

  test('`run --json`, live and in replay, passed and failed, and recordings', async () => {
    using site = makeSite(files)
    await site.guiderail(['run', '--live', '--record', '--json', 'live.json'])
    site.edit('guides/good.md', '\none\n', '\ntwo\n')
    await site.guiderail(['run', '--replay', '--shard', '1/1', '--json', 'replay.json'])
    for (const name of ['live.json', 'replay.json']) {
      expect(problemsOf('run', JSON.parse(site.read(name))), name).toBe('No errors')
    }
    const statuses = [...site.read('live.json').matchAll(/"status": "([\w-]+)"/g)].map(([, status]) => status)
    expect(new Set(statuses)).toEqual(new Set(['passed', 'failed', 'skipped', 'not-run']))
    expect(site.read('live.json')).toContain('"question": "Proceed? (y/N)"')
    expect(site.read('replay.json')).toMatch(/"sign": "[-+]"/)
    for (const line of site.read('guides/good.recording.jsonl').trimEnd().split('\n')) {
      expect(problemsOf('recording', JSON.parse(line)), line).toBe('No errors')
    }
  })

  test('`check --format json`', async () => {
    using site = makeSite({
      ...files,
      'guides/wrong.md': `${page('Wrong', '$ sudo ls', '$ if true')}\nThe proxy then refuses every third request.\n`
    })
    const {stdout} = await site.guiderail(['check', '--format', 'json'])
    const checked: unknown = JSON.parse(stdout)
    expect(problemsOf('check', checked)).toBe('No errors')
    expect(stdout).toContain('beyond-session')
  })
})

const guides = join(project, 'docs/guides')

test.for(readdirSync(guides).filter((name) => name.endsWith('.recording.jsonl')))('the recording %s', (name) => {
  for (const line of readFileSync(join(guides, name), 'utf8').trimEnd().split('\n')) {
    expect(problemsOf('recording', JSON.parse(line)), line).toBe('No errors')
  }
})

test('a field that is missing, or that no schema names, is a problem', () => {
  expect(problemsOf('list', {version: 1})).toContain("must have required property 'guides'")
  expect(problemsOf('list', {version: 1, guides: [], more: 1})).toContain('must NOT have additional properties')
})
