import {mkdir, open, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {maskSecrets} from '../../src/secrets.ts'
import {answer} from './command.ts'

/** Of each file, in bytes: the end of a log is what matters. */
const longest = 1_000_000

/**
 * Have kind write everything that the nodes of some clusters logged, a folder per cluster, without secrets that
 * `maskSecrets` knows and with no file longer than a megabyte.
 *
 * @param kindNames as kind calls them
 * @param limitMs in milliseconds; what is not written by then is left out
 */
export async function collectLogs(kindNames: readonly string[], folder: string, limitMs = 30_000): Promise<void> {
  await Promise.all(
    kindNames.map(async (name) => {
      const own = join(folder, name)
      await mkdir(own, {recursive: true})
      await answer('kind', ['export', 'logs', own, '--name', name], {timeoutMs: limitMs})
      await tidy(own)
    })
  )
}

async function tidy(folder: string): Promise<void> {
  for (const entry of await readdir(folder, {recursive: true, withFileTypes: true})) {
    const path = join(entry.parentPath, entry.name)
    // Links of the kubelet point into the node, and lead nowhere here.
    if (entry.isSymbolicLink()) await rm(path)
    else if (entry.isFile()) await writeFile(path, maskSecrets(await tailOf(path)))
  }
}

async function tailOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const {size} = await file.stat()
    if (size <= longest) return await readFile(path, 'utf8')
    const {buffer} = await file.read(Buffer.alloc(longest), 0, longest, size - longest)
    return `…${buffer.toString('utf8')}`
  } finally {
    await file.close()
  }
}
