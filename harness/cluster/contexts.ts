import {readFile} from 'node:fs/promises'
import {loadAll} from 'js-yaml'

/** The names of the contexts of a kubeconfig file; none where it cannot be read. */
export async function contextsOf(kubeconfig: string): Promise<readonly string[]> {
  return contextsIn(await readFile(kubeconfig, 'utf8').catch(() => ''))
}

/** The names of the contexts of a kubeconfig. */
export function contextsIn(text: string): readonly string[] {
  const config = (loadAll(text)[0] ?? {}) as {contexts?: readonly {name: string}[]}
  return (config.contexts ?? []).map(({name}) => name)
}
