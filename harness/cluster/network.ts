import {existsSync} from 'node:fs'
import {rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {answer} from './command.ts'
import {networkName} from './machine.ts'
import {readLeases, stateFolder, withRegistry} from './registry.ts'

/** Write down that kind's network was not there before, so that it goes with the last lease. */
export async function noteNetwork(): Promise<void> {
  await writeFile(notePath(), '')
}

/** Remove kind's network where it came with a lease and no lease is left; one that somebody uses by now stays. */
export async function removeOwnNetwork(): Promise<void> {
  if (!existsSync(notePath())) return
  await withRegistry(async () => {
    if ((await readLeases()).length > 0) return
    await answer('docker', ['network', 'rm', networkName()], {timeoutMs: 10_000})
    await rm(notePath(), {force: true})
  })
}

function notePath(): string {
  return join(stateFolder(), `made-network-${networkName()}`)
}
