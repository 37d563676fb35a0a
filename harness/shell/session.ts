import {accessSync, constants} from 'node:fs'
import {mkdir} from 'node:fs/promises'
import {delimiter, join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {HarnessError} from '../../src/errors.ts'
import type {Attempt} from '../../src/transcript.ts'
import {type BackgroundCommand, startCommand} from './background.ts'
import {checkDisk} from './disk.ts'
import {openFifoPool} from './fifos.ts'
import type {ProcessEntry} from './processes.ts'
import {openShell} from './shell.ts'
import {runStep, type Statuses, type StepContext} from './step.ts'
import {startWarden} from './warden.ts'

/** Where and with what a guide runs. */
export interface SessionOptions {
  /** The guide's working directory, absolute. */
  readonly cwd: string
  /** The whole environment of bash: nothing else reaches it but `GUIDERAIL_SESSION`, by which its processes are found. */
  readonly env: Readonly<Record<string, string>>
  /** A temporary folder that the session may use and the caller deletes, absolute. */
  readonly scratch: string
}

/** How one command runs. */
export interface RunOptions {
  readonly timeoutMs: number
  /** For repeated attempts: what the command does to the shell does not last. */
  readonly subshell?: boolean
  /** What comes, as it comes. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', text: string) => void
  /** Ends the command; the run then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/** One bash for one guide. */
export interface Session {
  /**
   * Run a command in the session's bash, one after another. `startedMs` is 0: the caller knows when the guide began.
   *
   * @throws {HarnessError} `disk-full`, `shell`
   */
  run(command: string, options: RunOptions): Promise<Attempt>
  /**
   * Run a command beside the others until the session ends, and resolve once it is ready: a port of it listens, or its
   * output has settled, or it has ended, which is its result. While it runs, its exit code is 0, as for `command &`.
   */
  startBackground(command: string, options: RunOptions): Promise<Attempt>
  /** Background commands in the order of their start, with all that they have written by now. */
  readonly background: () => readonly Attempt[]
  /** What is to be ended if this process dies and the session's warden with it: groups by their leaders. */
  readonly processGroups: () => readonly ProcessEntry[]
  /** End everything that the session started. */
  close(): Promise<void>
}

/** Name of the environment variable that marks what a session started; its value is the scratch folder. */
const MARKER = 'GUIDERAIL_SESSION'

/** Time for the guide's own exit trap when a session ends, in milliseconds. */
const EXIT_MS = 5000

/**
 * Open a session: start its bash in the guide's working directory.
 *
 * @throws {HarnessError} `no-tool` without bash, `shell` where bash does not start, `disk-full`
 */
export async function openSession({cwd, env, scratch}: SessionOptions): Promise<Session> {
  const path = findBash(env['PATH'])
  await checkDisk(scratch)
  const folder = join(scratch, 'session')
  await mkdir(folder, {mode: 0o700})
  const marker = {[MARKER]: scratch}
  const warden = startWarden(path, `${MARKER}=${scratch}`)
  const leaders = new Map<number, ProcessEntry>()
  const background: BackgroundCommand[] = []
  const shell = await openShell({
    path,
    cwd,
    env: {...env, ...marker},
    marker,
    folder,
    onStart: ({process}) => {
      leaders.set(process.pid, process)
      warden.watch(process.group)
    }
  })
  const context: StepContext = {shell, pool: openFifoPool(folder), marker: `${MARKER}=${scratch}`}
  let before: Statuses = {exitCode: 0, pipeStatus: [0]}
  let last: Promise<unknown> = Promise.resolve()
  let closing: Promise<void> | null = null

  /** One after another: a shell has one foreground. */
  let running = 0
  const enqueue = <T>(task: () => Promise<T>): Promise<T> => {
    const next = last.then(async () => {
      if (closing !== null) throw new HarnessError('shell', 'the session is closed')
      running += 1
      try {
        return await task()
      } finally {
        running -= 1
      }
    })
    last = next.catch(() => undefined)
    return next
  }

  const close = async (): Promise<void> => {
    shell.leave()
    // A shell that is busy would not come to it.
    if (running === 0) await Promise.race([shell.exited(), sleep(EXIT_MS)])
    await warden.end()
    for (const command of background) command.close()
    shell.close()
  }

  await shell.live()
  return {
    run: (command, options) =>
      enqueue(async () => {
        options.signal?.throwIfAborted()
        const {attempt, statuses} = await runStep(context, command, before, options)
        before = statuses
        await checkDisk(scratch)
        return attempt
      }),
    startBackground: (command, options) =>
      enqueue(async () => {
        options.signal?.throwIfAborted()
        const started = await startCommand(context, command, options)
        background.push(started)
        await started.ready
        return started.attempt()
      }),
    background: () => background.map((command) => command.attempt()),
    processGroups: () => [...leaders.values()],
    close() {
      closing ??= close()
      return closing
    }
  }
}

/** The bash that the session's own `PATH` has, else this process's. */
function findBash(path: string | undefined): string {
  const folders = `${path ?? ''}${delimiter}${process.env['PATH'] ?? ''}${delimiter}/bin`.split(delimiter)
  const found = folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'bash'))
    .find(isExecutable)
  if (found === undefined) throw new HarnessError('no-tool', 'there is no `bash` on PATH; install it and run again')
  return found
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
