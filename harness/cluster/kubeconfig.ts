import {mkdir, rename, writeFile} from 'node:fs/promises'
import {dirname} from 'node:path'
import {dump, loadAll} from 'js-yaml'
import {HarnessError} from '../../src/errors.ts'
import {output} from './command.ts'

/** One context with all that it refers to. */
export interface Access {
  readonly name: string
  readonly cluster: Readonly<Record<string, unknown>>
  readonly user: Readonly<Record<string, unknown>>
  readonly namespace: string | null
}

/**
 * Take one context out of a kubeconfig.
 *
 * @param text the kubeconfig, YAML or JSON
 * @param context its name there, or null for the current one
 * @param name what it is called from now on
 * @param server the address to use instead of the one that it names, or null
 * @throws HarnessError `config` where there is no such context
 */
export function accessFrom(text: string, context: string | null, name: string, server: string | null): Access {
  const config = (loadAll(text)[0] ?? {}) as Kubeconfig
  const wanted = context ?? config['current-context'] ?? ''
  const found = config.contexts?.find((entry) => entry.name === wanted)?.context
  const cluster = config.clusters?.find((entry) => entry.name === found?.cluster)?.cluster
  const user = config.users?.find((entry) => entry.name === found?.user)?.user
  if (found === undefined || cluster === undefined) {
    const known = (config.contexts ?? []).map((entry) => `\`${entry.name}\``).join(', ')
    throw new HarnessError(
      'config',
      `cluster \`${name}\` uses the context \`${wanted}\`, which the kubeconfig does not have; it has ${known || 'none'}`
    )
  }
  return {
    name,
    cluster: server === null ? cluster : {...cluster, server},
    user: user ?? {},
    namespace: found.namespace ?? null
  }
}

/** Read a context of the user's own kubeconfig, certificates and tokens in files included. */
export async function userAccess(context: string, name: string): Promise<Access> {
  return accessFrom(await output('kubectl', ['config', 'view', '--raw', '--flatten']), context, name, null)
}

/** Write a kubeconfig whose contexts are called like the clusters, the first of them current; only its owner can read it. */
export async function writeKubeconfig(path: string, accesses: readonly Access[]): Promise<void> {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: accesses.map(({name, cluster}) => ({name, cluster})),
    users: accesses.map(({name, user}) => ({name, user})),
    contexts: accesses.map(({name, namespace}) => ({
      name,
      context: {cluster: name, user: name, ...(namespace === null ? {} : {namespace})}
    })),
    'current-context': accesses[0]?.name ?? ''
  }
  await mkdir(dirname(path), {recursive: true})
  const fresh = `${path}.${process.pid}`
  await writeFile(fresh, dump(config), {mode: 0o600})
  await rename(fresh, path)
}

interface Kubeconfig {
  readonly 'current-context'?: string
  readonly clusters?: readonly {readonly name: string; readonly cluster?: Record<string, unknown>}[]
  readonly users?: readonly {readonly name: string; readonly user?: Record<string, unknown>}[]
  readonly contexts?: readonly {
    readonly name: string
    readonly context?: {readonly cluster?: string; readonly user?: string; readonly namespace?: string}
  }[]
}
