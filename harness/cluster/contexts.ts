import {readFile} from 'node:fs/promises'
import {parse} from 'yaml'

/** The names of the contexts of a kubeconfig; none where it cannot be read. */
export async function contextsOf(kubeconfig: string): Promise<readonly string[]> {
  const text = await readFile(kubeconfig, 'utf8').catch(() => '')
  const config = (parse(text) ?? {}) as {contexts?: readonly {name: string}[]}
  return (config.contexts ?? []).map(({name}) => name)
}
