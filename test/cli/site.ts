import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {execa} from 'execa'

/** The command as it is installed. */
const command = resolve(import.meta.dirname, '../../dist/harness/cli/main.js')

/** What the command said and left. */
export interface Outcome {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** A documentation site in a temporary folder, and the command run in it as a user would. */
export interface SiteUnderTest extends Disposable {
  readonly folder: string
  readonly read: (path: string) => string
  readonly write: (path: string, text: string) => void
  /** Change a file's text; what is replaced must be there. */
  readonly edit: (path: string, from: string, to: string) => void
  readonly guiderail: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Outcome>
}

/** Lay out a site of the given files. */
export function makeSite(files: Readonly<Record<string, string>>): SiteUnderTest {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-site-'))
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), {recursive: true})
    writeFileSync(join(folder, path), text)
  }
  for (const [path, text] of Object.entries(files)) write(path, text)
  return {
    folder,
    read,
    write,
    edit: (path, from, to) => {
      const text = read(path)
      if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`)
      write(path, text.replace(from, to))
    },
    guiderail: async (args, env = {}) => {
      const {exitCode, stdout, stderr} = await execa('node', [command, ...args], {
        cwd: folder,
        env: {PATH: process.env['PATH'], HOME: folder, ...env},
        extendEnv: false,
        reject: false,
        stdin: 'ignore'
      })
      return {exitCode: exitCode ?? -1, stdout, stderr}
    },
    [Symbol.dispose]: () => rmSync(folder, {recursive: true, force: true})
  }
}

/** A page of one section: a heading, then each block of commands with their output. */
export function page(title: string, ...blocks: readonly string[]): string {
  const body = blocks.map((block) => `{{< text bash >}}\n${block}\n{{< /text >}}\n`)
  return `---\ntitle: ${title}\n---\n\n## Part\n\n${body.join('\n')}`
}
