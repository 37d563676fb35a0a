import {createHash} from 'node:crypto'
import {describeDifference} from '../../src/leak/describe.ts'
import {essenceOf, type KubernetesObject} from '../../src/leak/essence.ts'
import {compareSnapshots, type Snapshot, type SnapshotObject} from '../../src/leak/snapshot.ts'
import {answer, output} from './command.ts'
import {contextsOf} from './contexts.ts'

/** Resources that are not worth listing, since every object of theirs is silent. */
const unlisted =
  /^(events|leases|endpoints|endpointslices|ipaddresses|componentstatuses|certificatesigningrequests)(\.|$)/

/** Take down what each cluster of a kubeconfig holds: every object of every kind that can be listed. */
export async function takeSnapshots(kubeconfig: string, signal?: AbortSignal): Promise<readonly Snapshot[]> {
  const contexts = await contextsOf(kubeconfig)
  return Promise.all(contexts.map((context) => takeSnapshot(kubeconfig, context, signal)))
}

/** What is in the clusters now that was not there before, a line per object; empty where nothing was left behind. */
export async function findLeftBehind(kubeconfig: string, before: readonly Snapshot[]): Promise<readonly string[]> {
  const after = await takeSnapshots(kubeconfig)
  return after.flatMap((snapshot) => {
    const previous = before.find(({cluster}) => cluster === snapshot.cluster)
    return previous === undefined ? [] : describeDifference(snapshot.cluster, compareSnapshots(previous, snapshot))
  })
}

async function takeSnapshot(kubeconfig: string, context: string, signal?: AbortSignal): Promise<Snapshot> {
  const access = ['--kubeconfig', kubeconfig, '--context', context]
  const listed = await output('kubectl', [...access, 'api-resources', '--verbs', 'list', '--output', 'name'], {signal})
  const resources = listed.split('\n').filter((name) => name !== '' && !unlisted.test(name))
  const args = [...access, 'get', resources.join(','), '--all-namespaces', '--output', 'json']
  const result = await answer('kubectl', args, {signal, timeoutMs: 60_000})
  // A kind that is served no more (its definition is just being deleted) fails the call, but the rest is there.
  if (result.stdout === '') throw new Error(`the objects of \`${context}\` cannot be listed: ${result.stderr.trim()}`)
  const {items} = JSON.parse(result.stdout) as {items: readonly KubernetesObject[]}
  return {cluster: context, objects: items.flatMap(summarise)}
}

function summarise(object: KubernetesObject): readonly SnapshotObject[] {
  const essence = essenceOf(object)
  if (essence === null) return []
  const {apiVersion, kind, metadata} = object
  const {apiVersion: _, ...content} = essence
  return [
    {
      group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
      kind,
      namespace: metadata.namespace ?? null,
      name: metadata.name,
      labels: metadata.labels ?? {},
      hash: createHash('sha256').update(sortedJson(content)).digest('hex').slice(0, 16)
    }
  ]
}

/** The API gives maps in no promised order. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner
  )
}
