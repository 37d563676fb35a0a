import {setTimeout as sleep} from 'node:timers/promises'
import {intervalAfter} from '../../src/expect/intervals.ts'
import {answer} from './command.ts'
import {contextsOf} from './contexts.ts'
import {unsettledWorkloads, type Workload} from './workload.ts'

export interface RolloutOptions {
  /** For all clusters together, in milliseconds. */
  readonly limitMs: number
  /** Told what is awaited, whenever that changes. */
  readonly onProgress: (what: string) => void
  readonly signal: AbortSignal
}

/** Workloads that were awaited to the limit once, by what was asked of them: nobody waits for these again. */
const hopeless = new Set<string>()

/**
 * Wait until the workloads of all clusters of a kubeconfig are rolled out, as a reader waits for pods to come up.
 *
 * It ends without a verdict at the limit: a guide may well show a workload that never becomes ready.
 *
 * @returns what was awaited, such as `deployment/helloworld-v1`; empty where all was rolled out at once
 */
export async function waitForWorkloads(kubeconfig: string, options: RolloutOptions): Promise<string[]> {
  const contexts = await contextsOf(kubeconfig)
  const deadline = performance.now() + options.limitMs
  const awaited = new Set<string>()
  let shown = ''
  for (let looks = 1; ; looks++) {
    const unsettled = (await Promise.all(contexts.map((context) => ask(kubeconfig, context, options.signal)))).flat()
    const left = unsettled.filter((workload) => !hopeless.has(identityOf(workload)))
    if (left.length === 0 || options.signal.aborted) break
    for (const {name} of left) awaited.add(name)
    const text = [...new Set(left.map(({name}) => name))].join(', ')
    if (text !== shown) options.onProgress(text)
    shown = text
    const intervalMs = intervalAfter(looks, 1_000)
    if (performance.now() + intervalMs > deadline) {
      for (const workload of left) hopeless.add(identityOf(workload))
      break
    }
    await sleep(intervalMs, undefined, {signal: options.signal}).catch(() => {})
  }
  return [...awaited]
}

/** A cluster that does not answer has nothing to wait for: the step itself will tell. */
async function ask(kubeconfig: string, context: string, signal: AbortSignal): Promise<readonly Workload[]> {
  const kinds = 'deployments,statefulsets,daemonsets,pods'
  const args = ['--kubeconfig', kubeconfig, '--context', context, 'get', kinds, '--all-namespaces', '--output', 'json']
  const result = await answer('kubectl', args, {timeoutMs: 10_000, signal})
  if (result.failed) return []
  return unsettledWorkloads((JSON.parse(result.stdout) as {items: readonly unknown[]}).items)
}

function identityOf(workload: Workload): string {
  return `${workload.uid}:${workload.generation}`
}
