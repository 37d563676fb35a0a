import {chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {execa} from 'execa'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {RunResult} from '../../src/result.ts'
import {project} from './pages.ts'

// Pages of the manual call the command themselves, each call in a process of its own.
const limitMs = 900_000

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
  expect(steps.length).toBeGreaterThan(30)
  // What does not run has its reason in `docs/guiderail.config.ts`, and there is little of it.
  const skipped = steps.filter(({status}) => status === 'skipped')
  expect(new Set(skipped.map(({page}) => page))).toEqual(new Set(['tutorial.md']))
})
