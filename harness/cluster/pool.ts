import type {ClusterRequest} from '../../src/plan/plan.ts'
import {beginDeletion} from './deletion.ts'
import {type Hold, makeClusters} from './hold.ts'
import {holdOptions, type Lease, type LeaseOptions, leaseClusters, leaseHeld} from './lease.ts'
import {fingerprintOf} from './registration.ts'
import {hasRoom} from './room.ts'

/** Leases of a run, made ahead where the machine has room, so that the next guide finds its clusters ready. */
export interface LeasePool {
  /** Lease clusters, those that were made ahead where they are what is asked for. */
  lease(requests: readonly ClusterRequest[], options: LeaseOptions): Promise<Lease>
  /** Begin to make the clusters of the guide that comes next, if there is room beside those that are held. */
  prepare(requests: readonly ClusterRequest[], options: Omit<LeaseOptions, 'kubeconfig' | 'progress'>): Promise<void>
  /** Give back what was made ahead and never taken. */
  close(): Promise<void>
}

interface Ahead {
  readonly fingerprint: string
  readonly clusters: number
  readonly hold: Promise<Hold>
  /** Whether they could not be made, before anybody asked for them. */
  failed: boolean
  /** Where its progress goes once somebody waits for it. */
  listener: (text: string) => void
}

/** Start a pool of leases for one run. */
export function openPool(): LeasePool {
  const ahead: Ahead[] = []
  const closing = new AbortController()
  let held = 0

  const take = (requests: readonly ClusterRequest[], options: LeaseOptions): Ahead | undefined => {
    const fingerprint = fingerprintOf(requests, options)
    const index = ahead.findIndex((one) => one.fingerprint === fingerprint)
    return index === -1 ? undefined : ahead.splice(index, 1)[0]
  }

  const counted = (lease: Lease, clusters: number): Lease => {
    held += clusters
    let given = false
    const release = (keep?: boolean): Promise<readonly string[]> => {
      if (!given) held -= clusters
      given = true
      return lease.release(keep)
    }
    return {...lease, release}
  }

  return {
    lease: async (requests, options) => {
      const made = requests.filter(({context}) => context === null)
      const prepared = take(made, options)
      // What failed ahead of time, beside another guide, is tried again in its own time.
      if (prepared === undefined || prepared.failed) {
        return counted(await leaseClusters(requests, options), made.length)
      }
      prepared.listener = options.progress
      const asked = performance.now()
      const hold = await prepared.hold
      const lease = await leaseHeld(requests, hold, options)
      return counted({...lease, phases: hold.phases.since(asked)}, made.length)
    },
    prepare: async (requests, options) => {
      const made = requests.filter(({context}) => context === null)
      const waiting = ahead.reduce((sum, {clusters}) => sum + clusters, 0)
      // Kept clusters are there already.
      if (made.length === 0 || options.reuse === true || closing.signal.aborted) return
      if (!(await hasRoom(made.length, held + waiting))) return
      const signal = AbortSignal.any([closing.signal, ...(options.signal === undefined ? [] : [options.signal])])
      const entry: Ahead = {
        fingerprint: fingerprintOf(made, options),
        clusters: made.length,
        hold: makeClusters(made, {
          ...holdOptions({...options, kubeconfig: '', progress: () => {}}),
          progress: (text) => entry.listener(text),
          signal
        }),
        failed: false,
        listener: () => {}
      }
      entry.hold.catch(() => {
        entry.failed = true
      })
      ahead.push(entry)
    },
    close: async () => {
      closing.abort(new Error('the run is over'))
      const holds = await Promise.allSettled(ahead.splice(0).map(({hold}) => hold))
      for (const hold of holds) if (hold.status === 'fulfilled') beginDeletion(hold.value.record)
    }
  }
}
