import {readdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'

/** Where the kernel has freezers: cgroups of version 1 only, since those of version 2 let SIGKILL through. */
const freezers = '/sys/fs/cgroup/freezer'

/**
 * Thaw what is frozen in containers.
 *
 * A runtime freezes a container for a moment while it starts it. A node that is killed just then leaves it frozen, and no signal
 * reaches what is frozen, so the engine can never remove the node. Where this process may not write there, nothing happens.
 *
 * @param ids of containers, whole or shortened
 */
export async function thaw(ids: readonly string[]): Promise<void> {
  const paths = await readdir(freezers, {recursive: true}).catch(() => [])
  const states = paths.filter((path) => path.endsWith('/freezer.state') && ids.some((id) => path.includes(`/${id}`)))
  await Promise.all(states.map((path) => writeFile(join(freezers, path), 'THAWED').catch(() => {})))
}
