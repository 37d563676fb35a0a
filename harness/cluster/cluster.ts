import {setTimeout as sleep} from 'node:timers/promises'
import {HarnessError} from '../../src/errors.ts'
import type {ClusterRequest} from '../../src/plan/plan.ts'
import {answer, output} from './command.ts'
import {createKindCluster, KindFailure, type KindOptions} from './kind.ts'
import {explainFailure, passes} from './kind-failure.ts'
import {type Access, accessFrom} from './kubeconfig.ts'
import {listening, type Node, nodesOf} from './node.ts'
import type {ClusterRecord} from './registry.ts'
import type {RoutedCluster} from './routes.ts'

/** Told while a cluster comes up, so that what does not need all of it can begin. */
export interface Arrival extends KindOptions {
  /** Its API server answers; nodes may not be ready. What it returns is awaited, beside kind. */
  readonly onServer: (access: Access, signal: AbortSignal) => Promise<void>
}

/** A cluster that is up. */
export interface RaisedCluster extends RoutedCluster {
  readonly access: Access
  /** Such as `v1.34.4`. */
  readonly kubernetes: string
  readonly durationMs: number
}

const serverPort = 6443

/**
 * Bring one cluster up, once more where the first failure is one that passes.
 *
 * @throws HarnessError `cluster-not-created`, `no-node-image`, `disk-full`, `load-balancer`
 */
export async function raiseCluster(
  record: ClusterRecord,
  request: ClusterRequest,
  arrival: Arrival
): Promise<RaisedCluster> {
  const started = performance.now()
  const explain = (error: unknown): never => {
    throw error instanceof KindFailure ? explainFailure(record.name, error.message) : error
  }
  const access = await bringUp(record, request, arrival).catch((error: unknown) => {
    if (!(error instanceof KindFailure) || !passes(error.message)) return explain(error)
    arrival.onStep('trying again')
    return bringUp(record, request, arrival).catch(explain)
  })
  const cluster = await describeCluster(record, access, arrival.signal)
  return {...cluster, durationMs: performance.now() - started}
}

/**
 * Take up a cluster that is there already.
 *
 * @throws Error where its nodes are gone or do not answer
 */
export async function rejoinCluster(record: ClusterRecord, signal: AbortSignal): Promise<RaisedCluster> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)])
  const access = await attend(record, limit)
  return {...(await describeCluster(record, access, limit)), durationMs: 0}
}

/** kind makes it, and what can start as soon as its API server answers does so meanwhile; if one fails, so does the other. */
async function bringUp(record: ClusterRecord, request: ClusterRequest, arrival: Arrival): Promise<Access> {
  const failed = new AbortController()
  const signal = AbortSignal.any([arrival.signal, failed.signal])
  const arrive = async (): Promise<Access> => {
    const access = await attend(record, signal)
    await arrival.onServer(access, signal)
    return access
  }
  const together = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      failed.abort(error)
      throw error
    })
  const [, arrived] = await Promise.allSettled([
    together(createKindCluster(record, request, {...arrival, signal})),
    together(arrive())
  ])
  arrival.signal.throwIfAborted()
  if (failed.signal.aborted || arrived.status === 'rejected') throw failed.signal.reason
  return arrived.value
}

/** Follow the first node until its API server answers. */
async function attend(record: ClusterRecord, signal: AbortSignal): Promise<Access> {
  const node = await firstNode(record.kindName, signal)
  await listening(node.address, serverPort, signal)
  const config = await output('docker', ['exec', node.name, 'cat', '/etc/kubernetes/admin.conf'], {signal})
  return accessFrom(config, null, record.name, `https://${node.address}:${serverPort}`)
}

async function describeCluster(
  record: ClusterRecord,
  access: Access,
  signal: AbortSignal
): Promise<Omit<RaisedCluster, 'durationMs'>> {
  const nodes = await nodesOf(record.kindName, signal)
  const kubernetes = await waitUntilUsable(nodes, signal)
  return {record, access, kubernetes, nodes: await podRanges(record, nodes)}
}

async function firstNode(kindName: string, signal: AbortSignal): Promise<Node> {
  for (;;) {
    const node = (await nodesOf(kindName, signal)).find(({role, address}) => role === 'control-plane' && address !== '')
    if (node !== undefined) return node
    signal.throwIfAborted()
    await sleep(300, undefined, {signal})
  }
}

/** Pods need a service account, which is made a moment after the server answers; gives the server's version. */
async function waitUntilUsable(nodes: readonly Node[], signal: AbortSignal | undefined): Promise<string> {
  const [node] = nodes
  if (node === undefined) throw new HarnessError('cluster-not-created', 'the nodes of the cluster are gone')
  const script = `
    export KUBECONFIG=/etc/kubernetes/admin.conf
    for attempt in $(seq 300); do kubectl --namespace default get serviceaccount default > /dev/null 2>&1 && break; sleep 0.1; done
    cat /kind/version`
  const result = await answer('docker', ['exec', node.name, 'sh', '-c', script], {signal})
  return result.stdout.trim()
}

/** One node serves the whole pod range; of several, each serves what its cluster gave it. */
async function podRanges(record: ClusterRecord, nodes: readonly Node[]): Promise<RoutedCluster['nodes']> {
  const [first, ...others] = nodes
  if (first === undefined) return []
  if (others.length === 0) return [{node: first, podRange: record.podRange}]
  const template = '{range .items[*]}{.metadata.name} {.spec.podCIDR}{"\\n"}{end}'
  const args = ['exec', first.name, 'kubectl', '--kubeconfig', '/etc/kubernetes/admin.conf', 'get', 'nodes', '-o']
  const listed = await output('docker', [...args, `jsonpath=${template}`])
  return listed.split('\n').flatMap((line) => {
    const [name, podRange] = line.split(' ')
    const node = nodes.find((candidate) => candidate.name === name)
    return node === undefined || !podRange ? [] : [{node, podRange}]
  })
}
