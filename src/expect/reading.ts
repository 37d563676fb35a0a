import {hasOption, optionValue, positionals} from './reading/arguments.ts'
import {readsCurl, readsWget} from './reading/http.ts'
import {readsKubectl} from './reading/kubectl.ts'
import {innerScript, unwrap} from './reading/wrapper.ts'
import type {Call, Script} from './script.ts'

/**
 * Whether a step only reads, so that it may be repeated until what the page shows has come about.
 *
 * Every simple command must read, those in `$(…)`, loops and pipelines too. What changes the shell itself (`cd`, `export`,
 * functions) does not read: repeated attempts run in a subshell, in which it would be lost.
 */
export function reads(script: Script): boolean {
  if (script.broken || script.defines || script.background || script.endless) return false
  return script.calls.length > 0 && script.calls.every(readsCall)
}

const harmless = new Set(['/dev/null', '/dev/stdout', '/dev/stderr', '/dev/tty'])

function readsCall(call: Call): boolean {
  if (call.writes.some((target) => !harmless.has(target))) return false
  if (call.sets.length > 0) return call.substituted
  if (call.words.length === 0) return true
  return readsWords(unwrap(call.words))
}

function readsWords(words: readonly string[]): boolean {
  const inner = innerScript(words)
  if (inner !== null) return reads(inner)
  const [program = '', ...args] = words
  const name = program.slice(program.lastIndexOf('/') + 1)
  if (args.length === 1 && (args[0] === '--version' || args[0] === '--help')) return true
  const rule = Object.hasOwn(programs, name) ? programs[name] : undefined
  return rule?.(args) === true
}

type Rule = (args: readonly string[]) => boolean

const always: Rule = () => true

/** Reads unless one of these options is given. */
const unless =
  (...options: readonly string[]): Rule =>
  (args) =>
    !hasOption(args, ...options) && !options.some((option) => option.length === 2 && clustered(args, option))

/** Reads where its first words are one of these: `proxy-config`, `x describe`. */
const verbs =
  (list: string, valued: ReadonlySet<string> = new Set()): Rule =>
  (args) => {
    const words = positionals(args, valued).join(' ')
    return list.split(', ').some((verb) => words === verb || words.startsWith(`${verb} `))
  }

/** `-i`, `-i.bak`, `-ni` and `--in-place` write the file that is read. */
const editsNothing: Rule = (args) => !args.some((word) => /^-[a-zA-Z]*i|^--in-?place/.test(word))

const clustered = (args: readonly string[], option: string): boolean =>
  args.some((word) => /^-[a-zA-Z]{2,}$/.test(word) && word.includes(option.slice(1)))

const meshOptions = new Set(
  '-n --namespace --context --kubeconfig -i --istioNamespace -c --revision -r -o -f'.split(' ')
)
const helmOptions = new Set('-n --namespace --kube-context --kubeconfig -o -f --filter -l'.split(' '))

const filters = `cat grep egrep fgrep zgrep ls head sort uniq wc jq cut tr column nl rev tac paste join comm fold fmt
  diff cmp stat file which type printenv echo printf date pwd whoami id hostname uname ps df du free sha256sum sha1sum
  md5sum cksum base64 dig nslookup host ping getent nc test [ true false : sleep seq basename dirname realpath readlink
  tree expr strings xxd od hexdump traceroute netstat ss arp lsof uptime groups tty less more break continue`

const programs: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    filters
      .trim()
      .split(/\s+/)
      .map((name) => [name, always])
  ),
  kubectl: readsKubectl,
  oc: readsKubectl,
  curl: readsCurl,
  wget: readsWget,
  istioctl: verbs(
    `proxy-status, ps, proxy-config, pc, analyze, version, verify-install, validate, remote-clusters, tag list, ztunnel-config,
    zc, manifest generate, profile, x describe, experimental describe, x authz check, experimental authz check, x precheck,
    experimental precheck, x proxy-status, x ps, x version, x config list, x injector list, x check-inject, waypoint list,
    waypoint status, waypoint generate, x revision, x remote-clusters, admin log, help`.replace(/\s+/g, ' '),
    meshOptions
  ),
  helm: verbs('list, ls, status, get, history, show, search, version, template, lint, repo list, env', helmOptions),
  docker: verbs(
    'ps, images, inspect, logs, version, info, port, stats, top, network ls, network inspect, volume ls, image ls'
  ),
  podman: verbs('ps, images, inspect, logs, version, info, port'),
  kind: verbs('get, version'),
  minikube: verbs('status, ip, version, profile list, service list, addons list'),
  git: verbs('status, log, diff, show, rev-parse, describe, ls-files, ls-remote, remote'),
  openssl: (args) => verbs('s_client, x509, version, verify, crl, asn1parse')(args) && unless('-out')(args),
  step: verbs('certificate inspect, certificate verify, version'),
  grpcurl: (args) => !hasOption(args, '-d') && verbs('list, describe', new Set())(args.slice(-1)),
  fortio: verbs('curl, version'),
  go: verbs('version, env'),
  tail: unless('-f', '-F', '--follow'),
  sed: editsNothing,
  yq: editsNothing,
  awk: (args) => !args.some((word) => /\bsystem\s*\(|>/.test(word)),
  gawk: (args) => !args.some((word) => /\bsystem\s*\(|>/.test(word)),
  find: unless('-delete', '-exec', '-execdir', '-ok', '-fprint'),
  tee: (args) => positionals(args, new Set()).every((file) => harmless.has(file)),
  env: (args) => args.length === 0,
  read: always,
  linkerd: verbs(
    'check, version, viz stat, viz edges, viz check, viz routes, multicluster gateways, multicluster check, stat'
  ),
  cilium: verbs('status, version, endpoint list, connectivity status'),
  flux: verbs('get, check, version, tree, export, stats, events'),
  kn: verbs('service list, service describe, version, revision list, route list, source list'),
  argocd: verbs('app get, app list, version, cluster list'),
  kustomize: verbs('build, version'),
  cmctl: verbs('status, check, version'),
  etcdctl: verbs('get, member list, endpoint'),
  calicoctl: verbs('get, version, node status'),
  crictl: verbs('ps, pods, images, inspect, logs, version, info'),
  gcloud: (args) =>
    positionals(args, new Set()).some((word) => ['list', 'describe', 'version', 'get-value'].includes(word)),
  aws: (args) => /^(?:describe|list|get)-/.test(positionals(args, new Set(['--region', '--profile']))[1] ?? ''),
  az: (args) => positionals(args, new Set()).some((word) => ['list', 'show'].includes(word))
}

/** The value of `--timeout`, as some readers take it (`kubectl wait`), or null. */
export function ownTimeout(script: Script): string | null {
  for (const {words} of script.calls) {
    const value = optionValue(unwrap(words), '--timeout')
    if (value !== null) return value
  }
  return null
}
