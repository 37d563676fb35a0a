import {createHash, randomBytes} from 'node:crypto'
import type {ClusterRequest} from '../../src/plan/plan.ts'
import {allocate, allocatePools} from './allocation.ts'
import {kindNetwork, takenRanges} from './machine.ts'
import {noteNetwork} from './network.ts'
import {thisOwner} from './owner.ts'
import {type LeaseRecord, readLeases, withRegistry, writeLease} from './registry.ts'

/** What a kept lease must have been made from to serve again. */
export interface Making {
  readonly nodeImage: string | null
  readonly metallb: string | null
}

/** Names and ranges are chosen and written down in one go, before anything is created. */
export async function register(requests: readonly ClusterRequest[], making: Making): Promise<LeaseRecord> {
  const known = new Set((await readLeases()).flatMap((lease) => lease.clusters.map(({kindName}) => kindName)))
  const [taken, network, owner] = await Promise.all([takenRanges(known), kindNetwork(), thisOwner()])
  return withRegistry(async () => {
    if (network === null) await noteNetwork()
    const id = randomBytes(8).readBigUInt64BE().toString(36).slice(-5)
    const record: LeaseRecord = {
      version: 1,
      id,
      owner,
      createdAt: new Date().toISOString(),
      kept: false,
      fingerprint: fingerprintOf(requests, making),
      // Somebody else's registry, on the same engine, cannot be asked; two that begin anywhere rarely meet.
      clusters: allocate(id, requests, taken, await readLeases(), Math.random())
    }
    await writeLease(record)
    return record
  })
}

/** Choose addresses of load balancers, once kind has made its network. */
export async function registerPools(record: LeaseRecord): Promise<LeaseRecord> {
  return withRegistry(async () => {
    const network = await kindNetwork()
    if (network === null) throw new Error('kind made no network')
    const others = (await readLeases()).filter(({id}) => id !== record.id)
    const pooled = {...record, clusters: allocatePools(record.clusters, network, others, Math.random())}
    await writeLease(pooled)
    return pooled
  })
}

/** Equal for requests whose clusters can stand in for each other. */
export function fingerprintOf(requests: readonly ClusterRequest[], making: Making): string {
  return createHash('sha256')
    .update(JSON.stringify([requests, making.nodeImage, making.metallb]))
    .digest('hex')
}
