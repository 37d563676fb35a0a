import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {makeLiveSite, nothing, page} from './site.ts'

const make = '$ kubectl create namespace sample\nnamespace/sample created'
const secret = '$ kubectl create secret generic token --from-literal=a=b\nsecret/token created'

test('what guides leave behind is told; it fails those that promised to clean up, which are not recorded', async () => {
  const site = makeLiveSite({
    'guiderail.config.mjs': `export default {guides: ['guides'], pages: {'**': {failOnLeak: true}}}\n`,
    'guides/clean.md': page('Cleans up', {Begin: [make], Cleanup: ['$ kubectl delete namespace sample']}),
    'guides/leaky.md': page('Leaves a secret', {Begin: [make, secret], Cleanup: ['$ kubectl delete namespace sample']}),
    'guides/open.md': page('Has no cleanup', {Begin: [make]})
  })
  const {exitCode, stdout} = await site.guiderail('run', '--live', '--record', '--json', 'run.json')
  expect(exitCode, stdout).toBe(1)
  const told = site.guides().map(({path, status, leakChecked, leftBehind}) => ({path, status, leakChecked, leftBehind}))
  const secretLeft = 'cluster1: Secret `token` in namespace `default` was left behind'
  const namespaceLeft = 'cluster1: Namespace `sample` was left behind'
  expect(told).toEqual([
    {path: 'guides/clean.md', status: 'passed', leakChecked: true, leftBehind: []},
    {path: 'guides/leaky.md', status: 'failed', leakChecked: true, leftBehind: [secretLeft]},
    {path: 'guides/open.md', status: 'passed', leakChecked: true, leftBehind: [namespaceLeft]}
  ])
  expect(stdout).toContain(`guides/open.md left 1 change in its clusters:\n  ${namespaceLeft}`)
  const recorded = ['clean', 'leaky', 'open'].filter((name) =>
    existsSync(join(site.folder, `guides/${name}.recording.jsonl`))
  )
  expect(recorded).toEqual(['clean', 'open'])
  expect(await site.left()).toEqual(nothing)
})
