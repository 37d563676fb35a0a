import {setTimeout as sleep} from 'node:timers/promises'
import type {Attempt, Prompt} from '../../src/transcript.ts'
import {openChannel} from './channel.ts'
import {type StepText, stepLines} from './driver.ts'
import {endShell, endSubshell, type StepMark, stepProcesses, ticksNow} from './ending.ts'
import type {FifoPool} from './fifos.ts'
import {childrenOf, listProcesses} from './processes.ts'
import type {RunOptions} from './session.ts'
import type {Shell} from './shell.ts'
import {relativeLines} from './stderr.ts'
import {type Ending, type Watch, watchStep} from './watch.ts'

/** What the steps of a session share. */
export interface StepContext {
  readonly shell: Shell
  readonly pool: FifoPool
  /** `NAME=value` in the environment of all that the session starts. */
  readonly marker: string
}

/** `$?` and `PIPESTATUS`. */
export interface Statuses {
  readonly exitCode: number
  readonly pipeStatus: readonly number[]
}

/** What bash says after Ctrl-C, with which a reader ends what does not end. */
const INTERRUPTED = 130

/** Time for the shell to say that a subshell which was ended has ended, in milliseconds. */
const REPORT_MS = 1000

/** What came of a step, and what the next one finds in `$?` and `PIPESTATUS`. */
export interface StepOutcome {
  readonly attempt: Attempt
  readonly statuses: Statuses
}

/**
 * Run one command in the session's shell.
 *
 * @param before what the step before left
 */
export async function runStep(
  context: StepContext,
  command: string,
  before: Statuses,
  options: RunOptions
): Promise<StepOutcome> {
  // A shell may be on its way out since the step before (`set -t`, a kill from the background): then another begins it.
  for (;;) {
    const outcome = await tryStep(context, command, before, options)
    if (outcome !== null) return outcome
  }
}

/** Run a command; null where the shell was gone before it began. */
async function tryStep(
  context: StepContext,
  command: string,
  before: Statuses,
  options: RunOptions
): Promise<StepOutcome | null> {
  const {shell, pool} = context
  const {subshell = false} = options
  const bash = await shell.live()
  let wake = (): void => {}
  const seen = (stream: 'stdout' | 'stderr', text: string): void => {
    options.onOutput?.(stream, text)
    if (watch.wake()) wake()
  }
  const stdout = await openChannel(pool, (text) => seen('stdout', text))
  const stderr = await openChannel(pool, (text) => seen('stderr', text))
  const mark: StepMark = {
    bash,
    others: new Set(childrenOf(bash.process.pid)),
    began: ticksNow(),
    marker: context.marker
  }
  const prompts: Prompt[] = []
  const watch = watchStep({
    outputs: [stdout.output, stderr.output],
    prompts,
    stdin: shell.stdin,
    stdinPath: shell.paths.stdin,
    processes: () => [bash.process.pid, ...stepProcesses(mark, listProcesses()).map((entry) => entry.pid)],
    timeoutMs: options.timeoutMs
  })

  const step = shell.number()
  const began = performance.now()
  shell.stdin.drain()
  const over = followStep(shell, step, bash.exit)
  const text: StepText = {
    step,
    // Bash ignores it in scripts; here it would end the line.
    command: command.replaceAll('\0', ''),
    stdout: stdout.path,
    stderr: stderr.path,
    subshell,
    errexit: shell.flags.includes('e'),
    before
  }
  const linesBefore = shell.send(stepLines(text, shell.paths))
  if (!subshell) shell.keepState()

  const ending = await watchUntil(over, watch, options.signal, (waker) => {
    wake = waker
  })
  if (ending !== null && subshell) {
    await endSubshell(mark)
    await Promise.race([over.end, sleep(REPORT_MS)])
  }
  if (ending !== null && over.statuses === null) await endShell(mark, shell.paths.ended)
  over.stop()
  const durationMs = performance.now() - began
  await Promise.all([stdout.finish(), stderr.finish()])
  options.signal?.throwIfAborted()
  if (ending === null && !over.begun) return null

  const statuses = (ending === null ? over.statuses : null) ?? {exitCode: INTERRUPTED, pipeStatus: [INTERRUPTED]}
  const attempt: Attempt = {
    stdout: stdout.output.text(),
    stderr: relativeLines(stderr.output.text(), linesBefore, text.command.split('\n').length),
    exitCode: ending === null ? statuses.exitCode : null,
    pipeStatus: ending === null ? statuses.pipeStatus : [],
    startedMs: 0,
    durationMs: Math.round(durationMs),
    timedOut: ending?.type === 'time' ? options.timeoutMs : null,
    ...(ending === null || ending.text === null ? {} : {ended: ending.text}),
    prompts,
    truncated: stdout.output.truncated || stderr.output.truncated
  }
  return {attempt, statuses}
}

/** A step whose end is awaited. */
interface Following {
  readonly begun: boolean
  /** Null until it has ended. */
  readonly statuses: Statuses | null
  readonly end: Promise<void>
  stop(): void
}

/** Await that the shell reports a step's end, or exits in it. */
function followStep(shell: Shell, step: number, exit: Promise<number>): Following {
  let begun = false
  let statuses: Statuses | null = null
  let inner: Statuses | null = null
  let stop = (): void => {}
  const end = new Promise<void>((resolve) => {
    const settle = (found: Statuses): void => {
      statuses ??= found
      resolve()
    }
    stop = shell.follow(step, (report) => {
      if (report.type === 'begin') begun = true
      if (report.type === 'pipe') inner = {exitCode: report.exitCode, pipeStatus: report.pipeStatus}
      // Without a report from inside, the command was not read to its end, or left a subshell.
      if (report.type === 'step') settle(inner ?? {exitCode: report.exitCode, pipeStatus: [report.exitCode]})
    })
    exit.then(
      (exitCode) => settle({exitCode, pipeStatus: [exitCode]}),
      () => resolve()
    )
  })
  return {
    get begun() {
      return begun
    },
    get statuses() {
      return statuses
    },
    end,
    stop: () => stop()
  }
}

/**
 * Look at a step until it has ended by itself, or is to be ended.
 *
 * @param onWaker takes a function that makes it look at once
 */
async function watchUntil(
  over: Following,
  watch: Watch,
  signal: AbortSignal | undefined,
  onWaker: (wake: () => void) => void
): Promise<Ending | null> {
  while (over.statuses === null) {
    if (signal?.aborted) return {type: 'reason', text: 'the run was interrupted'}
    const look = watch.look()
    if ('ending' in look) return look.ending
    const pause = new AbortController()
    const woken = new Promise<void>((resolve) => {
      onWaker(resolve)
      signal?.addEventListener('abort', () => resolve(), {once: true, signal: pause.signal})
    })
    await Promise.race([over.end, woken, sleep(look.again, undefined, {signal: pause.signal}).catch(() => undefined)])
    pause.abort()
  }
  return null
}
