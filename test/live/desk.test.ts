import {symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {stripVTControlCharacters} from 'node:util'
import {expect, test} from 'vitest'
import {command, outcomeOf, project, useFolder} from '../cli/guiderail.ts'
import {runAtTerminal} from '../cli/terminal.ts'
import {nodesOf, useRegistry} from './clusters.ts'

const page = 'docs/guides/hello-world.md'
const folder = useFolder()
useRegistry()

test('a guide is stepped through at a terminal, and its script runs on the cluster that was kept', async () => {
  const {status, screen} = await runAtTerminal(
    project,
    ['step', page],
    [
      ['(1/5) ', '\r'],
      ['(2/5) ', 'sh\r'],
      ['(guide) ', 'kubectl get deployments --output=name; exit\r'],
      ['(2/5) ', 'c\r'],
      ['(end) ', 'k\r']
    ],
    {},
    240
  )
  const text = stripVTControlCharacters(screen).replaceAll('\r', '')
  expect(status, text).toBe(0)
  expect(text).toContain(': Hello, world; live on cluster1; h for help\n')
  expect(text).toContain('\ndeployment.apps/helloworld-v1\n')
  expect(text).toContain('the end: 5 passed, 0 failed')
  const [, kubeconfig = ''] = /kept cluster1: use with `export KUBECONFIG=([^`]+)`/.exec(text) ?? []

  symlinkSync(join(process.env['ISTIO_HOME'] ?? '', 'samples'), join(folder.path, 'samples'))
  folder.write('hello.sh', (await outcomeOf('node', [command, 'export', page], project)).stdout)
  const script = await outcomeOf('bash', ['hello.sh'], folder.path, {KUBECONFIG: kubeconfig})
  expect(script.status, script.stderr).toBe(0)
  expect(script.stdout).toMatch(/^Hello version: v1, instance: helloworld-v1-/m)

  const cleaned = await outcomeOf('node', [command, 'clean'], project)
  expect(cleaned.stdout).toMatch(/^removed cluster gr-\w+-cluster1$/m)
  expect(await nodesOf()).toEqual([])
})
