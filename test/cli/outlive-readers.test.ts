import {once} from 'node:events'
import {mkdirSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {execa} from 'execa'
import {expect, test} from 'vitest'
import {command, useFolder} from './guiderail.ts'
import {hasTerminals} from './terminal.ts'

const folder = useFolder()

/** A guide that needs no clusters, and takes a moment longer than whoever reads along. */
function writeGuide(): {readonly cwd: string; readonly env: Readonly<Record<string, string>>} {
  const block = ['{{< text bash >}}', '$ echo hello', 'hello', '$ sleep 3', '{{< /text >}}'].join('\n')
  folder.write('guide.md', `---\ntitle: Guide\n---\n\n## Begin\n\n${block}\n`)
  const temporary = join(folder.path, 'tmp')
  mkdirSync(temporary)
  return {cwd: folder.path, env: {TMPDIR: temporary, GUIDERAIL_STATE: join(folder.path, 'state')}}
}

const left = (): readonly string[] => readdirSync(join(folder.path, 'tmp')).filter((name) => name !== 'jiti')

test('a run goes on to its end where nobody reads its progress any more', async () => {
  const run = execa('node', [command, 'run', '--live', 'guide.md'], {...writeGuide(), reject: false, stdin: 'ignore'})
  await once(run.stderr, 'data')
  run.stderr.destroy()
  const {exitCode, stdout} = await run
  expect(stdout).toContain('1 passed, 0 failed')
  expect(exitCode).toBe(0)
  expect(left()).toEqual([])
})

/** Closes the terminal once a text is on it, and waits until the command has ended. */
const closing = `
import fcntl, os, pty, struct, sys, termios
pid, terminal = pty.fork()
if pid == 0:
    os.environ.update(TERM='xterm-256color', CI='')
    os.execvp(sys.argv[2], sys.argv[2:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 120, 0, 0))
screen = b''
while sys.argv[1].encode() not in screen: screen += os.read(terminal, 65536)
os.close(terminal)
os.waitpid(pid, 0)
`

test.runIf(hasTerminals)(
  'a terminal that is closed while a guide runs ends the run, which leaves nothing',
  async () => {
    await execa('python3', ['-c', closing, 'sleep 3', 'node', command, 'run', '--live', 'guide.md'], writeGuide())
    expect(left()).toEqual([])
  }
)
