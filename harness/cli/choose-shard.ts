import type {Plan} from '../../src/plan/plan.ts'
import {chooseShard} from '../../src/plan/shard.ts'
import {recordedDuration} from '../recording/duration.ts'

/** What a guide without a recording is taken to take: a minute, as one with a cluster does. */
const unknownMs = 60_000

/** What making a cluster adds to the recorded duration of a guide's steps. */
const clusterMs = 15_000

/** The plans of one shard, balanced by how long guides took when they were recorded. */
export function plansOfShard(
  plans: readonly Plan[],
  shard: {readonly index: number; readonly count: number} | undefined
): readonly Plan[] {
  if (shard === undefined) return plans
  const weighed = plans.map(({path, clusters}) => ({
    path,
    weight: (recordedDuration(path) ?? unknownMs) + clusters.length * clusterMs
  }))
  const chosen = chooseShard(weighed, shard.index, shard.count)
  return plans.filter(({path}) => chosen.has(path))
}
