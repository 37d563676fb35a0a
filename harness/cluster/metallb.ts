import {readFile} from 'node:fs/promises'
import {setTimeout as sleep} from 'node:timers/promises'
import {dump} from 'js-yaml'
import {HarnessError} from '../../src/errors.ts'
import {answer} from './command.ts'

/** MetalLB's manifest, cut so that nothing of it has to wait for its own webhook. */
export interface LoadBalancer {
  readonly objects: string
  readonly webhooks: string
}

/**
 * Read MetalLB's manifest.
 *
 * @param source a path, or an http(s) address
 * @throws HarnessError `load-balancer` where it cannot be read or is none of MetalLB's
 */
export async function loadLoadBalancer(source: string, signal?: AbortSignal): Promise<LoadBalancer> {
  const text = await (/^https?:/.test(source) ? download(source, signal) : readFile(source, 'utf8')).catch((cause) => {
    signal?.throwIfAborted()
    throw new HarnessError(
      'load-balancer',
      `MetalLB's manifest \`${source}\` cannot be read: ${(cause as Error).message}; name a path or an address in \`GUIDERAIL_METALLB\` or under \`metallb\` in the configuration`,
      {cause}
    )
  })
  if (!/^kind: *CustomResourceDefinition/m.test(text) || !/^ +kind: *IPAddressPool/m.test(text)) {
    throw new HarnessError(
      'load-balancer',
      `\`${source}\` is no manifest of MetalLB 0.13 or later: it defines no \`IPAddressPool\`; its releases have one as \`config/manifests/metallb-native.yaml\``
    )
  }
  // Parsing two thousand lines of definitions, only to write them down again, would take longer than all else here.
  const documents = text.split(/^---.*$/m).filter((document) => /^kind:/m.test(document))
  const isWebhook = (document: string): boolean => /^kind: *["']?ValidatingWebhookConfiguration/m.test(document)
  return {
    objects: documents.filter((document) => !isWebhook(document)).join('---\n'),
    webhooks: documents.filter(isWebhook).join('---\n')
  }
}

/**
 * Install MetalLB with a pool of addresses, as soon as an API server answers.
 *
 * Its pods start whenever a node is ready for them. The pool comes before the webhook that would have to admit it.
 *
 * @param pool such as `172.18.224.0/27`
 * @param signal ends the waiting for a server that does not let anybody in
 * @param patienceMs how long one that does may refuse objects, since new kinds take a moment to be served
 * @throws HarnessError `load-balancer`
 */
export async function installLoadBalancer(
  kubeconfig: string,
  balancer: LoadBalancer,
  pool: string,
  signal: AbortSignal,
  patienceMs = 60_000
): Promise<void> {
  for (const objects of [balancer.objects, poolObjects(pool), balancer.webhooks]) {
    if (objects !== '') await apply(kubeconfig, objects, signal, patienceMs)
  }
}

/** kubeadm gives its user rights only a while after the server answers: on a busy machine, minutes. */
const shut = /\(Forbidden\)|\(ServiceUnavailable\)|connection refused|TLS handshake timeout|i\/o timeout|timed out/i

async function apply(kubeconfig: string, objects: string, signal: AbortSignal, patienceMs: number): Promise<void> {
  const args = [
    '--kubeconfig',
    kubeconfig,
    'apply',
    '--server-side',
    '--force-conflicts',
    '--validate=false',
    '-f',
    '-'
  ]
  let refusedAt: number | null = null
  for (;;) {
    const result = await answer('kubectl', args, {input: objects, signal, timeoutMs: 30_000})
    if (!result.failed) return
    signal.throwIfAborted()
    refusedAt = shut.test(result.stderr) ? null : (refusedAt ?? Date.now())
    if (refusedAt !== null && Date.now() - refusedAt >= patienceMs) {
      throw new HarnessError('load-balancer', `MetalLB cannot be installed:\n${result.stderr.trim().slice(-2_000)}`)
    }
    await sleep(200, undefined, {signal})
  }
}

function poolObjects(pool: string): string {
  const metadata = {name: 'guiderail', namespace: 'metallb-system'}
  const apiVersion = 'metallb.io/v1beta1'
  const objects = [
    {apiVersion, kind: 'IPAddressPool', metadata, spec: {addresses: [pool], avoidBuggyIPs: true}},
    {apiVersion, kind: 'L2Advertisement', metadata, spec: {ipAddressPools: ['guiderail']}}
  ]
  return objects.map((object) => dump(object)).join('---\n')
}

async function download(address: string, signal?: AbortSignal): Promise<string> {
  const limit = AbortSignal.timeout(30_000)
  const either = signal === undefined ? limit : AbortSignal.any([signal, limit])
  const response = await fetch(address, {signal: either}).catch((error: Error) => {
    // `fetch failed` is all that it says itself; and of several addresses that were tried, there is only a code.
    const {message, code} = (error.cause ?? error) as NodeJS.ErrnoException
    throw new Error(message || code, {cause: error})
  })
  if (!response.ok) throw new Error(`it answers ${response.status} ${response.statusText}`)
  return response.text()
}
