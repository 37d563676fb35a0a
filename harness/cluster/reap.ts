import {answer} from './command.ts'
import {deleteClusters, inBackground, refusal, removeContainers} from './deletion.ts'
import {markPath} from './node-mounts.ts'
import {lifeOf} from './owner.ts'
import {readLeases, stateFolder} from './registry.ts'
import {reapResources} from './resources.ts'

export interface ReapOptions {
  /** Whether kept clusters go too. */
  readonly kept: boolean
}

/**
 * Remove what dead processes left behind, and nothing of living ones, nor of anybody else.
 *
 * @returns what was removed, such as `cluster gr-ab1cd-cluster1`
 * @throws HarnessError `no-engine`
 */
export async function reap(options: ReapOptions): Promise<readonly string[]> {
  // Processes first: a kind that still runs would go on making what is being removed.
  const resources = await reapResources()
  const leases = await reapLeases(options)
  return [...resources, ...leases, ...(await reapOrphans())]
}

let begun = false

/** Once per process, begin to remove what dead runs left behind; nobody has to wait until it is gone. */
export function reapBefore(): void {
  if (begun) return
  begun = true
  void inBackground(reap({kept: false}), 'removing what an earlier run left')
}

async function reapLeases(options: ReapOptions): Promise<readonly string[]> {
  const leases = await readLeases()
  const removed = await Promise.all(
    leases.map(async (lease) => {
      const due = lease.kept ? options.kept : (await lifeOf(lease.owner)) === 'dead'
      if (!due) return []
      await deleteClusters(lease)
      return lease.clusters.map(({kindName}) => `cluster ${kindName}`)
    })
  )
  return removed.flat()
}

/** Nodes whose lease is lost: they mount its folder, which tells this user's from another's. */
async function reapOrphans(): Promise<readonly string[]> {
  const listed = await answer('docker', ['ps', '--all', '--quiet', '--filter', `volume=${markPath}`]).catch(() => null)
  // Without Docker there is nothing; with an engine that does not answer, nobody knows.
  if (listed?.failed) throw refusal(listed.stderr)
  const ids = (listed?.stdout ?? '').split('\n').filter((id) => id !== '')
  if (ids.length === 0) return []
  const format = `{{.Id}} {{.Name}} {{range .Mounts}}{{if eq .Destination "${markPath}"}}{{.Source}}{{end}}{{end}}`
  const inspected = await answer('docker', ['inspect', '--format', format, ...ids])
  const known = new Set((await readLeases()).map(({id}) => id))
  const orphans = inspected.stdout.split('\n').flatMap((line) => {
    const [id = '', name = '', ...source] = line.split(' ')
    const lease = leaseOf(source.join(' '))
    return lease === null || known.has(lease) ? [] : [{id, name: name.replace(/^\//, '')}]
  })
  await removeContainers(orphans.map(({id}) => id))
  return orphans.map(({name}) => `container ${name}`)
}

/** The lease whose folder a node mounts, or null where it is not of this user. */
function leaseOf(source: string): string | null {
  const prefix = `${stateFolder()}/leases/`
  const [id, rest] = source.startsWith(prefix) ? source.slice(prefix.length).split('/') : []
  return id !== undefined && rest === 'node' ? id : null
}
