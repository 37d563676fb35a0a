import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {HarnessError} from '../../src/errors.ts'
import {type Bash, startBash} from './bash.ts'
import {exitHook, exitTrapLine, openingLines, reportLine, restoringLines, type ShellPaths, stateLine} from './driver.ts'
import {type FifoHolder, holdFifo, makeFifos} from './fifos.ts'
import {type Report, readReports} from './reports.ts'
import {openStateStore} from './state.ts'

/** What a shell is started with. */
export interface ShellOptions {
  /** Path of bash itself. */
  readonly path: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** The part of `env` that a replacement starts with: the rest comes with the former shell's state. */
  readonly marker: Readonly<Record<string, string>>
  /** An empty folder of its own. */
  readonly folder: string
  readonly onStart: (bash: Bash) => void
}

/** The shell of a session: one bash after another, each with the state of the one before. */
export interface Shell {
  readonly paths: ShellPaths
  readonly stdin: FifoHolder
  /** `$-` as of the last report. */
  readonly flags: string
  /** The bash that runs; a new one where the last has gone. */
  live(): Promise<Bash>
  /** Have lines read; says how many were read before them. */
  send(lines: string): number
  /** Have the state kept, once what was sent before is done. */
  keepState(): void
  /** Number of the next step. */
  number(): number
  /** Be told of reports about a step, until the function that it returns is called. */
  follow(step: number, onReport: (report: Report) => void): () => void
  /** Have the shell exit by itself, once it is done with what was sent. */
  leave(): void
  /** Wait until it has. */
  exited(): Promise<void>
  close(): void
}

/**
 * Make a shell; `live` starts it.
 *
 * @throws {HarnessError} `shell`, `disk-full`
 */
export async function openShell(options: ShellOptions): Promise<Shell> {
  const {folder} = options
  const paths: ShellPaths = {
    stdin: join(folder, 'stdin'),
    status: join(folder, 'status'),
    exitHook: join(folder, 'exit'),
    exitState: join(folder, 'exit-state'),
    ended: join(folder, 'ended')
  }
  const script = join(folder, 'bash')
  await makeFifos([script, paths.stdin, paths.status])
  await writeFile(paths.exitHook, exitHook(paths))
  const states = openStateStore(folder, paths)
  const followers = new Map<number, (report: Report) => void>()
  const stdin = holdFifo(paths.stdin)
  let flags = ''
  // What to set the exit trap to before the next step; undefined where it is as it should be.
  let exitTrap: string | null | undefined
  const status = holdFifo(
    paths.status,
    readReports((report) => {
      if (report.type === 'step') {
        flags = report.flags
        exitTrap = trapToSet(report.exitTrap, paths)
      }
      followers.get(report.step)?.(report)
    })
  )
  let control: FifoHolder | null = null
  let bash: Bash | null = null
  let steps = 0
  let lines = 0

  const write = (text: string): number => {
    const before = lines
    control?.write(`${text}\n`)
    lines += text.split('\n').length
    return before
  }

  const start = async (): Promise<Bash> => {
    const state = bash === null ? null : await states.latest()
    control?.close()
    control = holdFifo(script)
    // A subshell of the former shell may hold the pipe open, with what nobody read.
    control.drain()
    lines = 0
    steps += 1
    const number = steps
    // What it said before it ended comes first.
    const started = startBash(options.path, folder, state === null ? options.env : options.marker, () => status.drain())
    bash = started
    options.onStart(started)
    const ready = new Promise<null>((resolve) => followers.set(number, () => resolve(null)))
    write(state === null ? openingLines(options.cwd) : restoringLines(options.cwd, state.file))
    // After an exit the guide's own trap has run.
    if (state === null || state.exited) write(exitTrapLine(paths, null))
    write(reportLine(number, paths))
    const exit = await Promise.race([ready, started.exit])
    followers.delete(number)
    if (exit !== null) throw new HarnessError('shell', `bash ended with ${exit} as soon as it was started`)
    return started
  }

  return {
    paths,
    stdin,
    get flags() {
      return flags
    },
    live: async () => (bash === null || bash.exited ? await start() : bash),
    send(text) {
      if (exitTrap !== undefined) write(exitTrapLine(paths, exitTrap))
      exitTrap = undefined
      return write(text)
    },
    keepState: () => void write(stateLine(states.next())),
    number() {
      steps += 1
      return steps
    },
    follow(step, onReport) {
      followers.set(step, onReport)
      return () => void followers.delete(step)
    },
    leave: () => void control?.close(),
    exited: async () => void (await bash?.exit),
    close() {
      for (const pipe of [control, status, stdin]) pipe?.close()
    }
  }
}

/** The guide's own exit trap where it took the place of the harness's: a word of bash, or null where there is none. */
function trapToSet(printed: string, paths: ShellPaths): string | null | undefined {
  if (printed.includes(paths.exitHook)) return undefined
  const own = /^trap -- (.*) EXIT\n$/s.exec(printed)
  return own?.[1] ?? null
}
