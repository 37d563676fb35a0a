import {spawnSync} from 'node:child_process'
import {execa} from 'execa'
import {command} from './guiderail.ts'

/** What a person saw at a terminal, and how the command ended. */
export interface Session {
  readonly status: number | undefined
  /** Everything that was written to the terminal. */
  readonly screen: string
}

/** Whether there are pseudo-terminals here: Python makes them. */
export const hasTerminals: boolean = spawnSync('python3', ['-c', 'import pty']).status === 0

/** Waits for texts on the terminal and types answers, one after another; 124 where a text does not come in time. */
const player = `
import fcntl, json, os, pty, select, signal, struct, sys, termios, time
argv, dialogue, patience = json.loads(sys.argv[1]), json.loads(sys.argv[2]), int(sys.argv[3])
pid, terminal = pty.fork()
if pid == 0:
    os.environ.update(TERM='xterm-256color')
    os.environ.pop('NO_COLOR', None), os.environ.pop('CI', None)
    os.execvp(argv[0], argv)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 120, 0, 0))
screen, seen, deadline = b'', 0, time.time() + patience
while True:
    if dialogue and dialogue[0][0].encode() in screen[seen:]:
        wanted, answer = dialogue.pop(0)
        seen, deadline = screen.index(wanted.encode(), seen) + len(wanted.encode()), time.time() + patience
        os.write(terminal, answer.encode())
    try:
        ready, _, _ = select.select([terminal], [], [], 0.1)
        if ready:
            data = os.read(terminal, 65536)
            if not data: break
            screen += data
    except OSError: break
    if time.time() > deadline:
        os.kill(pid, signal.SIGKILL)
        sys.stderr.write('never saw ' + json.dumps(dialogue[:1]) + '\\n')
        break
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.stdout.buffer.write(screen)
sys.exit(124 if dialogue else status)
`

/**
 * Run `guiderail` at a pseudo-terminal, as a person does.
 *
 * @param dialogue texts to wait for, each with what is typed then
 * @param patience how long to wait for each text, in seconds
 */
export async function runAtTerminal(
  cwd: string,
  args: readonly string[],
  dialogue: readonly (readonly [wanted: string, typed: string])[],
  env: Readonly<Record<string, string>> = {},
  patience = 30
): Promise<Session> {
  const argv = JSON.stringify(['node', command, ...args])
  const played = [argv, JSON.stringify(dialogue), String(patience)]
  const {exitCode, stdout, stderr} = await execa('python3', ['-c', player, ...played], {cwd, env, reject: false})
  return {status: exitCode, screen: stdout + stderr}
}
