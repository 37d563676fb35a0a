import type {SimpleCommand} from '../bash/simple-commands.ts'
import type {Word} from '../bash/word.ts'
import type {Finding, ParsedCommand} from './finding.ts'
import {type Invocation, invocationOf} from './invocation.ts'

/** Programs that change the machine or what others run on it. */
const outside: ReadonlySet<string> = new Set(
  `sudo su doas killall systemctl launchctl shutdown reboot halt poweroff iptables ip6tables nft mount umount modprobe
  useradd adduser usermod userdel groupadd chsh crontab visudo sysctl`.split(/\s+/)
)
/** Package managers, which change the machine with some of their verbs. */
const installers: Readonly<Record<string, RegExp>> = {
  apt: /^(?:install|remove|purge|update|upgrade|dist-upgrade|autoremove)$/,
  'apt-get': /^(?:install|remove|purge|update|upgrade|dist-upgrade|autoremove)$/,
  yum: /^(?:install|remove|update|upgrade|localinstall)$/,
  dnf: /^(?:install|remove|update|upgrade)$/,
  zypper: /^(?:install|in|remove|rm|update|up)$/,
  apk: /^(?:add|del|upgrade)$/,
  brew: /^(?:install|uninstall|upgrade|reinstall|tap)$/,
  snap: /^(?:install|remove|refresh)$/,
  service: /./
}
/** Programs that write the files they name, and which of their operands those are. */
const writers: Readonly<Record<string, 'all' | 'last'>> = {
  rm: 'all',
  rmdir: 'all',
  mv: 'all',
  tee: 'all',
  touch: 'all',
  mkdir: 'all',
  chmod: 'all',
  chown: 'all',
  truncate: 'all',
  unlink: 'all',
  cp: 'last',
  ln: 'last',
  install: 'last',
  rsync: 'last'
}
/** Options that name a file or folder to write. */
const outputs: Readonly<Record<string, RegExp>> = {
  curl: /^(?:-o|--output(?:-dir)?)$/,
  wget: /^(?:-O|-P|--output-document|--directory-prefix)$/,
  tar: /^(?:-C|--directory)$/,
  unzip: /^-d$/
}

/**
 * Find commands that reach beyond the session: other users' processes, the machine's packages and services, files outside
 * the working directory, home and temporary folders.
 *
 * @param allow programs and paths that configuration allows
 */
export function findReaches({text, commands}: ParsedCommand, allow: readonly string[]): readonly Finding[] {
  return commands.flatMap((command): readonly Finding[] => {
    const invocation = invocationOf(command)
    if (allow.includes(invocation.program)) return []
    const {start} = invocation
    if (isOutside(invocation)) {
      const verb =
        installers[invocation.program] === undefined
          ? undefined
          : invocation.arguments.find(({text}) => !text.startsWith('-'))
      const end = verb?.end ?? start + invocation.program.length
      return [{ruleId: 'beyond-session', offset: start, detail: {found: text.slice(start, end)}}]
    }
    const path = writtenPaths(command, invocation).find((word) => isOutsidePath(word, allow))
    return path === undefined ? [] : [{ruleId: 'beyond-session', offset: path.start, detail: {found: path.text}}]
  })
}

function isOutside({program, arguments: words}: Invocation): boolean {
  if (outside.has(program)) return true
  const operands = words.filter(({text}) => !text.startsWith('-'))
  if (installers[program]?.test(operands[0]?.text ?? '')) return true
  // By name, it finds processes that the session did not start.
  if (program === 'pkill') return !words.some(({text}) => /^-[PFgs]/.test(text))
  return program === 'kill' && words.at(-1)?.text === '-1'
}

function writtenPaths({redirections}: SimpleCommand, {program, arguments: words}: Invocation): readonly Word[] {
  const redirected = redirections.flatMap(({operator, target}) =>
    target !== null && /^(?:&?>>?|>\||<>)$/.test(operator) ? [target] : []
  )
  const operands = words.filter(({text}) => !text.startsWith('-'))
  const which = writers[program]
  const option = outputs[program]
  const named = words.filter((_, index) => option?.test(words[index - 1]?.text ?? ''))
  return [...redirected, ...named, ...(which === 'all' ? operands : which === 'last' ? operands.slice(-1) : [])]
}

function isOutsidePath({text}: Word, allow: readonly string[]): boolean {
  if (!text.startsWith('/') || /^\/(?:tmp|var\/tmp|dev|proc\/self)(?:\/|$)/.test(text)) return false
  return !allow.some(
    (path) => path.startsWith('/') && (text === path || text.startsWith(`${path.replace(/\/$/, '')}/`))
  )
}
