import {answer} from './command.ts'
import {type LeaseRecord, removeLease} from './registry.ts'

/** Deletions that go on while guides do. */
const underway = new Set<Promise<void>>()

/** Begin to delete the clusters of a lease; `finishDeletions` waits for it. */
export function beginDeletion(record: LeaseRecord): void {
  const deletion = deleteClusters(record).catch(() => {
    // The lease stays on disk, so the reaper or the next run tries again.
  })
  underway.add(deletion)
  void deletion.finally(() => underway.delete(deletion))
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
  await removeContainers(await containersOf(record))
  await removeLease(record.id)
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
