import {hasOption, optionValue, positionals} from './reading/arguments.ts'
import {kubectlOptions} from './reading/kubectl.ts'
import {innerScript, unwrap} from './reading/wrapper.ts'
import type {Call, Script} from './script.ts'

/** Whether a step may change which workloads run in a cluster, or how. */
export function changesWorkloads(script: Script): boolean {
  return script.calls.some(({words}) => changes(unwrap(words)))
}

/** Whether a step needs workloads to be rolled out: traffic, logs, exec, proxies, and names or addresses it captures. */
export function dependsOnWorkloads(script: Script): boolean {
  const captures = script.calls.some((call) => call.captures)
  return script.calls.some((call) => depends(call, captures))
}

const changing: ReadonlySet<string> = new Set(
  `apply create replace delete patch scale set autoscale run expose label annotate edit drain cordon uncordon taint`
    .trim()
    .split(/\s+/)
)

const changers: Readonly<Record<string, (args: readonly string[]) => boolean>> = {
  kubectl: changesByKubectl,
  oc: changesByKubectl,
  istioctl: (args) => /^(?:install|uninstall|upgrade|operator|tag|waypoint|x|experimental)$/.test(args[0] ?? ''),
  helm: (args) => args.some((word) => /^(?:install|upgrade|uninstall|delete|rollback)$/.test(word)),
  kn: (args) => args.some((word) => /^(?:create|update|apply|delete)$/.test(word)),
  flux: (args) => args.some((word) => /^(?:bootstrap|install|uninstall|create|reconcile|delete|resume)$/.test(word)),
  argocd: (args) => args.some((word) => /^(?:sync|create|set|delete|rollback)$/.test(word)),
  linkerd: (args) => args.some((word) => /^(?:install|upgrade|inject|uninstall)$/.test(word)),
  cilium: (args) => args.some((word) => /^(?:install|upgrade|uninstall|enable|disable)$/.test(word)),
  kind: (args) => args[0] === 'create' || args[0] === 'load',
  minikube: (args) => args[0] === 'start' || args[0] === 'addons',
  make: () => true,
  skaffold: () => true,
  terraform: () => true,
  source: () => true,
  '.': () => true
}

function changes(words: readonly string[]): boolean {
  const [program = '', ...args] = words
  if (Object.hasOwn(changers, program)) return changers[program]?.(args) === true
  // What a script of the release or of the guide does is not known; most deploy something.
  const shell = program === 'bash' || program === 'sh'
  return program.includes('/') || program.endsWith('.sh') || (shell && !args.some((word) => /^-[a-z]*c$/.test(word)))
}

function changesByKubectl(args: readonly string[]): boolean {
  const [verb = '', noun = ''] = positionals(args, kubectlOptions)
  if (hasOption(args, '--dry-run')) return false
  return changing.has(verb) || (verb === 'rollout' && (noun === 'restart' || noun === 'undo'))
}

const removing = new Set('delete uninstall remove rm purge teardown destroy'.split(' '))

/** Whether a step deletes something. */
export function deletes(script: Script): boolean {
  return script.calls.some(({words}) => {
    const [program = '', ...args] = unwrap(words)
    if (program === 'kubectl' || program === 'oc') return positionals(args, kubectlOptions)[0] === 'delete'
    return program === 'rm' || args.slice(0, 3).some((word) => removing.has(word))
  })
}

const traffic = new Set(
  'curl wget grpcurl fortio hey wrk ab k6 nc telnet openssl websocat nslookup dig ping siege'.split(' ')
)

function depends(call: Call, captures: boolean): boolean {
  const words = unwrap(call.words)
  const [program = '', ...args] = words
  if (program === 'kubectl' || program === 'oc') {
    const [verb = '', noun = ''] = positionals(args, kubectlOptions)
    if (verb === 'get') return captures && call.substituted && awaited(noun, optionValue(args, '-o', '--output') ?? '')
    return /^(?:exec|logs|port-forward|attach|cp|debug|wait)$/.test(verb)
  }
  if (program === 'istioctl') {
    const verb = /^(?:x|experimental)$/.test(args[0] ?? '') ? args[1] : args[0]
    return /^(?:proxy-config|pc|dashboard|dash|d|ztunnel-config|zc|describe|authz|proxy-status|ps)$/.test(verb ?? '')
  }
  if (program === 'docker') return innerScript(words) !== null
  return traffic.has(program)
}

/** A pod's name or an address, which exist only once something runs. */
function awaited(noun: string, output: string): boolean {
  return (
    /^(?:po|pods?)(?:\/|$)/.test(noun) || /loadBalancer|addresses|hostIP|podIP|clusterIP|ready|items\[/i.test(output)
  )
}
