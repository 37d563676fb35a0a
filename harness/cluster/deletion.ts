import {setTimeout as sleep} from 'node:timers/promises'
import {answer} from './command.ts'
import {removeOwnNetwork} from './network.ts'
import {type LeaseRecord, removeLease} from './registry.ts'

/** Deletions that go on while guides do. */
const underway = new Set<Promise<void>>()

/** Begin to delete the clusters of a lease; `finishDeletions` waits for it. */
export function beginDeletion(record: LeaseRecord): void {
  void inBackground(deleteClusters(record))
}

/** Let a deletion go on while guides do. What fails stays on disk as a lease, so that the next run tries again. */
export function inBackground(work: Promise<unknown>): Promise<void> {
  const deletion = work.then(
    () => {},
    () => {}
  )
  underway.add(deletion)
  void deletion.then(() => underway.delete(deletion))
  return deletion
}

/** Wait for every deletion that was begun. */
export async function finishDeletions(): Promise<void> {
  await Promise.all(underway)
}

/**
 * Delete the clusters of a lease, and forget it once they are gone.
 *
 * @throws Error where the engine does not delete them; the lease stays then
 */
export async function deleteClusters(record: LeaseRecord): Promise<void> {
  // The engine may still have been making one, or somebody else may be removing it.
  for (let round = 1; round <= 100; round++) {
    const containers = await containersOf(record)
    if (containers.length === 0) break
    if (round > 1) await sleep(300)
    await removeContainers(containers)
  }
  await removeLease(record.id)
  await removeOwnNetwork()
}

/** Remove containers with their volumes; those that are gone already are no failure. */
export async function removeContainers(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const result = await answer('docker', ['rm', '--force', '--volumes', ...ids], {timeoutMs: 120_000})
  const left = result.stderr
    .split('\n')
    .filter((line) => /^Error|^Cannot/.test(line) && !/No such container|is already in progress/.test(line))
  if (result.failed && left.length > 0) throw new Error(left.join('\n'))
}

/** The nodes of the clusters of a lease, running or not. */
async function containersOf(record: LeaseRecord): Promise<readonly string[]> {
  const listed = await Promise.all(
    record.clusters.map(({kindName}) =>
      answer('docker', ['ps', '--all', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${kindName}`])
    )
  )
  const failed = listed.find((result) => result.failed)
  if (failed !== undefined) throw new Error(failed.stderr)
  return listed.flatMap(({stdout}) => stdout.split('\n')).filter((id) => id !== '')
}
