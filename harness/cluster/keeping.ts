import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Snapshot} from '../../src/leak/snapshot.ts'
import type {ClusterRequest} from '../../src/plan/plan.ts'
import {type RaisedCluster, rejoinCluster} from './cluster.ts'
import {beginDeletion} from './deletion.ts'
import {connect, type Hold, type HoldOptions} from './hold.ts'
import {thisOwner} from './owner.ts'
import {Phases} from './phases.ts'
import {startReaper} from './reaper.ts'
import {fingerprintOf} from './registration.ts'
import {type LeaseRecord, leaseFolder, readLeases, withRegistry, writeLease} from './registry.ts'
import {resetClusters} from './reset.ts'

/** Leave clusters to the user; gives how to use and how to delete them. */
export async function keepClusters({record, snapshots}: Hold): Promise<readonly string[]> {
  await writeFile(snapshotPath(record), JSON.stringify(snapshots))
  await change(record.id, {kept: true})
  const names = record.clusters.map(({name}) => name).join(' and ')
  const kubeconfig = join(leaseFolder(record.id), 'kubeconfig')
  return [`kept ${names}: use with \`export KUBECONFIG=${kubeconfig}\`, delete with \`guiderail clean\``]
}

/**
 * Take clusters that an earlier run kept, where they were made from the same requests.
 *
 * What was added to them since they were made is deleted first. Clusters that do not become what they were that way are
 * deleted.
 *
 * @returns null where there are none, so that new ones have to be made
 */
export async function takeKept(requests: readonly ClusterRequest[], options: HoldOptions): Promise<Hold | null> {
  const record = await claim(fingerprintOf(requests, options))
  if (record === null) return null
  startReaper()
  const phases = new Phases()
  try {
    const clusters = await phases.time('resetting kept clusters', async () => {
      const rejoined = await Promise.all(record.clusters.map((cluster) => rejoinCluster(cluster, options.signal)))
      return (await isReset(record, options.signal)) ? rejoined : null
    })
    if (clusters !== null) return await rejoin(record, clusters, phases, options)
    options.progress('kept clusters cannot be reset, making new ones')
  } catch {
    options.signal.throwIfAborted()
    options.progress('kept clusters do not answer, making new ones')
  }
  beginDeletion(record)
  return null
}

function rejoin(
  record: LeaseRecord,
  clusters: readonly RaisedCluster[],
  phases: Phases,
  options: HoldOptions
): Promise<Hold> {
  return connect({record, clusters, phases, reused: true}, options)
}

/** Make a kept lease this process's own, unless another process was faster. */
function claim(fingerprint: string): Promise<LeaseRecord | null> {
  return withRegistry(async () => {
    const kept = (await readLeases()).find((lease) => lease.kept && lease.fingerprint === fingerprint)
    if (kept === undefined) return null
    const claimed = {...kept, kept: false, owner: await thisOwner()}
    await writeLease(claimed)
    return claimed
  })
}

async function isReset(record: LeaseRecord, signal: AbortSignal): Promise<boolean> {
  const before = JSON.parse(await readFile(snapshotPath(record), 'utf8')) as readonly Snapshot[]
  return resetClusters(join(leaseFolder(record.id), 'kubeconfig'), before, signal)
}

async function change(id: string, changes: Partial<LeaseRecord>): Promise<void> {
  await withRegistry(async () => {
    const current = (await readLeases()).find((lease) => lease.id === id)
    if (current !== undefined) await writeLease({...current, ...changes})
  })
}

function snapshotPath(record: LeaseRecord): string {
  return join(leaseFolder(record.id), 'snapshots.json')
}
