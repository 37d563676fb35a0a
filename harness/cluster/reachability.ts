import {setTimeout as sleep} from 'node:timers/promises'
import {HarnessError} from '../../src/errors.ts'
import {answer, output} from './command.ts'
import type {Node} from './node.ts'
import type {RoutedCluster} from './routes.ts'

/** Whether pods of one cluster reach those of another directly, as it was found, not as it was asked for. */
export interface Reachability {
  readonly from: string
  readonly to: string
  readonly reachable: boolean
}

/** A pod of each cluster's name service: it is there from the start, and it listens. */
interface Probe {
  readonly node: Node
  readonly address: string
}

/**
 * Find out from inside pods, for each pair of clusters both ways, which pods they reach.
 *
 * Clusters that come without a network of pods have none to ask.
 *
 * @param routed settles once routes are made; meanwhile, pods to ask are awaited
 * @throws HarnessError `cluster-not-created` where that is not what their networks say
 */
export async function verifyReachability(
  clusters: readonly RoutedCluster[],
  routed: Promise<void>,
  signal: AbortSignal
): Promise<readonly Reachability[]> {
  const asked = clusters.filter(({record}) => record.connected)
  const find = async (cluster: RoutedCluster) => ({cluster, probe: await findProbe(cluster, signal)})
  const [probes] = await Promise.all([asked.length < 2 ? [] : Promise.all(asked.map(find)), routed])
  const pairs = probes.flatMap((from) => probes.filter((to) => to !== from).map((to) => ({from, to})))
  return Promise.all(
    pairs.map(async ({from, to}) => {
      const wanted = from.cluster.record.network === to.cluster.record.network
      const reachable = await reaches(from.probe, to.probe, wanted, signal)
      const names = {from: from.cluster.record.name, to: to.cluster.record.name}
      if (reachable !== wanted) throw misrouted(names.from, names.to, wanted)
      return {...names, reachable}
    })
  )
}

/** In milliseconds: a machine with much else to do takes minutes to start pods. */
const probeLimitMs = 300_000

/** The probe answers to its own cluster already, so that an unanswered one means a closed way. */
async function findProbe(cluster: RoutedCluster, signal: AbortSignal): Promise<Probe> {
  const script = `
    for attempt in $(seq 700); do
      for pid in $(pgrep -x coredns); do
        address=$(nsenter -t "$pid" -n ip -4 -o addr show scope global | awk '{sub("/.*", "", $4); print $4; exit}')
        [ -n "$address" ] && (: < "/dev/tcp/$address/53") 2> /dev/null && echo "$address" && exit
      done
      [ "$attempt" -lt 100 ] && sleep 0.1 || sleep 0.5
    done
    exit 1`
  const settled = new AbortController()
  const either = AbortSignal.any([signal, settled.signal])
  try {
    // It may run on any node.
    return await Promise.any(
      cluster.nodes.map(async ({node}) => {
        const result = await answer('docker', ['exec', node.name, 'bash', '-c', script], {
          signal: either,
          timeoutMs: probeLimitMs
        })
        if (result.failed) throw new Error(result.stderr)
        return {node, address: result.stdout.trim()}
      })
    )
  } catch {
    signal.throwIfAborted()
    throw new HarnessError(
      'cluster-not-created',
      `the name service of cluster \`${cluster.record.name}\` does not start, so its network cannot be verified; look at it with \`guiderail run --keep\` and \`kubectl --namespace kube-system get pods\``
    )
  } finally {
    settled.abort()
  }
}

/** A way that is wanted may open a moment later; one that is not must be closed. */
async function reaches(from: Probe, to: Probe, wanted: boolean, signal: AbortSignal): Promise<boolean> {
  const script = `
    pid=$(pgrep -x -o coredns) || exit 1
    if nsenter -t "$pid" -n timeout 2 bash -c ': < /dev/tcp/${to.address}/53' 2> /dev/null
    then echo open; else echo closed; fi`
  for (let attempt = 1; ; attempt++) {
    const state = (
      await output('docker', ['exec', from.node.name, 'bash', '-c', script], {signal, timeoutMs: 10_000})
    ).trim()
    if (state === 'open' || !wanted || attempt === 20) return state === 'open'
    await sleep(250, undefined, {signal})
  }
}

function misrouted(from: string, to: string, wanted: boolean): HarnessError {
  const found = wanted ? 'cannot reach' : 'can reach'
  const expected = wanted ? 'they are on one network' : 'they are on different networks'
  return new HarnessError(
    'cluster-not-created',
    `pods of cluster \`${from}\` ${found} those of \`${to}\`, although ${expected}; look for firewall rules or routes of this machine that concern Docker's network \`kind\``
  )
}
