import {setTimeout as sleep} from 'node:timers/promises'
import type {Attempt} from '../../src/transcript.ts'
import {openChannel} from './channel.ts'
import {backgroundLine} from './driver.ts'
import {holdFifo} from './fifos.ts'
import {listensOnPort} from './ports.ts'
import {descendants} from './processes.ts'
import {readReports} from './reports.ts'
import type {RunOptions} from './session.ts'
import type {StepContext} from './step.ts'

/** A command that runs beside the steps. */
export interface BackgroundCommand {
  /** Resolves when the next step can rely on it, or when it has ended. */
  readonly ready: Promise<void>
  /** What it has written by now; its exit code is 0 while it runs. */
  attempt(): Attempt
  close(): void
}

/** Between looks at a command that starts, in milliseconds. */
const LOOK_MS = 50
/** Output has settled after so long without any, in milliseconds. */
const SETTLED_MS = 1000
/** The same for a command of which a port listens. */
const LISTENING_MS = 100
/** A command that shows no sign of itself, but runs, counts as ready after so long, in milliseconds. */
const SILENT_MS = 5000
/** The same for one that writes without a pause, which may be how it starts, or all that it does. */
const BUSY_MS = 10_000

/** Start a command in a subshell of the session's shell that nobody waits for. */
export async function startCommand(
  {shell, pool}: StepContext,
  command: string,
  options: RunOptions
): Promise<BackgroundCommand> {
  await shell.live()
  const began = performance.now()
  let changed = began
  const seen = (stream: 'stdout' | 'stderr', text: string): void => {
    changed = performance.now()
    options.onOutput?.(stream, text)
  }
  const stdout = await openChannel(pool, (text) => seen('stdout', text))
  const stderr = await openChannel(pool, (text) => seen('stderr', text))
  // Its standard input stays open and says nothing, as a terminal would that somebody left alone.
  const stdinPath = await pool.take()
  const statusPath = await pool.take()
  let pid: number | null = null
  let exit: {readonly code: number; readonly durationMs: number} | null = null
  const status = holdFifo(
    statusPath,
    readReports((report) => {
      if (report.type === 'pid' && report.pid > 0) ({pid} = report)
      if (report.type === 'step') exit = {code: report.exitCode, durationMs: performance.now() - began}
    })
  )
  const stdin = holdFifo(stdinPath)
  const text = {
    step: shell.number(),
    command: command.replaceAll('\0', ''),
    stdout: stdout.path,
    stderr: stderr.path,
    errexit: shell.flags.includes('e')
  }
  shell.send(backgroundLine(text, stdinPath, statusPath))

  let listening: number | null = null
  const isReady = (): boolean => {
    const now = performance.now()
    const quiet = now - changed
    if (exit !== null) return true
    const wrote = stdout.output.total + stderr.output.total > 0
    if (wrote && quiet >= SETTLED_MS) return true
    // What listens usually says so right afterwards.
    if (pid !== null && listensOnPort(descendants(pid).map((entry) => entry.pid))) listening ??= now
    if (listening !== null && quiet >= LISTENING_MS && now - listening >= LISTENING_MS) return true
    return now - began >= Math.min(wrote ? BUSY_MS : SILENT_MS, options.timeoutMs)
  }
  const ready = async (): Promise<void> => {
    while (!isReady() && !options.signal?.aborted) await sleep(LOOK_MS)
    if (exit !== null) await Promise.all([stdout.finish(), stderr.finish()])
    options.signal?.throwIfAborted()
  }

  return {
    ready: ready(),
    attempt: () => ({
      stdout: stdout.output.text(),
      stderr: stderr.output.text(),
      exitCode: exit?.code ?? 0,
      pipeStatus: [exit?.code ?? 0],
      startedMs: 0,
      durationMs: Math.round(exit?.durationMs ?? performance.now() - began),
      timedOut: null,
      prompts: [],
      truncated: stdout.output.truncated || stderr.output.truncated
    }),
    close() {
      for (const part of [stdout, stderr, status, stdin]) part.close()
    }
  }
}
