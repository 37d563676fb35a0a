import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, onTestFinished, test, vi} from 'vitest'
import {isRunning, type TemporarySession, temporarySession} from './temporary-session.ts'

const name = fc.constantFrom('a', 'b', 'c', 'd')
const value = fc.oneof(
  fc.constantFrom(
    'x',
    '',
    'two words',
    "it's",
    '"',
    '$HOME',
    '`',
    '\\',
    '*',
    '~',
    '-n',
    '\t',
    '\n',
    'é',
    '\u0001',
    '!',
    '%s'
  ),
  fc.string({maxLength: 8}).map((text) => text.replaceAll('\0', ''))
)
const word = value.map((text) => `'${text.replaceAll("'", `'\\''`)}'`)

/** Steps that a guide may have, each of which leaves a shell that goes on. */
const step = fc.oneof(
  fc.tuple(name, word).map(([n, w]) => `${n}=${w}`),
  fc.tuple(name, word).map(([n, w]) => `export ${n}=${w}`),
  fc.tuple(name, word, word).map(([n, v, w]) => `unset ${n}; ${n}=(${v} ${w})`),
  fc.tuple(name, word, word).map(([n, k, w]) => `unset ${n}; declare -A ${n}=([k${k}]=${w})`),
  fc.tuple(name, fc.integer()).map(([n, i]) => `unset ${n}; declare -i ${n}=${i}`),
  name.map((n) => `declare -p ${n}`),
  name.map((n) => `unset ${n}`),
  name.map((n) => `echo "$${n}" "\${${n}[@]}" $${n}`),
  fc.tuple(name, name).map(([n, m]) => `f_${n}() {\n  local own=$1\n  echo "in ${n}: $own $${m}"\n  return 3\n}`),
  fc.tuple(name, word).map(([n, w]) => `f_${n} ${w}`),
  name.map((n) => `export -f f_${n}; bash -c 'f_${n} child'`),
  name.map((n) => `unset -f f_${n}`),
  fc.tuple(name, word).map(([n, w]) => `alias ll_${n}='echo '${w}`),
  name.map((n) => `ll_${n}`),
  name.map((n) => `mkdir -p d_${n}; cd d_${n}`),
  fc.constantFrom('[[ $PWD == */d_? ]] && cd ..', 'cd -', 'cd', 'cd no/such', 'pwd', 'cd "$HOME/work"'),
  fc.constantFrom('set -f', 'set +f', 'set -o pipefail', 'set +o pipefail', 'set -C', 'set +C'),
  fc.constantFrom('shopt -s extglob', 'shopt -u extglob', 'shopt -s nullglob', 'shopt -u nullglob', 'shopt -s dotglob'),
  fc.constantFrom('umask 022', 'umask 077', 'IFS=:', 'unset IFS', "IFS=$' \\t\\n'", 'unset OLDPWD'),
  fc.constantFrom('false', 'false | true', 'true | false', '! true', '(exit 4)', 'no-such-command', 'echo a | tr a b'),
  fc.constantFrom('if; then', 'echo "open', 'echo $((1 +))', 'for i in 1 2; do echo $i; done', 'echo err >&2'),
  fc.tuple(word, word).map(([v, w]) => `set -- ${v} ${w}`),
  fc.constantFrom('echo "$#:$1"', 'shift', 'set --', 'echo "$-"'),
  word.map((w) => `cat <<EOF\n${w} $a\nEOF`),
  word.map((w) => `echo ${w} >> log; cat log`),
  fc.constantFrom("trap 'echo usr1' USR1", 'trap - USR1', 'exec 7>>seven', 'echo to seven >&7'),
  fc.constantFrom('return 3', 'break', 'x=$(echo sub); echo $x', '( a=inner; cd /; echo $a )', 'printf no-newline')
)

/** Print the whole state of a shell, without what differs between any two. */
const probe = `( set +u; IFS=$' \\t\\n'; \\builtin declare -p |
  grep -Ev '^declare -[-a-zA-Z]+ (BASH|BASHPID|BASH_[A-Z0-9_]+|GROUPS|HISTCMD|EPOCH[A-Z]+|FUNCNAME|GUIDERAIL_SESSION|LINENO|PIPESTATUS|PPID|RANDOM|SECONDS|SRANDOM|SHLVL|_|OPTIND|OPTERR|COMP_WORDBREAKS|SHELLOPTS|DIRSTACK)(=|$)'
  declare -f; declare -F; alias; shopt; set -o; umask; trap; pwd; echo "$# $*" ) 2>&1 | grep -Ev ' EXIT$'`

/** What a step did, as far as it must be the same everywhere. */
interface Outcome {
  readonly command: string
  readonly stdout: string
  readonly exitCode: number | null
}

interface Run {
  readonly outcomes: readonly Outcome[]
  readonly state: string
}

const CUT = '\u0002cut\u0002'

/** Run steps as one plain script, and cut what it wrote into steps. */
function runPlainly(commands: readonly string[]): Run {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'guiderail-test-')))
  onTestFinished(() => rmSync(root, {recursive: true}))
  mkdirSync(join(root, 'work'))
  const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
  // It hands `$?` on to the next step, as a session does.
  const report = `report() { local status=$?; \\builtin printf '${CUT}%s${CUT}' "$status"; return $status; }`
  const lines = commands.map((command) => `\\builtin eval ${quote(command)}\nreport`)
  const script = join(root, 'bash')
  const opening = `shopt -s expand_aliases\nunset OLDPWD; export OLDPWD\n${report}`
  writeFileSync(script, [opening, ...lines, 'unset -f report', probe, ''].join('\n'))
  const {stdout} = spawnSync('bash', [script], {
    cwd: join(root, 'work'),
    env: {PATH: process.env['PATH'] ?? '', HOME: root},
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1e8
  })
  const parts = stdout.replaceAll(root, '/root').split(CUT)
  return {
    outcomes: commands.map((command, index) => ({
      command,
      stdout: parts[index * 2] ?? 'absent',
      exitCode: Number(parts[index * 2 + 1])
    })),
    state: parts.at(-1) ?? ''
  }
}

/** Run them in a session; `between` happens after each. */
async function runInSession(
  commands: readonly string[],
  between: (session: TemporarySession, index: number) => Promise<unknown>
): Promise<Run> {
  const session = await temporarySession()
  const mask = (text: string): string => text.replaceAll(session.root, '/root')
  const outcomes: Outcome[] = []
  for (const [index, command] of commands.entries()) {
    const {stdout, exitCode} = await session.do(command)
    outcomes.push({command, stdout: mask(stdout), exitCode})
    await between(session, index)
  }
  return {outcomes, state: mask((await session.do(probe)).stdout)}
}

/** Exit statuses as success or failure: which failure it is may depend on `$?` before, which a replacement changes. */
function withoutCodes(run: Run): unknown {
  return {...run, outcomes: run.outcomes.map((outcome) => ({...outcome, exitCode: outcome.exitCode === 0}))}
}

// A seed of its own for each run would make a failure somebody else's; the seed is printed, and can be set.
const seed = Number(process.env['FIDELITY_SEED'] ?? 20_260_101)
const sequences = fc.sample(fc.array(step, {minLength: 60, maxLength: 60, size: 'max'}), {numRuns: 5, seed})

test.for(sequences.map((commands, index) => ({index, commands})))(
  'sixty random steps do what they do in a plain script ($index)',
  async ({commands}) => {
    const plain = runPlainly(commands)
    expect(plain.state).toContain('expand_aliases')
    expect(await runInSession(commands, async () => undefined)).toEqual(plain)
  }
)

test.for(sequences.map((commands, index) => ({index, commands})))(
  'and with the shell replaced ever so often ($index)',
  async (sequence) => {
    // What a guide opened itself goes with the shell.
    const commands = sequence.commands.filter((command) => !command.includes('seven'))
    const plain = runPlainly(commands)
    const later = '\\builtin printf %s "$$"; (sleep 0.01; kill -9 $$) & disown'
    const ways = ['exit 3', 'kill -9 $$', 'exec true', 'set -e; false', later]
    // `set -e` is not the guide's here, so it is taken back.
    const replaced = await runInSession(commands, async (session, index) => {
      if (index % 3 > 0) return
      const way = ways[(index / 3) % ways.length] ?? ''
      const {stdout} = await session.do(way)
      // Not in the midst of the next step, which then would not do the same.
      if (way === later) await vi.waitUntil(() => !isRunning(Number(stdout)), {timeout: 60_000})
      await session.do('set +e')
    })
    expect(withoutCodes(replaced)).toEqual(withoutCodes(plain))
  }
)
