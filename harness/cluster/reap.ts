import {deleteClusters} from './deletion.ts'
import {lifeOf} from './owner.ts'
import {readLeases} from './registry.ts'

export interface ReapOptions {
  /** Whether kept clusters go too. */
  readonly kept: boolean
}

/** Remove what dead processes left behind, and nothing of living ones; gives what was removed. */
export async function reap(options: ReapOptions): Promise<readonly string[]> {
  const leases = await readLeases()
  const removed = await Promise.all(
    leases.map(async (lease) => {
      const due = lease.kept ? options.kept : (await lifeOf(lease.owner)) === 'dead'
      if (!due) return []
      await deleteClusters(lease)
      return lease.clusters.map(({kindName}) => `cluster ${kindName}`)
    })
  )
  return removed.flat()
}
