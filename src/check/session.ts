import type {SimpleCommand} from '../bash/simple-commands.ts'
import type {Word} from '../bash/word.ts'
import type {Finding, ParsedCommand} from './finding.ts'
import {type Invocation, invocationOf} from './invocation.ts'

/** Programs that change the machine or what others run on it. */
const outside: ReadonlySet<string> = new Set(
  `sudo su doas killall systemctl launchctl shutdown reboot halt poweroff iptables ip6tables nft mount umount modprobe
  useradd adduser usermod userdel groupadd chsh crontab visudo sysctl`.split(/\s+/)
)
/** Package managers, which change the machine with some of their verbs, and what makes or removes clusters. */
const changers: Readonly<Record<string, RegExp>> = {
  apt: /^(?:install|remove|purge|update|upgrade|dist-upgrade|autoremove)\b/,
  'apt-get': /^(?:install|remove|purge|update|upgrade|dist-upgrade|autoremove)\b/,
  yum: /^(?:install|remove|update|upgrade|localinstall)\b/,
  dnf: /^(?:install|remove|update|upgrade)\b/,
  zypper: /^(?:install|in|remove|rm|update|up)\b/,
  apk: /^(?:add|del|upgrade)\b/,
  brew: /^(?:install|uninstall|upgrade|reinstall|tap)\b/,
  snap: /^(?:install|remove|refresh)\b/,
  service: /^\S+/,
  kind: /^(?:create|delete) clusters?\b/,
  minikube: /^(?:start|stop|delete)\b/,
  k3d: /^clusters? (?:create|start|stop|delete|rm|del)\b/,
  kubeadm: /^(?:init|join|reset|upgrade (?:apply|node))\b/,
  eksctl: /^(?:create|delete) cluster\b/,
  aws: /^eks (?:create|delete)-cluster\b/,
  az: /^aks (?:create|start|stop|delete)\b/,
  gcloud: /^(?:(?:alpha|beta) )?container clusters (?:create|delete)\b/,
  doctl: /^(?:kubernetes|k8s|k) clusters? (?:create|delete)\b/
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
 * Find commands that reach beyond the session: other users' processes, the machine's packages and services, clusters that
 * nobody made for the guide, files outside the working directory, home and temporary folders.
 *
 * @param allow programs and paths that configuration allows
 */
export function findReaches({text, commands}: ParsedCommand, allow: readonly string[]): readonly Finding[] {
  return commands.flatMap((command): readonly Finding[] => {
    const invocation = invocationOf(command)
    if (allow.includes(invocation.program)) return []
    const {start} = invocation
    const end = endOfReach(invocation)
    if (end !== null) return [{ruleId: 'beyond-session', offset: start, detail: {found: text.slice(start, end)}}]
    const path = writtenPaths(command, invocation).find((word) => isOutsidePath(word, allow))
    return path === undefined ? [] : [{ruleId: 'beyond-session', offset: path.start, detail: {found: path.text}}]
  })
}

/** Where the words end by which a program reaches beyond the session; null where it does not. */
function endOfReach({program, arguments: words, nameEnd}: Invocation): number | null {
  const operands = words.filter(({text}) => !text.startsWith('-'))
  const verb = changers[program]?.exec(operands.map(({text}) => text).join(' '))?.[0]
  if (verb !== undefined) return operands[verb.split(' ').length - 1]?.end ?? null
  return outside.has(program) || endsOthers(program, words) ? nameEnd : null
}

/** Whether a program ends processes that the session did not start, as those that it finds by name. */
function endsOthers(program: string, words: readonly Word[]): boolean {
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
