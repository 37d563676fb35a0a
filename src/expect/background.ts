import {says} from '../says.ts'
import {afterDashes, hasOption, positionals} from './reading/arguments.ts'
import {kubectlOptions, kubectlVerb, watchesKubectl} from './reading/kubectl.ts'
import {innerScript, unwrap} from './reading/wrapper.ts'
import type {Call, Script} from './script.ts'

/**
 * Whether a step would run until somebody ends it, so that it belongs into the background until the guide ends.
 *
 * Not where the author sees to that: with `&`, with `timeout` in front, or with `head` at the end.
 */
export function neverReturns(script: Script): boolean {
  if (script.background || script.broken) return false
  const calls = script.calls.filter((call) => !call.substituted)
  if (calls.some(({words}) => words[0] === 'break' || words[0] === 'exit' || words[0] === 'timeout')) return false
  if (script.ending.piped && script.ending.call !== null && stopsEarly(script.ending.call)) return false
  return script.endless || calls.some(runsOn)
}

function stopsEarly({words}: Call): boolean {
  const [program, ...args] = words
  return program === 'head' || (program === 'grep' && args.some((word) => /^-[a-zA-Z]*[qm]/.test(word)))
}

function runsOn(call: Call): boolean {
  const words = unwrap(call.words)
  const inner = innerScript(words) ?? attachedScript(words)
  if (inner !== null) return neverReturns(inner)
  const [program = '', ...args] = words
  return Object.hasOwn(programs, program) ? programs[program]?.(args) === true : followsLog(program, args)
}

/** Whether a program that is not known follows a log, as `kapp logs -f` does. */
function followsLog(program: string, args: readonly string[]): boolean {
  // A workflow's ends with it.
  return program !== 'argo' && args[0] === 'logs' && follows(args)
}

/** What a new container runs whose output is shown until it ends: `kubectl run -i … -- sh -c '…'`. */
function attachedScript([program = '', ...args]: readonly string[]): Script | null {
  if (program !== 'kubectl' || kubectlVerb(args) !== 'run') return null
  if (!hasOption(args, '-i', '-it', '-ti', '--stdin', '--attach', '--rm')) return null
  return innerScript(afterDashes(args) ?? [])
}

const follows = (args: readonly string[]): boolean =>
  hasOption(args, '-f', '--follow') || args.some((word) => /^-[a-z]*f$/.test(word))

const kubectlRunsOn = (args: readonly string[]): boolean => {
  const [verb = ''] = positionals(args, kubectlOptions)
  if (verb === 'port-forward' || verb === 'proxy' || verb === 'attach') return true
  if (verb === 'logs') return hasOption(args, '-f', '--follow')
  return watchesKubectl(args)
}

const containersRunOn = ([verb, ...args]: readonly string[]): boolean =>
  (verb === 'logs' || (verb === 'compose' && args.includes('logs'))) && follows(args)

const programs: Readonly<Record<string, (args: readonly string[]) => boolean>> = {
  kubectl: kubectlRunsOn,
  oc: kubectlRunsOn,
  istioctl: (args) => /^(?:dashboard|dash|d)$/.test(positionals(args, kubectlOptions)[0] ?? ''),
  docker: containersRunOn,
  podman: containersRunOn,
  minikube: (args) => /^(?:tunnel|dashboard|mount)$/.test(args[0] ?? ''),
  linkerd: (args) => args.includes('dashboard') || args.includes('tap'),
  flux: (args) =>
    args[0] === 'logs' ? follows(args) : /^(?:get|events)$/.test(args[0] ?? '') && hasOption(args, '-w', '--watch'),
  cilium: (args) => args[0] === 'monitor' || (args[0] === 'hubble' && /^(?:ui|port-forward)$/.test(args[1] ?? '')),
  hubble: (args) => args[0] === 'observe' && follows(args),
  argocd: (args) => args[0] === 'admin' && args[1] === 'dashboard',
  dapr: (args) => args[0] === 'run' || args[0] === 'dashboard',
  func: (args) => args[0] === 'run',
  tilt: (args) => args[0] === 'up',
  'cloud-provider-kind': () => true,
  skaffold: (args) => args[0] === 'dev',
  hugo: (args) => args[0] === 'server' || args[0] === 'serve',
  tail: (args) => args.some((word) => /^-[a-zA-Z0-9]*[fF][a-zA-Z0-9]*$|^--follow/.test(word)),
  journalctl: follows,
  python: servesHttp,
  python3: servesHttp,
  ssh: (args) => args.some((word) => /^-[a-zA-Z]*N/.test(word)),
  nc: (args) => args.some((word) => /^-[a-z]*l/.test(word)),
  ping: (args) => !args.some((word) => /^-[a-zA-Z0-9]*[cw]/.test(word)),
  sleep: (args) => args[0] === 'infinity',
  stern: () => true,
  tcpdump: (args) => !args.some((word) => /^-[a-zA-Z]*c/.test(word)),
  yes: () => true
}

/** Programs that end by themselves, whichever terminal they run in. */
const shortLived: ReadonlySet<string> = new Set(
  `kubectl oc istioctl helm kind minikube git curl wget export echo printf cat ls cd mkdir cp mv rm grep sed
  awk jq yq openssl base64 chmod source`
    .trim()
    .split(/\s+/)
)

const other = '(?:new|second|separate|different|other)'
const terminal = '(?:terminal|console|shell|command prompt)\\b'
/** "In a new terminal window, start the server:" tells that a command goes on, whatever it is. */
const ownTerminal = new RegExp(
  `\\bin (?:a|an|another|your other) (?:${other} )?${terminal}[^.]{0,200}\\b(?:start|launch|serve|keep|server)\\b`
)
/** "In one terminal, run:" tells so where another one follows. */
const firstTerminal = new RegExp(`\\bin (?:one|(?:a|the|your) first) ${terminal}`)
/** "In another terminal, send a request:" tells that the first one is busy. */
const otherTerminal = new RegExp(`\\b(?:another|(?:a|the|your) ${other}) (?:${other} )?${terminal}`)
/** A terminal may also be opened for what was installed or set before. */
const afresh = /\b(?:effect|reload|path)\b/

/**
 * Whether a sentence says of the step after it that it goes on in a terminal of its own.
 *
 * @param later sentences of its section after it
 */
export function goesOn(sentence: string, script: Script, later: () => readonly string[]): boolean {
  const isOwn = says(sentence, ownTerminal)
  if ((!isOwn && !says(sentence, firstTerminal)) || !mayGoOn(script)) return false
  return isOwn || later().some((text) => says(text, otherTerminal))
}

/** Whether a sentence takes another terminal for the step after it, as the one before it goes on. */
export function leavesRunning(sentence: string, before: Script): boolean {
  return says(sentence, otherTerminal) && !says(sentence, afresh) && mayGoOn(before)
}

/** Whether a command may be one that runs until somebody ends it. */
function mayGoOn({ending, calls}: Script): boolean {
  const words = unwrap(ending.call?.words ?? [])
  return calls.length === 1 && words.length > 0 && !endsByItself(words)
}

/** Words of commands that end once their work is done: `npm run build`, `terraform apply`. */
const work =
  /^(?:add|apply|bootstrap|build|check|clean|create|delete|deploy|destroy|get|init|install|list|login|pull|push|remove|set|status|sync|test|uninstall|update|upgrade|version)(?:-|$)/

function endsByItself([program = '', ...args]: readonly string[]): boolean {
  if (program === 'docker' || program === 'podman') return args[0] !== 'run' || hasOption(args, '-d', '--detach')
  return shortLived.has(program) || args.some((word) => work.test(word))
}

function servesHttp(args: readonly string[]): boolean {
  return args[0] === '-m' && args[1] === 'http.server'
}
