import {mkdir} from 'node:fs/promises'
import {join} from 'node:path'
import {answer} from './command.ts'

/**
 * Have kind write everything that the nodes of some clusters logged, a folder per cluster.
 *
 * @param kindNames as kind calls them
 * @param limitMs in milliseconds; what is not written by then is left out
 */
export async function collectLogs(kindNames: readonly string[], folder: string, limitMs = 30_000): Promise<void> {
  await Promise.all(
    kindNames.map(async (name) => {
      await mkdir(join(folder, name), {recursive: true})
      await answer('kind', ['export', 'logs', join(folder, name), '--name', name], {timeoutMs: limitMs})
    })
  )
}
