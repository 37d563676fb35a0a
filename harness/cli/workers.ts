import {availableParallelism, totalmem} from 'node:os'
import type {Plan} from '../../src/plan/plan.ts'
import type {Mode} from '../../src/result.ts'

/** With fewer replays than this for each, starting another worker takes longer than it saves. */
const replaysPerWorker = 20

/** What a kind node with a mesh in it may take: an estimate on the safe side, not a measurement. */
const bytesPerCluster = 3 * 1024 ** 3

/** How many guides run at the same time: replays by cores, live runs by what their clusters take. */
export function workersFor(mode: Mode, plans: readonly Plan[]): number {
  const cores = availableParallelism()
  if (mode === 'replay') return Math.max(1, Math.min(cores, Math.floor(plans.length / replaysPerWorker)))
  const widest = Math.max(1, ...plans.map((plan) => plan.clusters.length))
  // A cluster that starts keeps a core busy; two guides on two cores only wait for each other.
  return Math.max(
    1,
    Math.min(Math.floor(cores / widest), Math.floor(totalmem() / (bytesPerCluster * widest)), plans.length)
  )
}
