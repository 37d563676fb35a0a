import {readFile} from 'node:fs/promises'
import {availableParallelism, freemem, totalmem} from 'node:os'

/**
 * What a cluster takes, in bytes.
 *
 * With a control plane of Istio, a gateway and sample applications in it, 0.95 GB were measured, of them 0.8 resident; larger
 * applications need more.
 */
const clusterMemory = 1_500_000_000

/** How many guides with so many clusters each this machine can run at the same time; at least one. */
export function guidesAtOnce(clusters: number): number {
  // A cluster that starts keeps a core busy; two guides on two cores only wait for each other.
  const byCores = Math.floor(availableParallelism() / clusters)
  return Math.max(1, Math.min(byCores, Math.floor(totalmem() / (clusterMemory * clusters))))
}

/** Whether clusters fit beside those that are held: two per core keep it busy without starving the guide that runs. */
export async function hasRoom(wanted: number, held: number): Promise<boolean> {
  return held + wanted <= availableParallelism() * 2 && wanted * clusterMemory <= (await availableMemory())
}

/** In bytes; what the system would give, caches included, where it tells. */
async function availableMemory(): Promise<number> {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '')
  const kilobytes = /^MemAvailable:\s+(\d+) kB/m.exec(text)?.[1]
  return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024
}
