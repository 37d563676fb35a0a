import {compareSnapshots, type Snapshot, type SnapshotObject} from '../../src/leak/snapshot.ts'
import {answer} from './command.ts'
import {takeSnapshots} from './snapshot.ts'

/** First what would refuse or redo deletions, last what others belong to. */
const order: readonly ((object: SnapshotObject) => boolean)[] = [
  ({kind}) => kind.endsWith('WebhookConfiguration') || kind === 'APIService',
  ({kind}) => kind !== 'Namespace' && kind !== 'CustomResourceDefinition',
  ({kind}) => kind === 'Namespace',
  () => true
]

/**
 * Delete from clusters what was added since a snapshot, and give changed labels their old values.
 *
 * @returns whether they hold again what they held then
 */
export async function resetClusters(
  kubeconfig: string,
  before: readonly Snapshot[],
  signal: AbortSignal
): Promise<boolean> {
  if (before.length === 0) return false
  const dirty = await takeSnapshots(kubeconfig, signal)
  await Promise.all(dirty.map((after) => resetCluster(kubeconfig, find(before, after.cluster), after, signal)))
  const clean = await takeSnapshots(kubeconfig, signal)
  return clean.every((after) => {
    const {added, removed, changed} = compareSnapshots(find(before, after.cluster), after)
    return added.length + removed.length + changed.length === 0
  })
}

function find(snapshots: readonly Snapshot[], cluster: string): Snapshot {
  return snapshots.find((snapshot) => snapshot.cluster === cluster) ?? {cluster, objects: []}
}

async function resetCluster(kubeconfig: string, before: Snapshot, after: Snapshot, signal: AbortSignal): Promise<void> {
  const ask = (args: readonly string[]): Promise<unknown> =>
    answer('kubectl', ['--kubeconfig', kubeconfig, '--context', after.cluster, ...args], {signal, timeoutMs: 90_000})
  const {added, changed} = compareSnapshots(before, after)
  let left: readonly SnapshotObject[] = added.filter(({namespace}) => !isAdded(added, namespace))
  for (const isDue of order) {
    const due = left.filter(isDue)
    left = left.filter((object) => !isDue(object))
    const namespaces = [...new Set(due.map(({namespace}) => namespace))]
    await Promise.all(
      namespaces.map((namespace) => {
        const names = due.filter((object) => object.namespace === namespace).map(nameOf)
        const scope = namespace === null ? [] : ['--namespace', namespace]
        return ask(['delete', ...scope, '--ignore-not-found', '--timeout', '60s', ...names])
      })
    )
  }
  await Promise.all(
    changed.map((pair) => {
      const labels = oldLabels(pair.before, pair.after)
      const scope = pair.after.namespace === null ? [] : ['--namespace', pair.after.namespace]
      return labels.length === 0 ? null : ask(['label', ...scope, '--overwrite', nameOf(pair.after), ...labels])
    })
  )
}

/** What is in a namespace goes with it. */
function isAdded(added: readonly SnapshotObject[], namespace: string | null): boolean {
  return added.some(({kind, group, name}) => kind === 'Namespace' && group === '' && name === namespace)
}

/** As kubectl prints names, such as `deployment.apps/helloworld-v1`. */
function nameOf({kind, group, name}: SnapshotObject): string {
  return `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${name}`
}

function oldLabels(before: SnapshotObject, after: SnapshotObject): readonly string[] {
  const added = Object.keys(after.labels).filter((name) => before.labels[name] === undefined)
  const changed = Object.entries(before.labels).filter(([name, value]) => after.labels[name] !== value)
  return [...added.map((name) => `${name}-`), ...changed.map(([name, value]) => `${name}=${value}`)]
}
