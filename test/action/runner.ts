import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {execa} from 'execa'
import {load} from 'js-yaml'

/** A step as actions and workflows write it. */
export interface Step {
  readonly id?: string
  readonly name?: string
  readonly if?: string
  readonly uses?: string
  readonly shell?: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
  readonly with?: Readonly<Record<string, unknown>>
  readonly 'working-directory'?: string
}

export interface Action {
  readonly inputs: Readonly<
    Record<string, {readonly default?: string; readonly required?: boolean; readonly description: string}>
  >
  readonly outputs: Readonly<Record<string, {readonly value: string}>>
  readonly runs: {readonly using: string; readonly steps: readonly Step[]}
}

export const project: string = resolve(import.meta.dirname, '../..')

/** Read a YAML file of the project. */
export function readYaml<Value>(path: string): Value {
  return load(readFileSync(join(project, path), 'utf8')) as Value
}

/** What became of an action: each step that ran, in order, and how it ended. */
export interface Outcome {
  readonly ran: readonly {
    readonly step: string
    readonly status: number
    readonly with: Readonly<Record<string, string>>
  }[]
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
}

/** Programs that stand in for those of a runner, by name. */
export type StandIns = Readonly<Record<string, string>>

/** The folders of a job: a site that was checked out, and what the runner provides. */
export class Job implements Disposable {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'guiderail-action-'))
  readonly site: string = join(this.folder, 'site')

  constructor(standIns: StandIns) {
    for (const folder of ['site', 'temp', 'bin', 'home']) mkdirSync(join(this.folder, folder))
    for (const [name, script] of Object.entries(standIns)) {
      writeFileSync(join(this.folder, 'bin', name), `#!/usr/bin/env bash\n${script}`, {mode: 0o755})
    }
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.site, path)), {recursive: true})
    writeFileSync(join(this.site, path), text)
  }

  /**
   * Run the shell steps of an action in order, as a runner does; what other actions would do is left out.
   *
   * @param before is called before each step that uses another action, with its inputs
   */
  async run(
    path: string,
    inputs: Readonly<Record<string, string>>,
    before: (uses: string, given: Readonly<Record<string, string>>) => void = () => {}
  ): Promise<Outcome> {
    const action = readYaml<Action>(path)
    const values = new Map<string, string>()
    for (const [name, {default: value = ''}] of Object.entries(action.inputs))
      values.set(`inputs.${name}`, inputs[name] ?? value)
    const environment: Record<string, string> = {}
    const paths: string[] = [join(this.folder, 'bin')]
    const ran: {step: string; status: number; with: Readonly<Record<string, string>>}[] = []
    let log = ''
    let failed = false

    const fill = (text: string): string =>
      text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => values.get(name) ?? '')

    for (const step of action.runs.steps) {
      if (!holds(step.if, values, failed)) continue
      const name = step.name ?? step.uses ?? ''
      const given = Object.fromEntries(
        Object.entries(step.with ?? {}).map(([key, value]) => [key, fill(String(value))])
      )
      if (step.uses !== undefined) {
        before(step.uses, given)
        ran.push({step: name, status: 0, with: given})
        continue
      }
      const files = ['ENV', 'PATH', 'OUTPUT', 'STEP_SUMMARY'].map(
        (file) => [`GITHUB_${file}`, join(this.folder, `temp/${file}`)] as const
      )
      for (const [, file] of files) writeFileSync(file, '')
      writeFileSync(join(this.folder, 'temp/script.sh'), step.run ?? '')
      // What GitHub runs for `shell: bash`.
      const {exitCode = -1, all} = await execa(
        'bash',
        ['--noprofile', '--norc', '-eo', 'pipefail', join(this.folder, 'temp/script.sh')],
        {
          cwd: resolve(this.site, fill(step['working-directory'] ?? '.')),
          extendEnv: false,
          reject: false,
          all: true,
          stdin: 'ignore',
          env: {
            CI: 'true',
            GITHUB_ACTIONS: 'true',
            GITHUB_WORKSPACE: this.site,
            GITHUB_ACTION_PATH: dirname(join(project, path)),
            RUNNER_TEMP: join(this.folder, 'temp'),
            HOME: join(this.folder, 'home'),
            ...Object.fromEntries(files),
            ...environment,
            ...Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, fill(value)])),
            PATH: [...paths, process.env['PATH'] ?? ''].join(':')
          }
        }
      )
      log += `${all}\n`
      ran.push({step: name, status: exitCode, with: {}})
      failed ||= exitCode !== 0
      const read = (file: string): readonly string[] =>
        readFileSync(join(this.folder, 'temp', file), 'utf8')
          .split('\n')
          .filter(Boolean)
      for (const line of read('OUTPUT'))
        values.set(`steps.${step.id}.outputs.${line.split('=')[0]}`, line.slice(line.indexOf('=') + 1))
      for (const line of read('ENV')) environment[line.split('=')[0] ?? ''] = line.slice(line.indexOf('=') + 1)
      paths.unshift(...read('PATH'))
    }
    const outputs = Object.fromEntries(Object.entries(action.outputs).map(([name, {value}]) => [name, fill(value)]))
    return {ran, log, outputs}
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, {recursive: true, force: true})
  }
}

/** Whether a step's condition holds; of GitHub's expressions, those that these actions use. */
function holds(condition: string | undefined, values: ReadonlyMap<string, string>, failed: boolean): boolean {
  if (condition === undefined) return !failed
  const terms = condition
    .replace(/^\$\{\{|\}\}$/g, '')
    .split('&&')
    .map((term) => term.trim())
  const met = terms.every((term) => {
    if (term === '!cancelled()') return true
    const [, name = '', operator, expected] = /^([\w.-]+) (==|!=) '([^']*)'$/.exec(term) ?? []
    if (operator === undefined) throw new Error(`unknown condition ${term}`)
    return ((values.get(name) ?? '') === expected) === (operator === '==')
  })
  return met && (!failed || terms.includes('!cancelled()'))
}
