/** A workload that is not rolled out. */
export interface Workload {
  /** Such as `deployment/helloworld-v1`. */
  readonly name: string
  readonly uid: string
  /** Grows with each change of what is asked of it. */
  readonly generation: number
}

interface Metadata {
  readonly name: string
  readonly namespace?: string
  readonly uid: string
  readonly generation?: number
  readonly deletionTimestamp?: string
  readonly ownerReferences?: readonly unknown[]
}

interface Item {
  readonly kind: string
  readonly metadata: Metadata
  readonly spec?: Readonly<Record<string, unknown>>
  readonly status?: Readonly<Record<string, unknown>>
}

/** What comes with the cluster itself; guides that change it are awaited there too. */
const supplied: Readonly<Record<string, RegExp>> = {
  'kube-system': /^(coredns|kube-proxy|kindnet)$/,
  'local-path-storage': /^local-path-provisioner$/,
  'metallb-system': /^(controller|speaker)$/
}

/**
 * Workloads, among what `kubectl get deployments,statefulsets,daemonsets,pods -o json` lists, that are not rolled out.
 *
 * Rolled out means as `kubectl rollout status` means it: the controller has seen the latest change, and every replica
 * has it and is ready. Pods count where nothing else looks after them.
 */
export function unsettledWorkloads(items: readonly unknown[]): readonly Workload[] {
  return (items as readonly Item[])
    .filter((item) => item.metadata.deletionTimestamp === undefined && !untouched(item) && !settled(item))
    .map(({kind, metadata}) => ({
      name: `${kind.toLowerCase()}/${metadata.name}`,
      uid: metadata.uid,
      generation: metadata.generation ?? 0
    }))
}

function untouched({metadata}: Item): boolean {
  const pattern = supplied[metadata.namespace ?? '']
  return pattern?.test(metadata.name) === true && (metadata.generation ?? 1) === 1
}

function settled(item: Item): boolean {
  const {kind, metadata} = item
  const spec = item.spec ?? {}
  const status = item.status ?? {}
  if (kind === 'Pod') return isPodSettled(metadata, status)
  if (numberOf(status['observedGeneration'], 0) < (metadata.generation ?? 0)) return false
  if (kind === 'DaemonSet') return isDaemonSetSettled(spec, status)
  const wanted = numberOf(spec['replicas'], 1)
  if (kind === 'StatefulSet') return isStatefulSetSettled(spec, status, wanted)
  if (spec['paused'] === true || hasGivenUp(status)) return true
  return ['updatedReplicas', 'replicas', 'availableReplicas'].every((key) => numberOf(status[key], 0) === wanted)
}

function isDaemonSetSettled(spec: Item['spec'] & object, status: Item['status'] & object): boolean {
  const wanted = numberOf(status['desiredNumberScheduled'], 0)
  const available = numberOf(status['numberAvailable'], 0) >= wanted
  return available && (strategyOf(spec) === 'OnDelete' || numberOf(status['updatedNumberScheduled'], 0) >= wanted)
}

function isStatefulSetSettled(spec: Item['spec'] & object, status: Item['status'] & object, wanted: number): boolean {
  if (numberOf(status['readyReplicas'], 0) !== wanted) return false
  if (strategyOf(spec) === 'OnDelete') return true
  const {rollingUpdate} = (spec['updateStrategy'] ?? {}) as {rollingUpdate?: {partition?: unknown}}
  return numberOf(status['updatedReplicas'], 0) >= wanted - numberOf(rollingUpdate?.partition, 0)
}

/** A pod that ended, well or not, does not become ready any more. */
function isPodSettled(metadata: Metadata, status: Item['status'] & object): boolean {
  if ((metadata.ownerReferences ?? []).length > 0) return true
  if (status['phase'] === 'Succeeded' || status['phase'] === 'Failed') return true
  return conditionsOf(status).some(({type, status}) => type === 'Ready' && status === 'True')
}

function hasGivenUp(status: Item['status'] & object): boolean {
  return conditionsOf(status).some(({type, reason}) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded')
}

function conditionsOf(status: Item['status'] & object): readonly {type: string; status: string; reason?: string}[] {
  return (status['conditions'] ?? []) as {type: string; status: string; reason?: string}[]
}

function strategyOf(spec: Item['spec'] & object): unknown {
  return ((spec['updateStrategy'] ?? {}) as {type?: unknown}).type
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}
