import {chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, posix} from 'node:path'
import {execa} from 'execa'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {RunResult} from '../../src/result.ts'
import {pagesOfManual, project} from './pages.ts'

// Pages of the manual call the command themselves, each call in a process of its own.
const limitMs = 900_000

/** Pages none of whose commands run here, and why; `docs/guiderail.config.ts` leaves them out. */
const notRun: ReadonlyMap<string, string> = new Map([
  ['README.md', 'installs from a registry, and reads a site that is not here'],
  ['docs/how-to/move-from-test-scripts.md', 'reads a page of a site that is not here'],
  ['docs/how-to/several-clusters.md', 'needs an engine; the live tests keep clusters and use them'],
  ['docs/how-to/use-with-vitest.md', 'needs an installed Vitest; tests of the package and of the plugin have one']
])

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guiderail-manual-'))
  for (const part of ['tutorial.md', 'how-to', 'explanation', 'guiderail.config.ts']) {
    cpSync(join(project, 'docs', part), join(folder, 'docs', part), {recursive: true})
  }
  // What the tutorial's reader has after `npm install`: each page works in a copy of it.
  const programs = join(folder, 'reader/node_modules/.bin')
  mkdirSync(programs, {recursive: true})
  const command = join(project, 'dist/harness/cli/main.js')
  writeFileSync(join(programs, 'guiderail'), `#!/bin/sh\nexec node '${command}' "$@"\n`)
  chmodSync(join(programs, 'guiderail'), 0o755)
})

afterAll(() => rmSync(folder, {recursive: true, force: true}))

test('the blocks of the manual do what its pages say', {timeout: limitMs}, async () => {
  const {exitCode, stdout} = await execa(
    'node',
    [join(project, 'dist/harness/cli/main.js'), 'run', '--live', '--json', 'run.json'],
    {
      cwd: join(folder, 'docs'),
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        ISTIO_HOME: join(folder, 'reader'),
        npm_config_update_notifier: 'false'
      },
      extendEnv: false,
      reject: false,
      stdin: 'ignore'
    }
  )
  expect(exitCode, stdout).toBe(0)
  const run = JSON.parse(readFileSync(join(folder, 'docs/run.json'), 'utf8')) as RunResult
  const steps = run.guides.flatMap((guide) => guide.steps)
  // What does not run says why, and is the lesser part.
  const skipped = steps.filter(({status}) => status === 'skipped')
  expect(skipped.filter(({reason}) => !reason)).toEqual([])
  expect(skipped.length).toBeLessThan(steps.length / 3)
  // Every fence with commands is a block of the run, or its page is one of these, with the reason.
  const listed = run.guides.map(({path}) => posix.join('docs', path))
  expect(pagesWithCommands().filter((path) => !listed.includes(path))).toEqual([...notRun.keys()])
  expect(new Set(steps.map(({page, block}) => `${page} ${block}`)).size).toBe(listed.flatMap(commandFences).length)
})

test('no command of the manual hides in a block that is said to be text', () => {
  const hidden = pagesOfManual().flatMap(({path}) =>
    fencesOf(path)
      .filter(({language, body}) => /^(?:text|plain)?$/.test(language) && /^(?:\$|npx|npm|docker|export) /m.test(body))
      .map(({body}) => `${path}: ${body}`)
  )
  expect(hidden).toEqual([])
})

interface Fence {
  readonly language: string
  readonly body: string
}

/** Pages of the manual in which readers are told to type something; the example guides have tests of their own. */
function pagesWithCommands(): readonly string[] {
  return pagesOfManual()
    .map(({path}) => path)
    .filter((path) => !path.startsWith('docs/guides/') && commandFences(path).length > 0)
}

function commandFences(path: string): readonly Fence[] {
  return fencesOf(path).filter(({language}) => /^(?:bash|sh|shell|console)$/.test(language))
}

/** A page's fences, but for those that stand in another one. */
function fencesOf(path: string): readonly Fence[] {
  const page = readFileSync(join(project, path), 'utf8')
  return [...page.matchAll(/^(`{3,})(\w*)\n([\s\S]*?)^\1$/gm)].map(([, , language = '', body = '']) => ({
    language,
    body
  }))
}
