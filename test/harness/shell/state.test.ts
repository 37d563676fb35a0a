import {rmSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {isRunning, temporarySession} from './temporary-session.ts'

const setUp = `export OUT="a b"; plain=$'two\\nlines "and" \\'quotes\\''; declare -r fixed=7; declare -i number=3
declare -A map=([key]="v w" ["odd key"]=x); list=(one "two three"); declare -n ref=plain
greet() { local name=$1; echo "hello $name"; }
export -f greet
alias hail='greet you'
shopt -s extglob nullglob
glob() { case $1 in +(a|b)) echo ab;; esac; }
set -u -o pipefail
umask 027
trap 'echo usr' USR1
mkdir -p "deep er"; cd "deep er"; unset HOME`

const show = `echo "$OUT|$plain|$fixed|$number|\${map[odd key]}|\${list[1]}|$ref|\${HOME-gone}|$(pwd)|$OLDPWD"
hail; glob abba; bash -c greet\\ child; echo none*; umask; trap -p USR1; echo "$-"; ( number=2+2; echo $number ); set -o | grep pipefail`

const endings: readonly (readonly [what: string, command: string, exitCode: number])[] = [
  ['exit', 'exit 3', 3],
  ['exit in a function', 'leave() { local name=inner; exit 4; }; leave', 4],
  ['an unset variable under set -u', 'echo $no_such', 1],
  ['exec', 'exec sh -c "exit 5"', 5],
  ['exec of what does not exist', 'exec /no/such/program', 127],
  ['a kill', 'kill -9 $$', 137],
  ['a signal', 'kill -TERM $$', 143],
  ['set -t', 'set -t; true', 0]
]

test.for(endings)('after %s the shell is as it was', async ([, command, exitCode]) => {
  const session = await temporarySession()
  await session.do(setUp)
  const before = await session.do(show)
  expect(before.stdout).toContain('hello you\nab\nhello child\n\n0027\n')
  expect((await session.do(command)).exitCode).toBe(exitCode)
  const after = await session.do(show)
  expect(after).toEqual({...before, durationMs: after.durationMs})
  expect((await session.do('fixed=8')).stderr).toContain('readonly')
})

test('state is as of the exit, not as of the step before', async () => {
  const session = await temporarySession()
  await session.do('A=1')
  expect((await session.do('A=2; cd /; exit 3')).exitCode).toBe(3)
  expect((await session.do('echo $A $PWD $?')).stdout).toBe('2 / 3\n')
})

test('state after a kill is as of the step before', async () => {
  const session = await temporarySession()
  await session.do('A=1')
  await session.do('A=2; kill -9 $$')
  expect((await session.do('echo $A')).stdout).toBe('1\n')
})

test('a kill while the state is written leaves the state before', async () => {
  const session = await temporarySession()
  // So large that the kill comes before it is written.
  await session.do('big=$(head -c 30000000 /dev/zero | tr "\\0" x)')
  await session.do('A=1')
  await session.do('exit 3')
  await session.do('A=2')
  const {stdout} = await session.do('printf %s "$$"; (sleep 0.05; kill -9 $$) & disown')
  // Nothing else happens here meanwhile, so the next step is sent to a shell that has gone.
  while (isRunning(Number(stdout)));
  expect((await session.do('echo $A ${#big}')).stdout).toBe('2 30000000\n')
})

test('set -e ends the step, not the guide', async () => {
  const session = await temporarySession()
  await session.do('set -e')
  expect(await session.do('A=1; false; echo not reached')).toMatchObject({stdout: '', exitCode: 1})
  expect((await session.do('echo "$A"')).stdout).toBe('1\n')
  expect((await session.do('false; echo still')).stdout).toBe('')
  expect((await session.do('false || echo caught')).stdout).toBe('caught\n')
})

test("the guide's own exit trap runs, once, and its output counts", async () => {
  const session = await temporarySession()
  await session.do(`trap 'echo "bye $?"; echo "it'\\''s" >&2' EXIT`)
  expect(await session.do('A=1; exit 6')).toMatchObject({stdout: 'bye 6\n', stderr: "it's\n", exitCode: 6})
  expect(await session.do('echo $A; exit 7')).toMatchObject({stdout: '1\n', exitCode: 7})
})

test('an exit trap that is set and runs in one step', async () => {
  const session = await temporarySession()
  await session.do('A=1')
  expect(await session.do('trap "echo bye" EXIT; exit 6')).toMatchObject({stdout: 'bye\n', exitCode: 6})
  expect((await session.do('echo $A; trap - EXIT')).stdout).toBe('1\n')
  expect((await session.do('A=2; exit 1')).exitCode).toBe(1)
  expect((await session.do('echo $A')).stdout).toBe('2\n')
})

test('a time-out keeps the exit trap for later', async () => {
  const session = await temporarySession()
  await session.do('trap "echo bye" EXIT')
  expect(await session.do('A=1; sleep 60', {timeoutMs: 200})).toMatchObject({stdout: '', exitCode: null, timedOut: 200})
  expect(await session.do('echo $A; exit 2')).toMatchObject({stdout: '1\nbye\n', exitCode: 2})
})

test('exec > file is undone after its step', async () => {
  const session = await temporarySession()
  expect((await session.do('exec > log; echo to the log')).stdout).toBe('')
  expect((await session.do('cat log')).stdout).toBe('to the log\n')
})

test('descriptors that a guide opens last', async () => {
  const session = await temporarySession()
  await session.do('echo one > lines; exec 7<lines')
  expect((await session.do('read -r line <&7; echo "got $line"')).stdout).toBe('got one\n')
})

test('a working directory that is gone does not end the session', async () => {
  const session = await temporarySession()
  await session.do('mkdir gone; cd gone; A=1')
  rmSync(join(session.cwd, 'gone'), {recursive: true})
  await session.do('exit 1')
  expect((await session.do('echo $A')).stdout).toBe('1\n')
})

test('set -x shows the step, not the session', async () => {
  const session = await temporarySession()
  expect((await session.do('set -x; A=1')).stderr).toBe('++ A=1\n')
  expect((await session.do('echo $A; exit 4')).stderr).toBe('++ echo 1\n++ exit 4\n')
  expect((await session.do('set +x')).stderr).toBe('++ set +x\n')
  expect((await session.do('echo $A')).stderr).toBe('')
})
