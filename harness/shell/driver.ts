/**
 * What bash is told, as text.
 *
 * It reads these lines from a named pipe as its script, so a step runs at the top level and no loop or function of the
 * harness stands around it. Words are quoted and builtins named as such, so that aliases and functions of a guide cannot
 * stand in; every line has redirections of its own, so that what traps and `set -x` write never reaches a step's output.
 */

/** Files between the harness and a shell. */
export interface ShellPaths {
  /** Pipe that is the standard input of steps. */
  readonly stdin: string
  /** Pipe on which the shell says how steps ended. */
  readonly status: string
  /** Script that keeps the state of a shell that exits. */
  readonly exitHook: string
  /** The state that this script keeps. */
  readonly exitState: string
  /** Exists where the harness ends the shell, whose own exit trap must then not run. */
  readonly ended: string
}

/** The last line of a state that was written to its end. */
export const STATE_END = '# complete'

/** Quote text as one word of bash. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** The first lines for a new shell. Readers have aliases at their prompt, so guides have them too. */
export function openingLines(cwd: string): string {
  return [
    `\\builtin cd -- ${quote(cwd)}`,
    '\\builtin unset OLDPWD',
    '\\builtin export OLDPWD',
    '\\builtin shopt -s expand_aliases'
  ].join('\n')
}

/**
 * The first lines for a shell that takes the place of another.
 *
 * @param cwd where it is if the folder of the former shell is gone
 * @param state file with the former shell's state
 */
export function restoringLines(cwd: string, state: string): string {
  return [
    `\\builtin cd -- ${quote(cwd)}`,
    '\\builtin unset IFS PATH PWD OLDPWD SHLVL OPTARG OPTERR OPTIND PS4 TERM HOSTNAME HOSTTYPE MACHTYPE OSTYPE',
    // Functions may have been read with it; the former value comes with the state.
    '\\builtin shopt -s extglob',
    `\\builtin . ${quote(state)}`
  ].join('\n')
}

/**
 * Set the exit trap: the harness keeps the shell's state, then comes the guide's own.
 *
 * @param own a word of bash, as `trap -p` prints it, or null
 */
export function exitTrapLine(paths: ShellPaths, own: string | null): string {
  const keep = `{ \\builtin . ${quote(paths.exitHook)} "$?" "$@"; } 2>/dev/null`
  // Either branch, so that the guide's begins with the `$?` that it expects, whatever `set -e` says.
  const trap = own === null ? keep : `if ${keep}; then \\builtin eval ${own}; else \\builtin eval ${own}; fi`
  return `\\builtin trap -- ${quote(trap)} EXIT`
}

/** The script of the exit trap; its first argument is the exit status, with which it ends, the others are the shell's. */
export function exitHook(paths: ShellPaths): string {
  return `\\builtin set +t
${stateLine(paths.exitState, 2)}
[[ ! -e ${quote(paths.ended)} ]] || \\builtin kill -9 "$$"
\\builtin return "$1"
`
}

/**
 * Append everything that makes up a shell to a file, as a script and without a single process.
 *
 * @param first the shell's first argument among those at hand
 */
export function stateLine(file: string, first: 1 | 2 = 1): string {
  const to = `>>${quote(file)} 2>/dev/null`
  const print = (format: string, value = ''): string => `\\builtin printf ${quote(format)} ${value} ${to}`
  const parts = [
    `\\builtin declare -p ${to}`,
    print(String.raw`builtin cd -- %q\n`, `"\${PWD-.}"`),
    // Going there changed it.
    print(String.raw`builtin unset OLDPWD\n`),
    `\\builtin declare -p OLDPWD ${to}`,
    `if [[ $# -ge ${first} ]]; then ${print('builtin set --')}; ${print(' %q', `"\${@:${first}}"`)}; ${print(String.raw`\n`)}; fi`,
    `\\builtin alias -p ${to}`,
    `\\builtin declare -f ${to}`,
    `\\builtin declare -F ${to}`,
    `\\builtin shopt -p ${to}`,
    `\\builtin umask -p ${to}`,
    `\\builtin trap -p ${to}`,
    // Last, because `set -e` holds from there.
    `\\builtin set +o ${to}`,
    `\\builtin echo ${quote(STATE_END)} ${to}`
  ]
  // A condition, so that `set -e` cannot stop it half-way.
  return `{ ${parts.join('; ')}; } || \\builtin :`
}

/** A command to run, and where its streams go. */
export interface StepText {
  /** Number of the step, which its reports carry. */
  readonly step: number
  readonly command: string
  readonly stdout: string
  readonly stderr: string
  readonly subshell: boolean
  /** True where `set -e` holds in the shell. */
  readonly errexit: boolean
  /** What `$?` and `PIPESTATUS` are when it begins. */
  readonly before: {readonly exitCode: number; readonly pipeStatus: readonly number[]}
}

/** The lines that report that a step begins, run it, and report its end; the command begins on the first of them. */
export function stepLines(text: StepText, paths: ShellPaths): string {
  const streams = `<${quote(paths.stdin)} >>${quote(text.stdout)} 2>>${quote(text.stderr)}`
  const run = after(text, `\\builtin eval ${quote(withReport(text, paths))} ${streams}`)
  const report = reportLine(text.step, paths)
  const begin = `\\builtin printf '%s\\0' begin ${text.step} end 1<>${quote(paths.status)} 2>/dev/null`
  // Bash throws the rest of a line away when arithmetic fails, so the report has its own.
  if (!text.subshell) return `${begin}; ${run}\n${report}`
  // A condition around the subshell (`if`, `||`) would switch `set -e` off inside as well.
  if (text.errexit)
    return `${begin}; \\builtin set +e; ( \\builtin set -e; ${run}; \\builtin exit "$?" )\n${report}\n\\builtin set -e`
  return `${begin}; ( ${run}; \\builtin exit "$?" )\n${report}`
}

/**
 * The line that starts a command in the background, with reports of its process id and of its end.
 *
 * Two subshells, so that neither `$!` nor `wait` of the guide knows of it; the inner one's exit trap reports.
 *
 * @param status pipe of its own for its reports
 */
export function backgroundLine(text: Omit<StepText, 'before' | 'subshell'>, stdin: string, status: string): string {
  const streams = `<${quote(stdin)} >>${quote(text.stdout)} 2>>${quote(text.stderr)}`
  const to = `1<>${quote(status)} 2>/dev/null`
  const trap = `\\builtin printf '%s\\0' step ${text.step} "$?" "$-" '' end ${to}`
  const inner = [
    `\\builtin trap -- ${quote(trap)} EXIT`,
    `\\builtin printf '%s\\0' pid ${text.step} "\${BASHPID-}" end ${to}`,
    `\\builtin eval ${quote(`${text.command}\n`)} ${streams}`
  ].join('; ')
  return `( ( ${inner} ) & )`
}

/** Report the exit status, the options (`$-`) and the exit trap. */
export function reportLine(step: number, {status}: ShellPaths): string {
  const to = `1<>${quote(status)} 2>/dev/null`
  return [
    `\\builtin printf '%s\\0' step ${step} "$?" "$-" ${to}`,
    `\\builtin trap -p EXIT ${to}`,
    `\\builtin printf '\\0end\\0' ${to}`
  ].join('; ')
}

/** The command with a report from inside, because `eval` hides `PIPESTATUS` from what follows it. */
function withReport({command, step}: StepText, {status}: ShellPaths): string {
  // Two newlines: a `\` at the end of the command takes the first.
  const report = `\\builtin printf '%s\\0' pipe ${step} "$?" "\${PIPESTATUS[@]}" end 1<>${quote(status)}`
  return `${command}\n\n{ ${report}; } >/dev/null 2>&1`
}

/** Run something with `$?` and `PIPESTATUS` of the step before, whatever `set -e` says. */
function after({command, before: {exitCode, pipeStatus}}: StepText, run: string): string {
  // A comment alone leaves `$?` as it was, which is no failure of its own.
  if (runsNothing(command)) return run
  if (exitCode === 0 && pipeStatus.every((status) => status === 0)) return run
  const statuses = pipeStatus.at(-1) === exitCode ? pipeStatus : [exitCode]
  const pipeline = statuses.map((status) => `( \\builtin exit ${status} )`).join(' | ')
  return exitCode === 0 ? `${pipeline}; ${run}` : `${pipeline} || ${run}`
}

function runsNothing(command: string): boolean {
  return command.split('\n').every((line) => /^\s*(#|$)/.test(line))
}
