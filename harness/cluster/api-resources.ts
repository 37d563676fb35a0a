import type {Api} from './api.ts'

/** A kind of object that a cluster serves, in one of the versions that it serves. */
export interface ApiResource {
  /** Such as `apps/v1`. */
  readonly apiVersion: string
  readonly kind: string
  /** As kubectl names it: `pods`, `deployments.apps`. */
  readonly name: string
  /** Where all objects of it are, whatever their namespaces. */
  readonly path: string
}

interface Group {
  readonly versions: readonly {readonly groupVersion: string}[]
  readonly preferredVersion: {readonly groupVersion: string}
}

interface ResourceList {
  readonly resources: readonly {readonly name: string; readonly kind: string; readonly verbs: readonly string[]}[]
}

/**
 * Find out through discovery what can be listed, each kind once: in its group's preferred version if that has it.
 *
 * @throws Error where the server does not tell
 */
export async function listableResources(api: Api): Promise<readonly ApiResource[]> {
  const list = (await api.get('/apis')) as {readonly groups: readonly Group[]} | null
  if (list === null) throw new Error('the API server does not say what it serves')
  const versions = list.groups.flatMap((group) => {
    const preferred = group.preferredVersion.groupVersion
    const others = group.versions.map(({groupVersion}) => groupVersion).filter((version) => version !== preferred)
    return [preferred, ...others]
  })
  const [core, ...rest] = await Promise.all([
    resourcesAt(api, 'v1', '/api/v1'),
    ...versions.map((version) => resourcesAt(api, version, `/apis/${version}`))
  ])
  const found = new Map<string, ApiResource>()
  for (const resource of [...core, ...rest.flat()]) if (!found.has(resource.name)) found.set(resource.name, resource)
  return [...found.values()]
}

async function resourcesAt(api: Api, apiVersion: string, path: string): Promise<readonly ApiResource[]> {
  const list = (await api.get(path)) as ResourceList | null
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : ['']
  return (list?.resources ?? [])
    .filter(({name, verbs}) => verbs.includes('list') && !name.includes('/'))
    .map(({name, kind}) => ({
      apiVersion,
      kind,
      name: group === '' ? name : `${name}.${group}`,
      path: `${path}/${name}`
    }))
}
