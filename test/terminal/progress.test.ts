import {spawnSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import Xterm from '@xterm/headless'
import {describe, expect, test} from 'vitest'

const play = fileURLToPath(new URL('play.ts', import.meta.url))
const fixtures = new URL('../fixtures/terminal/', import.meta.url)
const esc = '\u001b'

interface Options {
  readonly env?: Readonly<Record<string, string>>
  readonly columns?: number
  readonly rows?: number
}

function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return {PATH: process.env['PATH'], TERM: 'xterm-256color', ...more}
}

function nodeArguments(name: string): readonly string[] {
  return ['--import', 'jiti/register', play, fileURLToPath(new URL(`${name}.jsonl`, fixtures))]
}

function playToPipe(name: string, {env = {}}: Options = {}): string {
  const ended = spawnSync(process.execPath, nodeArguments(name), {env: environment(env), encoding: 'utf8'})
  expect(ended.status, ended.stderr).toBe(0)
  expect(ended.stdout).toBe('')
  return ended.stderr
}

/** What a pseudo-terminal receives. */
function playToTerminal(name: string, {env = {}, columns = 80, rows = 24}: Options = {}): string {
  const quoted = [process.execPath, ...nodeArguments(name)].map((word) => `'${word}'`).join(' ')
  const command = `stty cols ${columns} rows ${rows}; ${quoted}`
  const ended = spawnSync('env', ['script', '-qec', command, '/dev/null'], {env: environment(env), encoding: 'utf8'})
  expect(ended.status, ended.stdout).toBe(0)
  return ended.stdout
}

/** What a terminal of that size shows once it has received some output. */
async function screenAfter(output: string, {columns = 80, rows = 24}: Options = {}): Promise<readonly string[]> {
  const terminal = new Xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 1000})
  await new Promise<void>((resolve) => terminal.write(output, resolve))
  const {length} = terminal.buffer.active
  const lines = Array.from({length}, (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '')
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1)
}

describe('to a pipe', () => {
  test.for(['failed-table', 'passed-replay', 'not-recorded', 'hostile'])('%s', async (name) => {
    const output = playToPipe(name)
    expect(output).not.toContain(esc)
    await expect(output).toMatchFileSnapshot(`../fixtures/terminal/${name}.txt`)
  })

  test('colours only where it is told to', () => {
    expect(playToPipe('failed-table', {env: {FORCE_COLOR: '1'}})).toContain(`${esc}[31m`)
    expect(playToPipe('failed-table', {env: {FORCE_COLOR: '1', NO_COLOR: '1'}})).not.toContain(esc)
    expect(playToPipe('failed-table', {env: {FORCE_COLOR: '0'}})).not.toContain(esc)
  })
})

const noTerminal = spawnSync('env', ['script', '-qec', 'stty cols 80 rows 24', '/dev/null']).status !== 0

describe.skipIf(noTerminal)('to a terminal (needs `script` of util-linux and `stty`)', () => {
  test('leaves what is over, and nothing else', async () => {
    const screen = await screenAfter(playToTerminal('failed-table', {columns: 200}), {columns: 200})
    expect(screen).toEqual([
      expect.stringMatching(
        /^✗ docs\/guides\/multi-network\.md:99 deploy_helloworld_v1_2 failed after 31 s, 22 attempts: /
      ),
      '✗ docs/guides/multi-network.md failed: 5 of 8 steps passed, 55 s',
      '✓ docs/guides/hello.md passed: 1 step, 31 s'
    ])
  })

  test('shows a line for each guide that runs: block, time, what is awaited', async () => {
    const size = {columns: 120, rows: 10}
    const screen = await screenAfter(untilTheEnd(playToTerminal('two-running', size)), size)
    expect(screen).toEqual([
      expect.stringMatching(
        /^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] docs\/指南\/部署一个应用程序到集群\.md 0\/1 creating cluster1 and cluster2 \d+ s$/
      ),
      expect.stringMatching(
        /^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] docs\/guides\/multi-network\.md 5\/8 :98 deploy_helloworld_v1_2 \d+ s waits until `helloworld-v1` is `Runn.*…$/
      )
    ])
  })

  test.for([12, 33, 60])('never wraps its lines at %i columns', async (columns) => {
    const size = {columns, rows: 6}
    const screen = await screenAfter(untilTheEnd(playToTerminal('two-running', size)), size)
    expect(screen).toHaveLength(2)
    expect(screen.map((line) => line[0])).toEqual([expect.stringMatching(/[⠁-⠿]/), expect.stringMatching(/[⠁-⠿]/)])
  })

  test('is not higher than the terminal', async () => {
    const size = {columns: 60, rows: 3}
    const screen = await screenAfter(untilTheEnd(playToTerminal('two-running', size)), size)
    expect(screen).toEqual(['  and 2 more guides'])
  })

  test('is plain without colours where NO_COLOR says so, and lines where the terminal cannot', () => {
    const colours = new RegExp(`${esc}\\[[0-9;]*m`)
    expect(playToTerminal('failed-table')).toMatch(colours)
    expect(playToTerminal('failed-table', {env: {NO_COLOR: '1'}})).not.toMatch(colours)
    expect(playToTerminal('failed-table', {env: {TERM: 'dumb'}})).not.toContain(esc)
    expect(playToTerminal('failed-table', {env: {CI: 'true', NO_COLOR: '1'}})).not.toContain(esc)
  })

  test('lets no guide write to the terminal', async () => {
    const screen = await screenAfter(playToTerminal('hostile', {columns: 300}), {columns: 300})
    expect(screen.join('\n')).toContain('✗ docs/guides/<b>&"odd" %25, name.md failed')
    expect(playToTerminal('hostile')).not.toContain(`${esc}]`)
  })
})

/** All but the erasure at the very end, when progress stops. */
function untilTheEnd(output: string): string {
  return output.slice(0, output.lastIndexOf(`${esc}[?2026h`))
}
