import {createHash} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {describeDifference} from '../../src/leak/describe.ts'
import {essenceOf, type KubernetesObject} from '../../src/leak/essence.ts'
import {compareSnapshots, type Snapshot, type SnapshotObject} from '../../src/leak/snapshot.ts'
import {type Api, connectApi} from './api.ts'
import {type ApiResource, listableResources} from './api-resources.ts'
import {contextsIn} from './contexts.ts'
import {type Access, accessFrom} from './kubeconfig.ts'

/** Resources that are not worth listing, since every object of theirs is silent. */
const unlisted =
  /^(events|leases|endpoints|endpointslices|ipaddresses|componentstatuses|certificatesigningrequests)(\.|$)/

/** Take down what each cluster of a kubeconfig holds: every object of every kind that can be listed. */
export async function takeSnapshots(kubeconfig: string, signal?: AbortSignal): Promise<readonly Snapshot[]> {
  const text = await readFile(kubeconfig, 'utf8')
  return Promise.all(contextsIn(text).map((context) => takeSnapshot(accessFrom(text, context, context, null), signal)))
}

/** What is in the clusters now that was not there before, a line per object; empty where nothing was left behind. */
export async function findLeftBehind(kubeconfig: string, before: readonly Snapshot[]): Promise<readonly string[]> {
  const after = await takeSnapshots(kubeconfig)
  return after.flatMap((snapshot) => {
    const previous = before.find(({cluster}) => cluster === snapshot.cluster)
    return previous === undefined ? [] : describeDifference(snapshot.cluster, compareSnapshots(previous, snapshot))
  })
}

async function takeSnapshot(access: Access, signal?: AbortSignal): Promise<Snapshot> {
  const api = connectApi(access, signal)
  try {
    const resources = (await listableResources(api)).filter(({name}) => !unlisted.test(name))
    const lists = await Promise.all(resources.map((resource) => objectsOf(api, resource)))
    return {cluster: access.name, objects: lists.flat().flatMap(summarise)}
  } finally {
    api.close()
  }
}

async function objectsOf(api: Api, {apiVersion, kind, path}: ApiResource): Promise<readonly KubernetesObject[]> {
  const list = (await api.get(path)) as {readonly items: readonly KubernetesObject[]} | null
  // Within a list, objects do not say what they are.
  return (list?.items ?? []).map((object) => ({...object, apiVersion, kind}))
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
