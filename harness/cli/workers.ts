import {availableParallelism} from 'node:os'
import type {Plan} from '../../src/plan/plan.ts'
import type {Mode} from '../../src/result.ts'
import {guidesAtOnce} from '../cluster/room.ts'

/** With fewer replays than this for each, starting another worker takes longer than it saves. */
const replaysPerWorker = 20

/**
 * How many guides run at the same time: by what the clusters of live ones take, or where all are replayed, by cores. Those
 * that meet in a cluster of the user's run one after the other.
 */
export function workersFor(plans: readonly Plan[], modeOf: (path: string) => Mode): number {
  const live = plans.filter(({path}) => modeOf(path) === 'live')
  if (live.length === 0) {
    return Math.max(1, Math.min(availableParallelism(), Math.floor(plans.length / replaysPerWorker)))
  }
  if (shareContext(live)) return 1
  return Math.min(guidesAtOnce(Math.max(1, ...live.map(clustersToMake))), live.length)
}

function shareContext(plans: readonly Plan[]): boolean {
  // A guide itself may call one context by two names.
  const used = plans.flatMap(({clusters}) => [...new Set(clusters.map(({context}) => context))])
  const contexts = used.filter((context) => context !== null)
  return new Set(contexts).size < contexts.length
}

/** Those of the user's are there already, and need not be on this machine. */
function clustersToMake({clusters}: Plan): number {
  return clusters.filter(({context}) => context === null).length
}
