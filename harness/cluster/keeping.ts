import {copyFile} from 'node:fs/promises'
import {join} from 'node:path'
import {type LeaseRecord, leaseFolder, readLeases, writeLease} from './registry.ts'

/** Leave the clusters of a lease for the user; gives how to use and how to delete them. */
export async function keepLease(record: LeaseRecord, kubeconfig: string): Promise<readonly string[]> {
  const kept = join(leaseFolder(record.id), 'kubeconfig')
  await copyFile(kubeconfig, kept)
  const current = (await readLeases()).find(({id}) => id === record.id) ?? record
  await writeLease({...current, kept: true})
  const names = record.clusters.map(({name}) => name).join(', ')
  return [`kept ${names}; use with: export KUBECONFIG=${kept}`, 'delete with: guiderail clean']
}
