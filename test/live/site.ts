import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {execa} from 'execa'
import {onTestFinished} from 'vitest'
import type {GuideResult, RunResult} from '../../src/result.ts'
import {nodesOf} from './clusters.ts'

const command = resolve(import.meta.dirname, '../../dist/harness/cli/main.js')

/** A site with a registry of leases, a folder for temporary files, a home and a kubeconfig of its own, so that all that a run leaves is seen. */
export interface LiveSite {
  readonly folder: string
  /** Where temporary files go. */
  readonly temporary: string
  /** Where the user's kubeconfig is. */
  readonly kubeconfig: string
  readonly read: (path: string) => string
  /** Run the command; `start` does so without waiting. */
  readonly guiderail: (...args: readonly string[]) => Promise<Outcome>
  readonly start: (...args: readonly string[]) => ReturnType<typeof startIn>
  /** What became of guides, from `--json run.json`. */
  readonly guides: () => readonly GuideResult[]
  /** What is there still: containers, leases, temporary files, whatever is in the user's home. */
  readonly left: () => Promise<Left>
}

export interface Outcome {
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}

interface Left {
  readonly containers: readonly string[]
  readonly leases: readonly string[]
  readonly temporary: readonly string[]
  readonly home: readonly string[]
}

/** Nothing is left. */
export const nothing: Left = {containers: [], leases: [], temporary: [], home: []}

/**
 * Lay out a site for one test; what it made is removed after the test.
 *
 * @param temporary a folder for temporary files, if it is not to be one of the site's
 */
export function makeLiveSite(files: Readonly<Record<string, string>>, temporary?: string): LiveSite {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-live-'))
  const own = temporary ?? join(folder, 'tmp')
  const [state, home, kubeconfig] = [join(folder, 'state'), join(folder, 'home'), join(folder, 'kubeconfig')]
  const site = {'guiderail.config.mjs': `export default {guides: ['guides']}\n`, kubeconfig: userKubeconfig, ...files}
  for (const [path, text] of Object.entries(site)) {
    mkdirSync(dirname(join(folder, path)), {recursive: true})
    writeFileSync(join(folder, path), text)
  }
  for (const empty of [own, home]) mkdirSync(empty, {recursive: true})
  const env = {GUIDERAIL_STATE: state, HOME: home, TMPDIR: own, KUBECONFIG: kubeconfig}
  const start: LiveSite['start'] = (...args) => startIn(folder, env, args)
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
  onTestFinished(async () => {
    await start('clean')
    rmSync(folder, {recursive: true, force: true})
  })
  return {
    folder,
    temporary: own,
    kubeconfig,
    read,
    start,
    guiderail: async (...args) => {
      const {exitCode, stdout, stderr} = await start(...args)
      return {exitCode, stdout, stderr}
    },
    guides: () => (JSON.parse(read('run.json')) as RunResult).guides,
    left: async () => ({
      containers: await nodesOf(state),
      leases: namesIn(join(state, 'leases')),
      temporary: namesIn(own).filter((name) => name.startsWith('guiderail')),
      home: namesIn(home)
    })
  }
}

function startIn(cwd: string, env: Readonly<Record<string, string>>, args: readonly string[]) {
  return execa('node', [command, ...args], {cwd, env, reject: false, stdin: 'ignore'})
}

/** A page of blocks below headings. */
export function page(title: string, sections: Readonly<Record<string, readonly string[]>>): string {
  const parts = Object.entries(sections).map(([heading, blocks]) =>
    [`## ${heading}`, ...blocks.map((block) => `{{< text bash >}}\n${block}\n{{< /text >}}`)].join('\n\n')
  )
  return [`---\ntitle: ${title}\n---`, ...parts].join('\n\n').concat('\n')
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

const userKubeconfig = `apiVersion: v1
kind: Config
current-context: mine
contexts: [{name: mine, context: {cluster: mine, user: mine}}]
clusters: [{name: mine, cluster: {server: "https://mine.invalid:6443"}}]
users: [{name: mine, user: {token: mine}}]
`
