import {setTimeout as sleep} from 'node:timers/promises'
import {HarnessError} from '../../src/errors.ts'
import type {ClusterRequest} from '../../src/plan/plan.ts'
import {output} from './command.ts'
import {removeNodes} from './deletion.ts'
import {createKindCluster, KindFailure, type KindOptions} from './kind.ts'
import {explainFailure, explainOverdue, passes} from './kind-failure.ts'
import {type Access, accessFrom} from './kubeconfig.ts'
import {listening, type Node, nodesOf} from './node.ts'
import type {ClusterRecord} from './registry.ts'
import type {RoutedCluster} from './routes.ts'

/** Told while a cluster comes up, so that what does not need all of it can begin. */
export interface Arrival extends KindOptions {
  /** How long one attempt may take, in milliseconds. */
  readonly limitMs: number
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
  const attempt = (): Promise<Arrived> => bringUp(record, request, arrival)
  const arrived = await attempt()
    .catch(async (error: unknown) => {
      if (!isPassing(error)) throw error
      arrival.onStep('trying again')
      // kind removes the nodes of what it gave up, but not of what was ended.
      await removeNodes([record.kindName])
      return attempt()
    })
    .catch((error: unknown) => {
      if (error instanceof KindFailure) throw explainFailure(record.name, error.message)
      throw error instanceof Overdue ? explainOverdue(record.name, arrival.limitMs, error.lastStep) : error
    })
  const nodes = await servedRanges(record, arrived, arrival.signal)
  return {...arrived, record, nodes, durationMs: performance.now() - started}
}

/** An attempt that was given up when its time was over. */
class Overdue extends Error {
  override readonly name = 'Overdue'

  constructor(readonly lastStep: string | null) {
    super('the time to create a cluster is over')
  }
}

/** A machine that was too busy for one attempt may have time for the next, and what was pulled by then is there. */
function isPassing(error: unknown): boolean {
  return error instanceof Overdue || (error instanceof KindFailure && passes(error.message))
}

/**
 * Take up a cluster that is there already.
 *
 * @throws Error where its nodes are gone or do not answer
 */
export async function rejoinCluster(record: ClusterRecord, signal: AbortSignal): Promise<RaisedCluster> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)])
  const arrived = await attend(record, limit)
  return {...arrived, record, nodes: await servedRanges(record, arrived, limit), durationMs: 0}
}

/** A cluster whose API server answers. */
interface Arrived {
  readonly node: Node
  readonly access: Access
  readonly kubernetes: string
}

/** kind makes it, and what can start as soon as its API server answers does so meanwhile; if one fails, so does the other. */
async function bringUp(record: ClusterRecord, request: ClusterRequest, arrival: Arrival): Promise<Arrived> {
  const failed = new AbortController()
  const limit = AbortSignal.timeout(arrival.limitMs)
  const signal = AbortSignal.any([arrival.signal, limit, failed.signal])
  let lastStep: string | null = null
  const onStep = (step: string): void => {
    lastStep = step
    arrival.onStep(step)
  }
  const arrive = async (): Promise<Arrived> => {
    const arrived = await attend(record, signal)
    await Promise.all([arrival.onServer(arrived.access, signal), waitUntilUsable(arrived.node, signal)])
    return arrived
  }
  const together = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      failed.abort(error)
      throw error
    })
  const [made, arrived] = await Promise.allSettled([
    together(createKindCluster(record, request, {...arrival, onStep, signal})),
    together(arrive())
  ])
  arrival.signal.throwIfAborted()
  if (made.status === 'fulfilled' && arrived.status === 'fulfilled') return arrived.value
  throw limit.aborted ? new Overdue(lastStep) : failed.signal.reason
}

/** Follow the first node until its API server answers. */
async function attend(record: ClusterRecord, signal: AbortSignal): Promise<Arrived> {
  const node = await firstNode(record.kindName, signal)
  await listening(node.address, serverPort, signal)
  const files = ['/kind/version', '/etc/kubernetes/admin.conf']
  const [version = '', ...config] = (await output('docker', ['exec', node.name, 'cat', ...files], {signal})).split('\n')
  const access = accessFrom(config.join('\n'), null, record.name, `https://${node.address}:${serverPort}`)
  return {node, access, kubernetes: version.trim()}
}

async function firstNode(kindName: string, signal: AbortSignal): Promise<Node> {
  for (;;) {
    const node = (await nodesOf(kindName, signal)).find(({role, address}) => role === 'control-plane' && address !== '')
    if (node !== undefined) return node
    signal.throwIfAborted()
    await sleep(300, undefined, {signal})
  }
}

/** Pods need a service account, which is made a while after the server answers: on a busy machine, minutes. */
async function waitUntilUsable(node: Node, signal: AbortSignal): Promise<void> {
  const script = `
    export KUBECONFIG=/etc/kubernetes/admin.conf
    until kubectl --namespace default get serviceaccount default > /dev/null 2>&1; do sleep 0.5; done`
  await output('docker', ['exec', node.name, 'sh', '-c', script], {signal})
}

/** One node serves the whole pod range; of several, each serves what its cluster gave it. */
async function servedRanges(
  record: ClusterRecord,
  {node, access}: Arrived,
  signal: AbortSignal
): Promise<RoutedCluster['nodes']> {
  const nodes = await nodesOf(record.kindName, signal)
  const first = nodes.find(({name}) => name === node.name)
  if (first?.address !== node.address) {
    throw new HarnessError('cluster-not-created', `node \`${node.name}\` of ${access.name} is not where it was`)
  }
  if (nodes.length === 1) return [{node, podRange: record.podRange}]
  const template = '{range .items[*]}{.metadata.name} {.spec.podCIDR}{"\\n"}{end}'
  const args = ['exec', node.name, 'kubectl', '--kubeconfig', '/etc/kubernetes/admin.conf', 'get', 'nodes', '-o']
  const listed = await output('docker', [...args, `jsonpath=${template}`], {signal})
  return listed.split('\n').flatMap((line) => {
    const [name, podRange] = line.split(' ')
    const served = nodes.find((candidate) => candidate.name === name)
    return served === undefined || !podRange ? [] : [{node: served, podRange}]
  })
}
