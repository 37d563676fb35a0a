import {spawnSync} from 'node:child_process'
import {chmodSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeEach, describe, expect, test} from 'vitest'
import {guiderail, type Outcome, outcomeOf, project, projectFile, useFolder} from './guiderail.ts'

const fixtures = join(import.meta.dirname, '../fixtures/export')
const pages = readdirSync(join(project, 'docs/guides')).filter((name) => name.endsWith('.md'))
const hasShellCheck = spawnSync('shellcheck', ['--version']).status === 0
const folder = useFolder()

/** Export a page of the folder, and run the script there. */
async function exportAndRun(page: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const {status, stdout, stderr} = await guiderail(folder.path, 'export', page)
  expect({status, stderr}).toEqual({status: 0, stderr: ''})
  folder.write('script.sh', stdout)
  folder.write('empty/.keep', '')
  return outcomeOf('bash', ['../script.sh'], join(folder.path, 'empty'), {PATIENCE: '1', ...env})
}

describe('a script', () => {
  test.for(readdirSync(fixtures))('of %s is as it was', async (name) => {
    folder.write('input.md', readFileSync(join(fixtures, name, 'input.md'), 'utf8'))
    const {status, stdout} = await guiderail(folder.path, 'export', 'input.md')
    expect(status).toBe(0)
    await expect(`${stdout}\n`).toMatchFileSnapshot(join(fixtures, name, 'expected.sh'))
  })

  test
    .runIf(hasShellCheck)
    .for([
      ...pages.map((name) => join(project, 'docs/guides', name)),
      ...readdirSync(fixtures).map((name) => join(fixtures, name, 'input.md'))
    ])('of %s is clean under shellcheck', async (page) => {
    const {stdout} = await guiderail(project, 'export', page)
    folder.write('script.sh', stdout)
    expect(await outcomeOf('shellcheck', ['script.sh'], folder.path)).toEqual({status: 0, stdout: '', stderr: ''})
  })
})

describe('first steps', () => {
  beforeEach(() => folder.write('page.md', projectFile('docs/guides/first-steps.md')))

  test('run in bash', async () => {
    // Its answers toggle by chance.
    const {status, stdout} = await exportAndRun('page.md', {PATIENCE: '30'})
    expect(status).toBe(0)
    expect(stdout).toContain('Hello from a guide\nhello, reader\n')
    expect(readdirSync(join(folder.path, 'empty'))).toEqual(['.keep'])
  })

  test.for([
    ['another output', 'Hello from a guide\n{{<', 'Hello from a guide!\n{{<', 14],
    ['another status', 'web-1   1/1     Running', 'web-1   1/1     Pending', 47],
    ['a missing row', 'web-1   1/1     Running   2          3m\n{{<', '{{<', 47],
    ['another end', '...\ndone', '...\nover', 58],
    ['another sample', 'answer from v2', 'answer from v3', 67],
    ['a command that fails', 'export GREETING=hello', 'false', 21]
  ] as const)('fail for %s, and clean up', async ([, from, to, line]) => {
    folder.edit('page.md', from, to)
    const {status, stderr} = await exportAndRun('page.md')
    expect(status).toBe(1)
    expect(stderr).toMatch(to === 'false' ? /line \d+: failed: false/ : `page.md:${line}: `)
    expect(readdirSync(join(folder.path, 'empty'))).toEqual(['.keep'])
  })
})

describe('what bash does', () => {
  beforeEach(() => folder.write('page.md', readFileSync(join(fixtures, 'shell/input.md'), 'utf8')))

  test('is what the guide says', async () => {
    const run = await guiderail(folder.path, 'run', '--live', 'page.md')
    expect(run.stdout).toContain('1 passed, 0 failed')
    expect(await exportAndRun('page.md')).toMatchObject({status: 0})
  })

  test.for([
    ['false && echo never; true', 'false && echo never'],
    ['(cd / && pwd)\n/\n', '(cd / && pwd)\n/tmp\n'],
    ['ls /nowhere', 'ls / | grep -q .'],
    ['STAYS', 'GOES']
  ] as const)('fails with %s as %s', async ([from, to]) => {
    folder.edit('page.md', from, to)
    expect(await exportAndRun('page.md')).toMatchObject({status: 1})
  })
})

describe('a guide with a cluster', () => {
  /** A cluster in which everything comes up a moment later, as far as the page looks at it. */
  const kubectl = `
calls=$(cat "$STATE/calls" 2> /dev/null || echo 0); echo $((calls + 1)) > "$STATE/calls"
once() { [[ -e $STATE/$1 ]] || { touch "$STATE/$1"; false; }; }
case "$*" in
  *'create namespace'*) echo "namespace/it's created" ;;
  *'get pods -n sample') if [[ -e $STATE/deleted ]]; then echo 'No resources found in sample namespace.' >&2
    elif once pods; then printf 'NAME                       READY  STATUS   RESTARTS  AGE\\nhelloworld-v1-7459d7b54b-xqk2p  2/2  Running  0  1s\\nother-x  1/1  Running  0  1s\\n'
    else printf 'NAME                       READY  STATUS   RESTARTS  AGE\\nhelloworld-v1-7459d7b54b-xqk2p  0/2  Pending  0  1s\\n'; fi ;;
  *json) echo '{"spec":{"ports":[80]},"kind":"Service"}' ;;
  *'get service gateway'*) if once address; then address=172.18.0.9; else address='<pending>'; fi
    printf 'NAME     TYPE          CLUSTER-IP  EXTERNAL-IP  PORT(S)  AGE\\ngateway  LoadBalancer  10.0.0.1    %s  80/TCP   2s\\n' "$address" ;;
  *port-forward*) echo Forwarding; echo $$ > "$STATE/forward"; exec sleep 300 ;;
  *curl*) if ((calls % SHARE == 0)); then echo 'Hello v2'; else echo 'Hello v1'; fi ;;
  *delete*) touch "$STATE/deleted" ;;
esac`

  test.for([
    ['as the page says', 10, 0],
    ['otherwise', 2, 1]
  ] as const)('runs where requests are shared %s', {timeout: 120_000}, async ([, share, expected]) => {
    folder.write('page.md', readFileSync(join(fixtures, 'cluster/input.md'), 'utf8'))
    folder.write('bin/kubectl', `#!/bin/bash${kubectl}\n`)
    folder.write('bin/istioctl', '#!/bin/bash\nread -r answer && [[ $answer == y ]]\n')
    folder.write('state/.keep', '')
    for (const name of ['kubectl', 'istioctl']) chmodSync(join(folder.path, 'bin', name), 0o755)
    const {status, stderr} = await exportAndRun('page.md', {
      CTX_CLUSTER1: 'one',
      PATH: `${join(folder.path, 'bin')}:${process.env['PATH']}`,
      STATE: join(folder.path, 'state'),
      SHARE: String(share),
      PATIENCE: '5'
    })
    expect(status, stderr).toBe(expected)
    if (expected === 1) expect(stderr).toContain('page.md:55: ')
    expect(folder.read('state/deleted')).toBe('')
    const forward = folder.read('state/forward').trim()
    const isGone = async (): Promise<boolean> => (await outcomeOf('kill', ['-0', forward], folder.path)).status !== 0
    await expect.poll(isGone, {timeout: 10_000}).toBe(true)
  })
})

test('a script says what is missing before anything runs', async () => {
  folder.write('page.md', '{{< text bash >}}\n$ touch done\n$ kubectl --context=$CTX_EAST get pods\n{{< /text >}}\n')
  const {status, stderr} = await exportAndRun('page.md', {CTX_EAST: ''})
  expect(status).toBe(1)
  expect(stderr).toContain('CTX_EAST: set it to the context of the cluster')
  expect(readdirSync(join(folder.path, 'empty'))).toEqual(['.keep'])
})

test('a script tells what it needs when it is asked, and runs nothing then', async () => {
  folder.write('page.md', '{{< text bash >}}\n$ touch done\n$ kubectl --context=$CTX_EAST get pods\n{{< /text >}}\n')
  await exportAndRun('page.md')
  const help = await outcomeOf('bash', ['script.sh', '--help'], folder.path)
  expect(help).toMatchObject({status: 0, stderr: ''})
  expect(help.stdout).toContain('  - kubectl\n  - a cluster, east on network1, the name of its context in CTX_EAST\n')
  expect(help.stdout).toContain('\n  CTX_EAST=NAME bash THIS_FILE\n')
  expect((await outcomeOf('bash', ['script.sh', 'oops'], folder.path)).status).toBe(2)
  expect(readdirSync(folder.path)).not.toContain('done')
})

test('a path with line breaks adds nothing to the script', async () => {
  folder.write('docs\ntouch done\n/page.md', '{{< text bash >}}\n$ true\n{{< /text >}}\n')
  expect(await exportAndRun('docs\ntouch done\n/page.md')).toMatchObject({status: 0, stderr: ''})
  expect(readdirSync(join(folder.path, 'empty'))).toEqual(['.keep'])
})

test('a step that ends the shell ends no script with success', async () => {
  folder.write('page.md', '{{< text bash >}}\n$ exit 0\n$ false\n{{< /text >}}\n')
  expect(await exportAndRun('page.md')).toMatchObject({status: 1})
})

test('a folder is no guide', async () => {
  folder.write('docs/one.md', '{{< text bash >}}\n$ true\n{{< /text >}}\n')
  folder.write('docs/two.md', '{{< text bash >}}\n$ true\n{{< /text >}}\n')
  const {status, stderr} = await guiderail(folder.path, 'export', 'docs')
  expect(status).toBe(2)
  expect(stderr).toContain('docs: a script is made of one guide; name its page')
})
