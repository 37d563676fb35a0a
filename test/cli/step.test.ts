import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {stripVTControlCharacters} from 'node:util'
import {beforeEach, expect, test} from 'vitest'
import {command, outcomeOf, projectFile, useFolder} from './guiderail.ts'
import {hasTerminals, runAtTerminal, type Session} from './terminal.ts'

const testAtTerminal = test.runIf(hasTerminals)

const folder = useFolder()

/** Folders of runs that nobody removed. */
const leftovers = (): readonly string[] =>
  readdirSync(join(folder.path, 'tmp')).filter((name) => /^guiderail-\d/.test(name))

beforeEach(() => {
  folder.write('tmp/.keep', '')
  folder.write('page.md', projectFile('docs/guides/first-steps.md'))
  folder.write('page.recording.jsonl', projectFile('docs/guides/first-steps.recording.jsonl'))
})

async function step(
  args: readonly string[],
  ...dialogue: readonly (readonly [wanted: string, typed: string])[]
): Promise<Session> {
  const TMPDIR = join(folder.path, 'tmp')
  const {status, screen} = await runAtTerminal(folder.path, ['step', 'page.md', ...args], dialogue, {TMPDIR})
  return {status, screen: stripVTControlCharacters(screen).replaceAll('\r', '')}
}

testAtTerminal('runs a block on Enter and shows expected beside actual', async () => {
  const {status, screen} = await step([], ['(1/8) ', '\r'], ['(2/8) ', 'n\r'], ['(3/8) ', '\r'], ['(4/8) ', 'q\r'])
  expect(status).toBe(0)
  expect(screen).toContain('page.md: First steps with a guide; live; h for help')
  expect(screen).toContain(
    'page.md:13  Commands and their output\n\n    $ echo "Hello from a guide"\n    Hello from a guide\n'
  )
  expect(screen).toMatch(/✓ greet reader .*\n {2}expected {6}│ actual\n {2}hello, reader │ hello, reader\n/)
  expect(screen).toContain('  ✓ prints exactly what is shown (line 29)')
  expect(leftovers()).toEqual([])
})

testAtTerminal('lists all blocks, with what became of them', async () => {
  const {screen} = await step([], ['(1/8) ', '\r'], ['(2/8) ', 'l\r'], ['(2/8) ', 'q\r'])
  expect(screen).toContain(`  ✓ 13  commands_and_their_output_1
→   20  commands_and_their_output_2
    27  commands_and_their_output_3
`)
  const {screen: short} = await step([], ['(1/8) ', 'l\r'], ['(1/8) ', 'q\r'])
  expect(short).toContain('→   13  commands_and_their_output_1\n')
})

testAtTerminal('opens a shell where the guide is', async () => {
  const {status, screen} = await step(
    [],
    ['(1/8) ', 'u 46\r'],
    ['(5/8) ', 'sh\r'],
    ['(guide) work', 'greet "$GREETING again"; echo more >> pods.txt; exit 3\r'],
    ['(5/8) ', 'n\r'],
    ['(6/8) ', '\u0004']
  )
  expect(screen).toContain('hello, hello again\n')
  // The file that the shell wrote to is the guide's own.
  expect(screen).toContain('✗ page.md:')
  expect(screen).toContain('more')
  expect(status).toBe(1)
  expect(leftovers()).toEqual([])
})

testAtTerminal('shows a failure, runs again, skips, and goes on to the end', async () => {
  folder.edit('page.md', 'Hello from a guide\n{{<', 'Hello from nowhere\n{{<')
  folder.edit('page.md', '$ echo "Hello', '$ test -e /nowhere; echo "Hello')
  const {status, screen} = await step(
    [],
    ['(1/8) ', '\r'],
    ['failed; r runs it again', ''],
    ['(2/8) ', 'r\r'],
    ['(2/8) ', 'what\r'],
    ['(2/8) ', 's\r'],
    ['(3/8) ', 'p\r'],
    ['(3/8) ', 'l\r'],
    ['(3/8) ', 'u 10\r'],
    ['(3/8) ', 'h\r'],
    ['(3/8) ', 'c\r'],
    ['(4/8) ', 'q\r']
  )
  expect(status).toBe(1)
  expect(screen.match(/- Hello from nowhere\n.*\n *\+ Hello from a guide/g)).toHaveLength(2)
  expect(screen).toContain('there is no `what`; h shows what there is')
  expect(screen).toContain('  ✗ 13  commands_and_their_output_1\n    20  commands_and_their_output_2\n→   27  ')
  expect(screen).toContain('line 10 is behind; o starts over')
  expect(screen).toContain('n, Enter  run this block and go on')
  // What the skipped block defines is not there.
  expect(screen).toContain('greet: command not found')
  expect(screen).toContain('stopped at a failure; r runs it again, c goes on')
  expect(leftovers()).toEqual([])
})

testAtTerminal('obeys one after another what is typed at once, or ahead', async () => {
  const {status, screen} = await step(['--replay'], ['(1/8) ', 'n\rs\rl\r'], ['→   27  ', 'q'], ['', '\r'])
  expect(status).toBe(0)
  expect(screen).toMatch(/\(2\/8\) s\n[\s\S]*\(3\/8\) l\n[\s\S]*✓ 13 {2}commands[\s\S]*\(3\/8\) q/)
  const ended = await step(['--replay'], ['(1/8) ', 'n\rs\r\u0004'])
  expect(ended.status).toBe(0)
  expect(ended.screen).toMatch(/✓ echo "Hello[\s\S]*\(2\/8\) s\n[\s\S]*\(3\/8\) $/m)
})

testAtTerminal('shows a block once on the way to a line', async () => {
  const {screen} = await step(['--replay'], ['(1/8) ', 'u 27\r'], ['(3/8) ', 'q\r'])
  expect(screen.match(/^page\.md:13 /gm)).toHaveLength(1)
  expect(screen.match(/^page\.md:20 /gm)).toHaveLength(1)
})

testAtTerminal('steps through a recording', async () => {
  const {status, screen} = await step(
    ['--replay'],
    ['(1/8) ', '\r'],
    ['(2/8) ', 'sh\r'],
    ['(2/8) ', 'c\r'],
    ['(end) ', 'o\r'],
    ['(1/8) ', 'c\r'],
    ['(end) ', '\r']
  )
  expect(status).toBe(0)
  expect(screen).toContain('; replay of 2026-')
  expect(screen).toContain('a replay runs nothing, so there is no shell')
  expect(screen).toContain('the end: 8 passed, 0 failed; Enter quits, o starts over')
})

testAtTerminal('starts over with a new folder', async () => {
  folder.write(
    'page.md',
    '{{< text bash >}}\n$ mkdir once\n$ export COUNT=x$COUNT\n$ echo "$COUNT"\nx\n{{< /text >}}\n'
  )
  const {status, screen} = await step([], ['(1/1) ', '\r'], ['(end) ', 'o\r'], ['(1/1) ', '\r'], ['(end) ', '\r'])
  expect(status).toBe(0)
  expect(screen.match(/the end: 1 passed, 0 failed/g)).toHaveLength(2)
  expect(leftovers()).toEqual([])
})

testAtTerminal.for([
  ['at the prompt', '\u0003'],
  ['while a block runs', '\r']
])('Ctrl-C %s gives everything back', async ([, typed = '']) => {
  folder.write('page.md', '{{< text bash >}}\n$ echo before; sleep 300\n{{< /text >}}\n')
  const dialogue = [['(1/1) ', typed], ...(typed === '\r' ? [['… runs echo before', '\u0003'] as const] : [])] as const
  const {status, screen} = await step([], ...dialogue)
  expect(status).toBe(130)
  expect(screen).toContain('guiderail: interrupted')
  expect(leftovers()).toEqual([])
})

test('reads its commands from a pipe, too', async () => {
  const argv = [command, 'step', 'page.md']
  const script = `printf 'n\\nsh\\nq\\n' | node "$@"`
  const {status, stdout} = await outcomeOf('bash', ['-c', script, 'bash', ...argv], folder.path)
  expect(status).toBe(0)
  expect(stdout).toContain('✓ echo "Hello from a guide"')
  expect(stdout).toContain('a shell needs a terminal')
})

test('takes one guide', async () => {
  folder.write('docs/one.md', projectFile('docs/guides/first-steps.md'))
  folder.write('docs/two.md', projectFile('docs/guides/first-steps.md'))
  const {status, stderr} = await outcomeOf('node', [command, 'step', 'docs'], folder.path)
  expect(status).toBe(2)
  expect(stderr).toContain('docs: one guide is stepped through at a time; name its page')
})
