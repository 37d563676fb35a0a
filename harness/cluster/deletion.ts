import {answer} from './command.ts'
import {type LeaseRecord, removeLease} from './registry.ts'

/** Delete the clusters of a lease, and forget it once they are gone. */
export async function deleteClusters(record: LeaseRecord): Promise<void> {
  const containers = await containersOf(record.clusters.map(({kindName}) => kindName))
  if (containers.length > 0) await answer('docker', ['rm', '--force', '--volumes', ...containers], {timeoutMs: 60_000})
  await removeLease(record.id)
}

async function containersOf(kindNames: readonly string[]): Promise<readonly string[]> {
  const listed = await Promise.all(
    kindNames.map((name) =>
      answer('docker', ['ps', '--all', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${name}`])
    )
  )
  return listed.flatMap(({stdout}) => stdout.split('\n')).filter((id) => id !== '')
}
