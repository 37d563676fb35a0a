import {setTimeout as sleep} from 'node:timers/promises'
import {HarnessError} from '../../src/errors.ts'
import {answer} from './command.ts'
import {thaw} from './freezer.ts'
import {removeOwnNetwork} from './network.ts'
import {type LeaseRecord, removeLease} from './registry.ts'

/** Deletions that go on while guides do. */
const underway = new Set<Promise<void>>()

/** Why some of them failed. */
const failures: string[] = []

/** Begin to delete the clusters of a lease; `finishDeletions` waits for it. */
export function beginDeletion(record: LeaseRecord): void {
  const names = record.clusters.map(({kindName}) => `\`${kindName}\``).join(' and ')
  void inBackground(deleteClusters(record), `deleting ${names}`)
}

/**
 * Let a deletion go on while guides do. What fails stays on disk as a lease, so that the next run tries again.
 *
 * @param what it does, for when it fails
 */
export function inBackground(work: Promise<unknown>, what: string): Promise<void> {
  const deletion = work.then(
    () => {},
    (error: unknown) => {
      const reason = error instanceof Error ? error.message.trim() : String(error)
      failures.push(`${what} failed: ${reason}`)
    }
  )
  underway.add(deletion)
  void deletion.then(() => underway.delete(deletion))
  return deletion
}

/** Wait for every deletion that was begun; tells what could not be deleted, and why. */
export async function finishDeletions(): Promise<readonly string[]> {
  await Promise.all(underway)
  return failures.splice(0)
}

/**
 * Delete the clusters of a lease, and forget it once they are gone.
 *
 * @throws HarnessError `no-engine` where the engine does not delete them; the lease stays then
 */
export async function deleteClusters(record: LeaseRecord): Promise<void> {
  await removeNodes(record.clusters.map(({kindName}) => kindName))
  await removeLease(record.id)
  await removeOwnNetwork()
}

/**
 * Remove the nodes of clusters, by kind's names.
 *
 * @throws HarnessError `no-engine`
 */
export async function removeNodes(kindNames: readonly string[]): Promise<void> {
  // The engine may still have been making one, or somebody else may be removing it.
  for (let round = 1; round <= 100; round++) {
    const containers = await nodesOf(kindNames)
    if (containers.length === 0) break
    if (round > 1) await sleep(300)
    await removeContainers(containers)
  }
}

/** How long a container may take to go before something frozen may be what keeps it, in milliseconds. */
const thawMs = 2000

/**
 * Remove containers with their volumes; those that are gone already are no failure.
 *
 * @throws HarnessError `no-engine`
 */
export async function removeContainers(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const removal = answer('docker', ['rm', '--force', '--volumes', ...ids], {timeoutMs: 120_000})
  const thawing = setInterval(() => void thaw(ids), thawMs)
  const result = await removal.finally(() => clearInterval(thawing))
  const left = result.stderr
    .split('\n')
    .filter((line) => line.trim() !== '' && !/No such container|is already in progress/.test(line))
  if (result.failed && left.length > 0) throw refusal(left.join('\n'))
}

/** Ids of the nodes of clusters, running or not. */
async function nodesOf(kindNames: readonly string[]): Promise<readonly string[]> {
  const listed = await Promise.all(
    kindNames.map((kindName) =>
      answer('docker', ['ps', '--all', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${kindName}`])
    )
  )
  const failed = listed.find((result) => result.failed)
  if (failed !== undefined) throw refusal(failed.stderr)
  return listed.flatMap(({stdout}) => stdout.split('\n')).filter((id) => id !== '')
}

/** The error of an engine that does not tell or remove what is left. */
export function refusal(reason: string): HarnessError {
  return new HarnessError(
    'no-engine',
    `the Docker engine does not remove clusters: ${reason.trim()}; see to it: what is left goes with the next live run or \`guiderail clean\``
  )
}
