import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, dirname, join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {sessionEnvironment} from '../../../harness/shell/environment.ts'
import {createWorkspace, type Workspace} from '../../../harness/shell/workspace.ts'
import {temporarySession} from './temporary-session.ts'

async function temporaryWorkspace(release: string | null): Promise<Workspace> {
  const workspace = await createWorkspace({release})
  onTestFinished(() => workspace.remove())
  return workspace
}

function makeRelease(): string {
  const release = mkdtempSync(join(tmpdir(), 'guiderail-test-'))
  onTestFinished(() => rmSync(release, {recursive: true}))
  mkdirSync(join(release, 'samples', 'deep'), {recursive: true})
  mkdirSync(join(release, 'bin'))
  writeFileSync(join(release, 'samples', 'deep', 'app.yaml'), 'kind: Pod\n', {mode: 0o444})
  writeFileSync(join(release, 'samples', 'gen.sh'), '#!/bin/sh\n', {mode: 0o755})
  writeFileSync(join(release, '.hidden'), '')
  writeFileSync(join(release, 'bin', 'tool'), '#!/bin/sh\necho tool\n', {mode: 0o755})
  symlinkSync('gen.sh', join(release, 'samples', 'link.sh'))
  return release
}

test('everything is below one folder that names this process, and is removed', async () => {
  const workspace = await createWorkspace({release: null})
  expect(basename(workspace.root)).toMatch(new RegExp(`^guiderail-${process.pid}-\\w+$`))
  for (const folder of ['cwd', 'home', 'tmp', 'scratch'] as const) {
    expect(dirname(workspace[folder])).toBe(workspace.root)
    expect(readdirSync(workspace[folder])).toEqual([])
  }
  expect(existsSync(workspace.kubeconfig)).toBe(false)
  expect(statSync(workspace.root).mode & 0o077).toBe(0)
  await workspace.remove()
  expect(existsSync(workspace.root)).toBe(false)
  await workspace.remove()
})

test('the working directory is a copy that may be written to', async () => {
  const release = makeRelease()
  const {cwd} = await temporaryWorkspace(release)
  expect(readdirSync(cwd).sort()).toEqual(['.hidden', 'bin', 'samples'])
  expect(statSync(join(cwd, 'samples', 'deep', 'app.yaml')).mode & 0o200).toBe(0o200)
  writeFileSync(join(cwd, 'samples', 'deep', 'app.yaml'), 'changed')
  expect(readFileSync(join(release, 'samples', 'deep', 'app.yaml'), 'utf8')).toBe('kind: Pod\n')
  expect(statSync(join(cwd, 'samples', 'gen.sh')).mode & 0o111).not.toBe(0)
  expect(lstatSync(join(cwd, 'samples', 'link.sh')).isSymbolicLink()).toBe(true)
  rmSync(join(cwd, 'bin'), {recursive: true})
  expect(existsSync(join(release, 'bin', 'tool'))).toBe(true)
})

test('a release that is no folder is an error, and nothing is left behind', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith(`guiderail-${process.pid}-`))
  await expect(createWorkspace({release: '/no/such/release'})).rejects.toMatchObject({
    ruleId: 'config',
    message: 'the release `/no/such/release` is no folder that can be read; set ISTIO_HOME or `release` to one'
  })
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`guiderail-${process.pid}-`))).toEqual(before)
})

test('the environment is an allow-list', async () => {
  const workspace = await temporaryWorkspace(makeRelease())
  const outer = {
    PATH: '/usr/bin',
    LANG: 'de_DE.UTF-8',
    LC_TIME: 'C',
    TZ: 'UTC',
    TERM: 'xterm',
    HOME: '/home/me',
    KUBECONFIG: '/home/me/.kube/config',
    AWS_SECRET_ACCESS_KEY: 'secret',
    GITHUB_TOKEN: 'secret',
    BASH_ENV: '/etc/evil',
    SHELLOPTS: 'xtrace',
    'BASH_FUNC_ls%%': '() { echo no; }',
    https_proxy: 'http://proxy:3128',
    HTTP_PROXY: 'http://me:secret@proxy:3128',
    CHOSEN: 'yes',
    UNSET: undefined
  }
  expect(sessionEnvironment(workspace, outer, ['CHOSEN', 'UNSET', 'ABSENT'])).toEqual({
    PATH: `${workspace.root}/programs:${workspace.cwd}/bin:/usr/bin`,
    LANG: 'de_DE.UTF-8',
    LC_TIME: 'C',
    TZ: 'UTC',
    TERM: 'dumb',
    HOME: workspace.home,
    TMPDIR: workspace.tmp,
    KUBECONFIG: workspace.kubeconfig,
    https_proxy: 'http://proxy:3128',
    CHOSEN: 'yes'
  })
})

test('without PATH there is still one', async () => {
  const workspace = await temporaryWorkspace(null)
  const {PATH} = sessionEnvironment(workspace, {})
  expect(PATH).toBe(`${workspace.root}/programs:/usr/local/bin:/usr/bin:/bin`)
})

test('`watch` shows once what a command prints, and ends as it does', async () => {
  const {path} = await temporaryWorkspace(null)
  const session = await temporarySession({PATH: [...path, process.env['PATH']].join(':')})
  expect(await session.do('watch -n1 echo once')).toMatchObject({stdout: 'once\n', stderr: '', exitCode: 0})
  expect(await session.do('watch -dn 2 --color "echo a | tr a b"')).toMatchObject({stdout: 'b\n', exitCode: 0})
  expect(await session.do('watch --interval=1 -x echo "a  |  b"')).toMatchObject({stdout: 'a  |  b\n', exitCode: 0})
  expect(await session.do('watch -- false')).toMatchObject({stdout: '', stderr: '', exitCode: 1})
  expect(await session.do('watch -n')).toMatchObject({stderr: 'watch: no command to watch\n', exitCode: 1})
})
