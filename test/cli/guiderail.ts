import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {execa} from 'execa'
import {afterEach, beforeEach} from 'vitest'

/** The built command, as `npm run build` leaves it. */
export const command: string = join(import.meta.dirname, '../../dist/harness/cli/main.js')

/** The project's own folder. */
export const project: string = join(import.meta.dirname, '../..')

/** What a command printed, and its exit status. */
export interface Outcome {
  readonly status: number | undefined
  readonly stdout: string
  readonly stderr: string
}

/** Run `guiderail` in a folder, without a terminal. */
export function guiderail(cwd: string, ...args: readonly string[]): Promise<Outcome> {
  return outcomeOf('node', [command, ...args], cwd)
}

/** Run a program in a folder, without a terminal. */
export async function outcomeOf(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {}
): Promise<Outcome> {
  const {exitCode, stdout, stderr} = await execa(program, args, {cwd, reject: false, stdin: 'ignore', env})
  return {status: exitCode, stdout, stderr}
}

/** A folder for each test of a file, removed after it. */
export interface Folder {
  readonly path: string
  /** Write a file, and the folders above it. */
  readonly write: (name: string, text: string) => void
  readonly read: (name: string) => string
  /** Replace a text, which must be there, in a file. */
  readonly edit: (name: string, from: string, to: string) => void
}

/** Give each test of a file an empty folder of its own. */
export function useFolder(): Folder {
  let path = ''
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'guiderail-cli-'))
  })
  afterEach(() => rmSync(path, {recursive: true, force: true}))
  const read = (name: string): string => readFileSync(join(path, name), 'utf8')
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(path, name)), {recursive: true})
    writeFileSync(join(path, name), text)
  }
  return {
    get path() {
      return path
    },
    read,
    write,
    edit: (name, from, to) => {
      const text = read(name)
      if (!text.includes(from)) throw new Error(`${name} has no ${from}`)
      write(name, text.replace(from, to))
    }
  }
}

/** The text of one of the project's own files. */
export function projectFile(name: string): string {
  return readFileSync(join(project, name), 'utf8')
}
