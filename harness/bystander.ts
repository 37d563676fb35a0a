import {execa} from 'execa'

/** A bash beside this process that is left when this process is gone, however it goes: its standard input ends then. */
export interface Bystander {
  readonly pid: number | undefined
  /** Hand it a line. */
  tell(line: string): void
  /** End its input, and wait until it has ended too. */
  end(): Promise<void>
  /** Have this process end without waiting for it. */
  unref(): void
}

export interface BystanderOptions {
  /** Bash itself. */
  readonly bash: string
  /** Its name in lists of processes. */
  readonly name: string
  readonly args: readonly string[]
  /** Its whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Start a bystander with a script that reads its standard input. */
export function startBystander(script: string, {bash, name, args, env}: BystanderOptions): Bystander {
  const subprocess = execa(bash, ['--noprofile', '--norc', '-c', script, name, ...args], {
    env,
    extendEnv: false,
    stdin: 'pipe',
    stdout: 'ignore',
    stderr: 'ignore',
    // Ctrl-C goes to the whole process group, and must not end it.
    detached: true,
    cleanup: false,
    reject: false
  })
  const {stdin} = subprocess
  // It may be gone, as after a kill by hand; then there is nobody to tell.
  stdin.on('error', () => stdin.destroy())
  return {
    pid: subprocess.pid,
    tell: (line) => void stdin.write(`${line}\n`),
    async end() {
      stdin.end()
      await subprocess
    },
    unref() {
      subprocess.unref()
      if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
    }
  }
}
