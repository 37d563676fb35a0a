import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {temporarySession} from './temporary-session.ts'

/** What bash knows of the step before. */
const statuses = `echo $? \${PIPESTATUS[@]}`

test('exports, folders, functions, aliases, arrays and options last', async () => {
  const session = await temporarySession()
  await session.do('export COLOUR=blue; declare -r FIXED=1; list=(a "b c")')
  await session.do('mkdir -p sub && cd sub')
  await session.do('greet() {\n  echo "hello $1"\n}\nalias hail=greet')
  await session.do('shopt -s nullglob; set -u')
  const {stdout} = await session.do(`bash -c 'echo $COLOUR'; pwd; hail you; echo $FIXED "\${list[1]}" *; echo "$-"`)
  const [colour, folder, greeting, values, options] = stdout.split('\n')
  expect({colour, folder, greeting, values}).toEqual({
    colour: 'blue',
    folder: `${session.cwd}/sub`,
    greeting: 'hello you',
    values: '1 b c'
  })
  expect(options).toContain('u')
})

test('a function can be used two blocks later', async () => {
  const session = await temporarySession()
  await session.do('double() { echo $(( $1 * 2 )); }')
  await session.do('echo between')
  expect(await session.do('double 21')).toMatchObject({stdout: '42\n', stderr: '', exitCode: 0, pipeStatus: [0]})
})

test('nothing reaches bash but the environment that was given, and a marker', async () => {
  process.env['LEAKED_SECRET'] = 'hunter2'
  const session = await temporarySession({LANG: 'C.UTF-8'})
  delete process.env['LEAKED_SECRET']
  const {stdout} = await session.do('env')
  const names = stdout
    .trim()
    .split('\n')
    .map((line) => line.split('=')[0])
  expect(names.sort()).toEqual(['GUIDERAIL_SESSION', 'HOME', 'LANG', 'PATH', 'PWD', 'SHLVL', '_'])
})

test('the session itself shows nowhere: variables, functions, jobs, descriptors', async () => {
  const session = await temporarySession()
  const {stdout} = await session.do(`compgen -v | grep -i guiderail; declare -F; jobs; echo "$# $0 \${!:-none}"`)
  expect(stdout).toBe('GUIDERAIL_SESSION\n0 bash none\n')
  const open = await session.do('for fd in /proc/self/fd/*; do readlink $fd; done | grep -c session')
  // Its three streams are all that a command has open.
  expect(open.stdout).toBe('2\n')
})

test('exit status is that of the last command of a pipeline, and all of them are known', async () => {
  const session = await temporarySession()
  expect(await session.do('false | cat')).toMatchObject({exitCode: 0, pipeStatus: [1, 0]})
  expect(await session.do('true | (exit 7)')).toMatchObject({exitCode: 7, pipeStatus: [0, 7]})
  expect((await session.do(statuses)).stdout).toBe('7 0 7\n')
  expect(await session.do('false | false | true')).toMatchObject({exitCode: 0, pipeStatus: [1, 1, 0]})
  expect((await session.do(statuses)).stdout).toBe('0 1 1 0\n')
})

test('a comment is no failure', async () => {
  const session = await temporarySession()
  await session.do('(exit 3)')
  expect((await session.do('# Nothing to do.\n\n  # Really.')).exitCode).toBe(0)
})

test('failing arithmetic ends the command, not the shell', async () => {
  const session = await temporarySession()
  expect(await session.do('A=1; echo $((1 +)); echo no')).toMatchObject({stdout: '', exitCode: 1})
  expect(await session.do('echo $((2 +)); echo no', {subshell: true})).toMatchObject({stdout: '', exitCode: 1})
  expect((await session.do('echo $A')).stdout).toBe('1\n')
})

test('a failure in the middle of a pipeline fails it where the guide says pipefail', async () => {
  const session = await temporarySession()
  await session.do('set -o pipefail')
  expect(await session.do('false | true')).toMatchObject({exitCode: 1, pipeStatus: [1, 0]})
})

test('bash explains a syntax error, with lines of the step, and goes on', async () => {
  const session = await temporarySession()
  await session.do('A=1\n\n\n: many lines')
  expect(await session.do('echo first\nif; then')).toMatchObject({
    stdout: 'first\n',
    stderr: "bash: line 2: syntax error near unexpected token `;'\nbash: line 2: `if; then'\n",
    exitCode: 2
  })
  expect(await session.do('echo $A\n\nno-such-command')).toMatchObject({
    stdout: '1\n',
    stderr: 'bash: line 3: no-such-command: command not found\n',
    exitCode: 127
  })
  expect((await session.do('echo "unclosed')).exitCode).toBe(2)
  expect((await session.do('echo open (')).exitCode).toBe(2)
  expect((await session.do('echo fine')).stdout).toBe('fine\n')
})

test.for([
  'return 3',
  'break',
  'continue',
  'unset -f cd; unset PATH',
  'IFS=x',
  "PS4='$(echo p)'",
  'set -f',
  'shopt -s extdebug',
  'set -o posix',
  'set -o noclobber',
  "trap 'echo D' DEBUG; trap 'echo E' ERR; trap 'echo R' RETURN; false",
  'cd() { :; }; echo() { :; }; printf() { :; }; test() { :; }; read() { :; }; trap() { :; }; exit() { :; }',
  'alias echo=false cd=false builtin=false eval=false',
  'set -- a b; shift',
  'exec 5>&1 6</dev/null',
  'unset HOME OLDPWD PWD IFS',
  'set -x',
  'set -v',
  'set -k',
  'umask 077',
  'export LC_ALL=C',
  'readonly IFS'
])('survives `%s`', async (command) => {
  const session = await temporarySession()
  await session.do(command)
  const after = await session.do('X=5; /bin/echo "$X"\n')
  expect(after).toMatchObject({exitCode: 0, timedOut: null})
  expect(after.stdout.split('\n').filter((line) => line !== 'D')).toEqual(['5', ''])
  expect((await session.do('/bin/echo "$X"; /bin/sh -c "exit 3"')).exitCode).toBe(3)
})

test('a heredoc may hold prompts, quotes and backslashes', async () => {
  const session = await temporarySession()
  const {stdout} = await session.do("cat <<'EOF' > page\n$ echo \"it's\" \\\n$ \\$x `date`\nEOF\ncat page")
  expect(stdout).toBe('$ echo "it\'s" \\\n$ \\$x `date`\n')
})

test('a step may end in a backslash, a comment or an open heredoc', async () => {
  const session = await temporarySession()
  expect((await session.do('echo a \\')).stdout).toBe('a\n')
  expect((await session.do('echo b # note')).stdout).toBe('b\n')
  expect((await session.do('cat <<EOF\nc')).stdout).toMatch(/^c\n/)
  expect((await session.do('echo "$PWD"')).stdout).toBe(`${session.cwd}\n`)
})

test('attempts in a subshell leave nothing behind', async () => {
  const session = await temporarySession()
  await session.do('N=1; set -e')
  expect(await session.do('N=2; cd /; false; echo no', {subshell: true})).toMatchObject({exitCode: 1, stdout: ''})
  expect(await session.do('exit 9', {subshell: true})).toMatchObject({exitCode: 9, pipeStatus: [9]})
  expect(await session.do('set +e; true | (exit 4) | true', {subshell: true})).toMatchObject({pipeStatus: [0, 4, 0]})
  expect((await session.do('echo $N $-; pwd')).stdout).toMatch(new RegExp(`^1 e\\S*\\n${session.cwd}\\n$`))
})

test('steps run one after another, however they are asked for', async () => {
  const session = await temporarySession()
  const all = await Promise.all([session.do('sleep 0.1; N=1'), session.do('echo $N'), session.do('N=2; echo $N')])
  expect(all.map((attempt) => attempt.stdout)).toEqual(['', '1\n', '2\n'])
})

test('a working directory with blanks and quotes in its name', async () => {
  const session = await temporarySession()
  const folder = join(session.cwd, 'it\'s a "folder"')
  mkdirSync(folder)
  writeFileSync(join(folder, 'file'), '')
  await session.do(`cd it*`)
  await session.do('exit 1')
  expect((await session.do('pwd; ls')).stdout).toBe(`${folder}\nfile\n`)
})
