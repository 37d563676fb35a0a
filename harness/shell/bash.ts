import {constants} from 'node:os'
import {execa} from 'execa'
import {HarnessError} from '../../src/errors.ts'
import {type ProcessEntry, readProcess} from './processes.ts'

/** A running bash that reads its script from a named pipe called `bash`, which is therefore its name in messages. */
export interface Bash {
  readonly process: ProcessEntry
  /** How it ended, as bash gives it: 128 and the signal's number where a signal did. */
  readonly exit: Promise<number>
  exited: boolean
  signal(signal: 'SIGTERM' | 'SIGKILL'): void
}

/**
 * Start bash in a session of its own, so that it has no terminal.
 *
 * @param path bash itself
 * @param folder folder of the named pipe `bash`, whose other end is held open
 * @param env its whole environment
 * @param onExit called before anybody else learns that it ended
 * @throws {HarnessError} `shell` where it does not start
 */
export function startBash(
  path: string,
  folder: string,
  env: Readonly<Record<string, string>>,
  onExit: () => void
): Bash {
  const subprocess = execa(path, ['bash'], {
    cwd: folder,
    env,
    extendEnv: false,
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'ignore',
    detached: true,
    cleanup: false,
    reject: false
  })
  const {pid} = subprocess
  if (pid === undefined) {
    // The promise of a process that never was resolves too, and says nothing more.
    void subprocess.then(() => undefined)
    throw new HarnessError('shell', `\`${path}\` does not start; install bash and run again`)
  }
  const bash: Bash = {
    process: readProcess(pid) ?? {pid, parent: process.pid, group: pid, started: 0},
    exit: subprocess.then(({exitCode, signal}) => {
      bash.exited = true
      onExit()
      return exitCode ?? 128 + (signal === undefined ? 0 : (constants.signals[signal] ?? 0))
    }),
    exited: false,
    signal: (signal) => void subprocess.kill(signal)
  }
  return bash
}
