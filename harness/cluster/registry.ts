import {mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {homedir} from 'node:os'
import {join} from 'node:path'
import {HarnessError} from '../../src/errors.ts'
import {explainDisk, isDiskFull} from '../disk-full.ts'
import {type LockOptions, locked} from './lock.ts'
import type {Owner} from './owner.ts'

/** A lease as it is kept on disk, so that whoever comes later knows what a dead run left behind. */
export interface LeaseRecord {
  readonly version: 1
  /** Five letters and digits; part of the names of its clusters. */
  readonly id: string
  readonly owner: Owner
  /** ISO 8601. */
  readonly createdAt: string
  /** A kept lease outlives its owner, until `guiderail clean`. */
  readonly kept: boolean
  /** Equal for requests that a kept lease can serve again. */
  readonly fingerprint: string
  readonly clusters: readonly ClusterRecord[]
}

export interface ClusterRecord {
  /** As the guide calls it. */
  readonly name: string
  /** As kind calls it. */
  readonly kindName: string
  readonly network: string
  /** Whether its pods have a network from the start; a guide may be about installing one. */
  readonly connected: boolean
  /** Such as `10.128.0.0/20`. */
  readonly podRange: string
  readonly serviceRange: string
  /** Addresses of load balancers, or null before they are chosen or where there are none. */
  readonly pool: string | null
}

/** Where leases are kept: `GUIDERAIL_STATE`, or a folder of the user's state directory. */
export function stateFolder(): string {
  const {GUIDERAIL_STATE, XDG_STATE_HOME} = process.env
  if (GUIDERAIL_STATE) return GUIDERAIL_STATE
  return join(XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'guiderail')
}

/** Do something while no other process changes the registry. */
export async function withRegistry<T>(work: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  const folder = stateFolder()
  try {
    await mkdir(join(folder, 'leases'), {recursive: true})
  } catch (cause) {
    if (isDiskFull(cause)) throw explainDisk(cause)
    throw new HarnessError(
      'config',
      `leases cannot be kept in \`${folder}\`: ${(cause as Error).message}; name another folder in \`GUIDERAIL_STATE\``,
      {cause}
    )
  }
  return locked(join(folder, 'lock'), work, options)
}

/** All leases on disk, of this process and of others, oldest first. */
export async function readLeases(): Promise<readonly LeaseRecord[]> {
  const folder = join(stateFolder(), 'leases')
  const names = await readdir(folder).catch(() => [])
  const records = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => readLease(folder, name))
  )
  return records.filter((record) => record !== null).sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1))
}

/** Write a lease so that no reader ever sees half of it. */
export async function writeLease(record: LeaseRecord): Promise<void> {
  const path = pathOf(record.id)
  const fresh = `${path}.${process.pid}`
  await writeFile(fresh, `${JSON.stringify(record, null, 2)}\n`)
  await rename(fresh, path)
}

/** Forget a lease whose clusters are gone. */
export async function removeLease(id: string): Promise<void> {
  await rm(leaseFolder(id), {recursive: true, force: true})
  await rm(pathOf(id), {force: true})
}

/** Where a lease keeps its files: what its nodes mount, and kubeconfigs. */
export function leaseFolder(id: string): string {
  return join(stateFolder(), 'leases', id)
}

function pathOf(id: string): string {
  return join(stateFolder(), 'leases', `${id}.json`)
}

async function readLease(folder: string, name: string): Promise<LeaseRecord | null> {
  try {
    const record = JSON.parse(await readFile(join(folder, name), 'utf8')) as LeaseRecord
    return record.version === 1 && Array.isArray(record.clusters) ? record : null
  } catch {
    // Removed between the listing and now, or no lease at all; containers of a lost lease are found by their mark.
    return null
  }
}
