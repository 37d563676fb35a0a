/** Variables that bash itself sets or that every login has; see "Shell Variables" in bash's manual. */
const names: ReadonlySet<string> = new Set(
  `BASH BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_CMDS BASH_COMMAND BASH_LINENO BASH_REMATCH BASH_SOURCE
  BASH_SUBSHELL BASH_VERSINFO BASH_VERSION COLUMNS COMP_WORDS COPROC DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS
  HISTCMD HOME HOSTNAME HOSTTYPE IFS LANG LINENO LINES LOGNAME MACHTYPE MAPFILE OLDPWD OPTARG OPTERR OPTIND OSTYPE PATH
  PIPESTATUS PPID PS1 PS2 PS4 PWD RANDOM REPLY SECONDS SHELL SHELLOPTS SHLVL SRANDOM TERM TMPDIR UID USER`.split(/\s+/)
)

/** Whether the shell gives a parameter its value: positional and special ones, and its own variables. */
export function isShellVariable(name: string): boolean {
  return names.has(name) || !/^[A-Za-z_]/.test(name) || name === '_'
}
