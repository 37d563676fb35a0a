import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {execa} from 'execa'
import {expect, onTestFinished, test} from 'vitest'
import type {RunResult, StepResult} from '../../src/result.ts'
import {nodesOf, useRegistry} from './clusters.ts'

useRegistry()

/** A way to break a page: which text to replace, the text of the line that must fail then, and what must be said of it. */
interface Breakage {
  readonly replace: readonly (readonly [from: string, to: string])[]
  readonly failsAt: string
  readonly says: RegExp
}

const deploy = '$ kubectl apply -f @samples/helloworld/helloworld.yaml@ -l version=v1'
const sleep = `$ kubectl apply -f @samples/sleep/sleep.yaml@
serviceaccount/sleep created
service/sleep created
deployment.apps/sleep created
`
const request = `$ kubectl exec deploy/sleep -- curl -sS helloworld:5000/hello
Hello version: v1, instance: helloworld-v1-86f77cd7bd-cpxhv
`

const oneCluster: Readonly<Record<string, Breakage>> = {
  'a misspelt manifest field': {
    replace: [
      [deploy, "$ sed 's/replicas:/replicaz:/' @samples/helloworld/helloworld.yaml@ | kubectl apply -l version=v1 -f -"]
    ],
    failsAt: 'replicaz:',
    says: /unknown field .{1,4}spec\.replicaz/
  },
  'another version in the sample': {
    replace: [['Hello version: v1, instance:', 'Hello version: v2, instance:']],
    failsAt: 'Hello version: v2',
    says: /Hello version: v1/
  },
  'a status that does not come about': {
    replace: [['1/1     Running   0          8s', '1/1     CrashLoopBackOff   0   8s']],
    failsAt: 'CrashLoopBackOff',
    says: /STATUS is `Running`, not `CrashLoopBackOff`/
  },
  'two steps swapped': {
    replace: [[sleep + request, request + sleep]],
    failsAt: '$ kubectl exec deploy/sleep',
    says: /deployments.apps .{1,4}sleep.{1,4} not found/
  },
  'a step deleted': {
    replace: [
      [
        `$ kubectl apply -f @samples/helloworld/helloworld.yaml@ -l service=helloworld
service/helloworld created
`,
        ''
      ]
    ],
    failsAt: '$ kubectl exec deploy/sleep',
    says: /Could not resolve host: helloworld/
  }
}

test('a broken guide fails live at its line, with the reason, and its clusters are gone afterwards', async () => {
  const folder = emptyFolder()
  mkdirSync(join(folder, 'guides'))
  const guide = readFileSync('docs/guides/hello-world.md', 'utf8')
  for (const [name, breakage] of Object.entries(oneCluster)) {
    writeFileSync(join(folder, 'guides', fileOf(name)), impatient(broken(guide, breakage)))
  }
  const run = await runBroken(folder, '--logs', 'logs', 'guides')
  for (const [name, breakage] of Object.entries(oneCluster))
    expectFailure(run, folder, `guides/${fileOf(name)}`, breakage)
  // Kept before the page's cleanup took the pods away.
  const path = `guides/${fileOf('another version in the sample')}`
  const logs = run.guides.find((guide) => guide.path === path)?.logs ?? ''
  expect(readdirSync(join(folder, logs), {recursive: true}).join('\n')).toMatch(/\/pods\/default_sleep-/)
})

const mesh: Readonly<Record<string, Breakage>> = {
  'a missing remote secret': {
    replace: [
      [
        `$ istioctl x create-remote-secret --context="\${CTX_CLUSTER1}" --name=cluster1 | \\
    kubectl apply -f - --context="\${CTX_CLUSTER2}"
secret/istio-remote-secret-cluster1 created
`,
        ''
      ]
    ],
    failsAt: '$ kubectl exec --context="${CTX_CLUSTER2}"',
    says: /never seen: [^;]*version: v1/
  },
  'a removed prerequisite': {
    replace: [['Complete [Before you begin](before-you-begin.md) first.', '']],
    failsAt: '$ kubectl exec --context="${CTX_CLUSTER1}"',
    says: /never seen: [^;]*version: v2/
  }
}

test.for(Object.entries(mesh))('%s is found out by the requests that should cross', async ([, breakage]) => {
  const folder = emptyFolder()
  const path = 'docs/guides/multi-primary-two-networks.md'
  cpSync('docs/guides', join(folder, 'docs/guides'), {recursive: true})
  cpSync('guiderail.config.ts', join(folder, 'guiderail.config.ts'))
  writeFileSync(join(folder, 'docs/guides/verify.md'), impatient(readFileSync('docs/guides/verify.md', 'utf8')))
  writeFileSync(join(folder, path), broken(readFileSync(path, 'utf8'), breakage))
  expectFailure(await runBroken(folder, path), folder, path, breakage)
})

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-broken-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  return folder
}

const fileOf = (name: string): string => `${name.replaceAll(' ', '-')}.md`

function broken(page: string, {replace}: Breakage): string {
  return replace.reduce((text, [from, to]) => {
    expect(text).toContain(from)
    return text.replace(from, to)
  }, page)
}

/** Nobody is to wait two minutes for what cannot come. */
function impatient(page: string): string {
  return page.replaceAll('{{< text bash >}}', '<!-- guiderail: expect within 20s -->\n\n{{< text bash >}}')
}

async function runBroken(cwd: string, ...args: readonly string[]): Promise<RunResult> {
  const command = [resolve('dist/harness/cli/main.js'), 'run', '--live', '--json', 'run.json', ...args]
  const {exitCode, all} = await execa('node', command, {cwd, reject: false, all: true})
  expect(exitCode, all).toBe(1)
  expect(await nodesOf()).toEqual([])
  return JSON.parse(readFileSync(join(cwd, 'run.json'), 'utf8')) as RunResult
}

/** The first step that failed is the one at the line that was broken. */
function expectFailure({guides}: RunResult, folder: string, path: string, {failsAt, says}: Breakage): void {
  // Cleanups run all the same, and may fail for want of what was never made.
  const step = guides.find((guide) => guide.path === path)?.steps.find(({status}) => status === 'failed')
  if (step === undefined) throw new Error(`${path}: no step failed`)
  expect(linesOf(step, folder), path).toContain(failsAt)
  expect(JSON.stringify(step), path).toMatch(says)
}

/** What the page has from the line of a step on, down to the end of its output. */
function linesOf({page, line}: StepResult, folder: string): string {
  const lines = readFileSync(join(folder, page), 'utf8').split('\n')
  return lines.slice(line - 1, line + 2).join('\n')
}
