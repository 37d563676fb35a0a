import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {load} from 'js-yaml'
import {describe, expect, test} from 'vitest'
import type {RunResult} from '../../src/result.ts'
import {page} from '../cli/site.ts'
import {pagesOfManual} from '../docs/pages.ts'
import {type Action, Job, project, readYaml, type Step} from './runner.ts'

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>
  readonly jobs: Readonly<
    Record<string, {readonly permissions?: Readonly<Record<string, string>>; readonly steps: readonly Step[]}>
  >
}

const actions = ['action.yml', 'report/action.yml']
const workflows = [
  'docs/examples/guides.yml',
  ...readdirSync(join(project, '.github/workflows')).map((name) => `.github/workflows/${name}`)
]

const pin = /^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+(\.\d+)+$/

const usesIn = (path: string): readonly string[] =>
  [...readFileSync(join(project, path), 'utf8').matchAll(/\buses:(.*)/g)].map(([, name = '']) => name.trim())

const stepsOf = (path: string): readonly Step[] =>
  actions.includes(path)
    ? readYaml<Action>(path).runs.steps
    : Object.values(readYaml<Workflow>(path).jobs).flatMap(({steps}) => steps)

describe.for([...actions, ...workflows])('%s', (path) => {
  test('pins what it uses to a commit, and says of which version', () => {
    expect(usesIn(path)).not.toEqual([])
    for (const name of usesIn(path)) expect(name).toMatch(pin)
  })

  test('has no expression in a script, so that no text of an event becomes part of one', () => {
    for (const {run, env} of stepsOf(path)) {
      // A matrix is written in the workflow itself.
      expect(run?.replace(/\$\{\{ matrix\.\w+ \}\}/g, '') ?? '').not.toContain('${{')
      expect(Object.values(env ?? {}).join()).not.toMatch(/github\.(event|head_ref|ref_name)/)
    }
  })

  test.runIf(spawnSync('shellcheck', ['--version']).status === 0)('has scripts that are clean under shellcheck', () => {
    for (const {run} of stepsOf(path)) {
      if (run === undefined || run.includes('${{')) continue
      const {stdout} = spawnSync('shellcheck', ['-'], {input: `#!/bin/bash -e\n${run}`, encoding: 'utf8'})
      expect(stdout, run).toBe('')
    }
  })
})

test('the manual pins what its examples use, to the versions that the project itself uses', () => {
  const used = new Set([...actions, ...workflows].flatMap(usesIn))
  const inManual = pagesOfManual().flatMap(({path}) => usesIn(path))
  expect(inManual).not.toEqual([])
  expect(inManual.filter((name) => !used.has(name))).toEqual([])
})

test('the action takes four lines', () => {
  const page = readFileSync(join(project, 'docs/how-to/github.md'), 'utf8')
  const [, example = ''] = /```yaml\n(- uses: guiderail\/guiderail@[^`]*)```/.exec(page) ?? []
  const [step] = load(example) as readonly Step[]
  expect(example.trimEnd().split('\n')).toHaveLength(4)
  const {inputs} = readYaml<Action>('action.yml')
  for (const name of Object.keys(step?.with ?? {})) expect(Object.keys(inputs)).toContain(name)
  const required = Object.entries(inputs).filter(([, {required: is}]) => is === true)
  for (const [name] of required) expect(Object.keys(step?.with ?? {})).toContain(name)
})

test.for(workflows)('%s has a token that can only read, and leaves none behind', (path) => {
  const {permissions, jobs} = readYaml<Workflow>(path)
  for (const [name, job] of Object.entries(jobs)) {
    expect(job.permissions ?? permissions, name).toEqual({contents: 'read'})
    const checkouts = job.steps.filter(({uses}) => uses?.startsWith('actions/checkout@'))
    for (const step of checkouts) expect(step.with).toMatchObject({'persist-credentials': false})
  }
})

test.for(actions)('%s uses and describes every input, and its steps exist', (path) => {
  const {inputs, runs} = readYaml<Action>(path)
  const text = JSON.stringify(runs)
  for (const [name, {description}] of Object.entries(inputs)) {
    expect(text).toMatch(new RegExp(`inputs\\.${name}\\b(?!-)`))
    expect(description).not.toBe('')
  }
  for (const [, name = ''] of text.matchAll(/inputs\.([\w-]+)/g)) expect(Object.keys(inputs)).toContain(name)
  const ids = new Set(runs.steps.map(({id}) => id))
  for (const [, id = ''] of text.matchAll(/steps\.([\w-]+)\./g)) expect(ids).toContain(id)
})

test('the example gives the actions inputs that they have, and a mode', () => {
  for (const {uses, with: given = {}} of stepsOf('docs/examples/guides.yml')) {
    const [, folder] = /^guiderail\/guiderail(?:\/([\w/]+))?@/.exec(uses ?? '') ?? []
    if (!uses?.startsWith('guiderail/')) continue
    const {inputs} = readYaml<Action>(folder === undefined ? 'action.yml' : `${folder}/action.yml`)
    for (const name of Object.keys(given)) expect(Object.keys(inputs)).toContain(name)
    if (folder === undefined) expect(['live', 'replay']).toContain(given['mode'])
  }
})

/** `npm ci` where the package lies is all that is asked of npm. */
const npm = `[[ $PWD == ${JSON.stringify(project)} && $1 == ci ]] && echo "npm $*"`

/** Serves files by the end of their address, and a checksum of what it served last. */
const curl = `
served=$RUNNER_TEMP/served; mkdir -p "$served"
address=\${@: -1}; name=\${address##*/}; out=/dev/stdout
while (($#)); do [[ $1 == -o ]] && out=$2; shift; done
case $name in
  *.sha256sum|*.sha256) (cd "$served" && sha256sum "\${name%.sha256*}") > "$out" ;;
  kind-*) printf '#!/bin/sh\\necho stand-in kind\\n' | tee "$served/$name" > "$out" ;;
  istio-*) mkdir -p "$served/\${name%%-linux*}/bin" "$served/\${name%%-linux*}/samples"
    echo sample > "$served/\${name%%-linux*}/samples/hello.txt"
    tar -czf "$served/$name" -C "$served" "\${name%%-linux*}"; cat "$served/$name" > "$out" ;;
  *) exit 22 ;;
esac
`

const readRun = (folder: string): RunResult => JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunResult

test('a live run has its tools, runs the guides and leaves reports', async () => {
  using job = new Job({npm, curl})
  job.write('site/guides/a page.md', page('A page', '$ cat @samples/hello.txt@\nsample', '$ kind\nstand-in kind'))
  const {ran, log, outputs} = await job.run('action.yml', {
    mode: 'live',
    guides: 'guides/a page.md\n',
    'working-directory': 'site',
    'istio-version': '1.27.3'
  })
  expect(
    ran.map(({step, status}) => [step, status]),
    log
  ).toEqual([
    ['Check the inputs', 0],
    [expect.stringContaining('actions/setup-node@'), 0],
    ['Install Guiderail', 0],
    ['Install kind from its release', 0],
    ['Unpack a release of Istio', 0],
    ['Run guides', 0],
    ['Keep the reports', 0]
  ])
  expect(readRun(outputs['reports'] ?? '')).toMatchObject({mode: 'live', guides: [{status: 'passed'}]})
  expect(readdirSync(outputs['reports'] ?? '').sort()).toEqual(['junit.xml', 'report.html', 'run.json'])
  expect(ran.at(-1)?.with).toMatchObject({name: 'guides', path: outputs['reports']})
})

test('a download whose checksum is another ends the job', async () => {
  using job = new Job({
    npm,
    curl: curl.replace('| tee "$served/$name" > "$out"', '> "$out"; echo other > "$served/$name"')
  })
  job.write('page.md', page('Page', '$ true'))
  const {ran} = await job.run('action.yml', {mode: 'live', guides: 'page.md'})
  expect(ran.find(({step}) => step.startsWith('Install kind'))?.status).toBe(1)
  expect(ran.map(({step}) => step)).not.toContain('Run guides')
})

test('a replay needs no tools; what fails stands at its line, and the reports are kept', async () => {
  using job = new Job({npm})
  job.write('guides/page.md', page('Page', '$ true'))
  const {ran, log} = await job.run('action.yml', {mode: 'replay', guides: 'guides', artifact: 'my guides/x'})
  expect(ran.map(({step, status}) => [step, status])).toEqual([
    ['Check the inputs', 0],
    [expect.stringContaining('actions/setup-node@'), 0],
    ['Install Guiderail', 0],
    ['Run guides', 1],
    ['Keep the reports', 0]
  ])
  expect(log).toMatch(/^::error file=guides\/page\.md,line=8,/m)
  expect(log.match(/^::warning /gm)).toHaveLength(1)
  expect(ran.at(-1)?.with['name']).toBe('my-guides-x')
})

test.for([
  [{mode: ''}, /mode must be live or replay/],
  [{mode: 'auto'}, /mode must be live or replay/],
  [{mode: 'replay', shard: '1 of 2'}, /shard must be i\/n/],
  [{mode: 'live', 'istio-version': '1\nPATH=/'}, /versions have/]
] as const)('%j is refused before anything is installed', async ([inputs, message]) => {
  using job = new Job({})
  const {ran, log} = await job.run('action.yml', inputs)
  expect(ran.map(({status}) => status)).toEqual([2])
  expect(log).toMatch(message)
})

test('inputs are data, whatever they hold', async () => {
  using job = new Job({npm})
  const hostile = '$(touch stolen)`touch stolen`"; touch stolen; \'\n--help\n'
  const {ran} = await job.run('action.yml', {
    mode: 'replay',
    guides: hostile,
    config: hostile,
    options: '',
    artifact: hostile
  })
  expect(ran.find(({step}) => step === 'Run guides')?.status).toBe(2)
  expect(existsSync(join(job.site, 'stolen'))).toBe(false)
})

test('shards become one report, and one that is missing fails it', async () => {
  using job = new Job({npm, curl})
  for (const name of ['a', 'b', 'c']) job.write(`guides/${name}.md`, page(name, `$ echo ${name}\n${name}`))
  const artifacts = new Map<string, string>()
  for (const shard of ['1/2', '2/2']) {
    const {log} = await job.run('action.yml', {mode: 'live', guides: 'guides', shard}, (uses, given) => {
      if (uses.startsWith('actions/upload-artifact@')) artifacts.set(given['name'] ?? '', given['path'] ?? '')
    })
    expect(log).toContain(' passed, 0 failed')
  }
  expect([...artifacts.keys()]).toEqual(['guides-1-of-2', 'guides-2-of-2'])

  const merge = (names: readonly string[]) =>
    job.run('report/action.yml', {}, (uses, given) => {
      if (!uses.startsWith('actions/download-artifact@')) return
      expect(given['pattern']).toBe('guides-*-of-*')
      for (const name of names) {
        const folder = join(given['path'] ?? '', name)
        mkdirSync(folder)
        writeFileSync(join(folder, 'run.json'), readFileSync(join(artifacts.get(name) ?? '', 'run.json')))
      }
    })
  const complete = await merge([...artifacts.keys()])
  expect(complete.log).toContain('3 passed, 0 failed')
  expect(complete.ran.map(({status}) => status)).toEqual([0, 0, 0, 0, 0, 0])
  expect(readRun(complete.outputs['reports'] ?? '').guides.map(({path}) => path)).toEqual(
    ['a', 'b', 'c'].map((name) => `guides/${name}.md`)
  )
  const missing = await merge(['guides-1-of-2'])
  expect(missing.ran.map(({status}) => status)).toEqual([0, 0, 0, 0, 1, 0])
  expect(missing.log).toContain('shard 2 of 2 handed in none')
  const none = await merge([])
  expect(none.ran.find(({step}) => step === 'Merge the reports')?.status).toBe(2)
})
