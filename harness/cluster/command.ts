import {devNull} from 'node:os'
import {execa} from 'execa'
import {HarnessError} from '../../src/errors.ts'
import {proxyExemptions} from './proxy.ts'

/** What a tool answered; `failed` also covers time-outs and cancellation. */
export interface Answer {
  readonly failed: boolean
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CommandOptions {
  /** Written to standard input; without it, standard input is empty. */
  readonly input?: string
  /** In milliseconds. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
  /** Each line of standard error, as it comes. */
  readonly onLine?: (line: string) => void
  /** Told the process id at once: the command then leads a process group of its own, which a reaper can end. */
  readonly onGroup?: (pid: number) => void
}

/**
 * Run docker, kind or kubectl and hand back what it said, whatever its exit status.
 *
 * @throws HarnessError `no-tool` where the command is not installed
 */
export async function answer(command: string, args: readonly string[], options: CommandOptions = {}): Promise<Answer> {
  const {input, timeoutMs, signal, onLine, onGroup} = options
  const subprocess = execa(command, args, {
    reject: false,
    maxBuffer: 64_000_000,
    env: {
      // kind must not choose another engine than the one that was checked.
      KIND_EXPERIMENTAL_PROVIDER: 'docker',
      // kubectl would leave a folder for each cluster in the user's home, and read one of an earlier cluster there.
      KUBECACHEDIR: devNull,
      ...proxyExemptions(process.env)
    },
    detached: onGroup !== undefined,
    ...(input === undefined ? {stdin: 'ignore'} : {input}),
    ...(timeoutMs === undefined ? {} : {timeout: timeoutMs}),
    ...(signal === undefined ? {} : {cancelSignal: signal}),
    ...(onLine === undefined ? {} : {stderr: tell(onLine)})
  })
  const {pid} = subprocess
  if (onGroup !== undefined && pid !== undefined) {
    onGroup(pid)
    // What it started itself goes with it.
    signal?.addEventListener('abort', () => killGroup(pid), {once: true})
  }
  const result = await subprocess
  if (result.code === 'ENOENT') throw missingTool(command)
  return {
    failed: result.failed,
    exitCode: result.exitCode ?? null,
    stdout: result.stdout,
    stderr: result.stderr === '' && result.failed ? (result.shortMessage ?? '') : result.stderr
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

/** Hand lines on as they pass. */
function tell(onLine: (line: string) => void): (line: unknown) => Generator<unknown> {
  return function* (line) {
    onLine(String(line))
    yield line
  }
}

/**
 * Run a tool that must succeed, and give its standard output.
 *
 * @throws HarnessError `no-tool` where the command is not installed, `cluster-not-created` where it fails
 */
export async function output(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const result = await answer(command, args, options)
  if (result.failed) {
    throw new HarnessError(
      'cluster-not-created',
      `\`${command} ${args.join(' ')}\` failed: ${result.stderr.trim() || `exit status ${result.exitCode}`}`
    )
  }
  return result.stdout
}

const homes: Readonly<Record<string, string>> = {
  docker: 'https://docs.docker.com/engine/install/',
  kind: 'https://kind.sigs.k8s.io/docs/user/quick-start/#installation',
  kubectl: 'https://kubernetes.io/docs/tasks/tools/'
}

/** The error of a tool that is not on PATH. */
export function missingTool(command: string): HarnessError {
  const home = homes[command]
  return new HarnessError(
    'no-tool',
    `\`${command}\` is not on PATH, and a live run needs it; install it${home === undefined ? '' : ` (${home})`}, or judge recordings with \`--replay\``
  )
}
