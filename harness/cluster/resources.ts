import {appendFileSync, existsSync, mkdirSync} from 'node:fs'
import {readdir, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {lifeOf, type Owner, startOf, thisOwner} from './owner.ts'
import {stateFolder} from './registry.ts'

/** What a process uses besides clusters and must not outlive it. */
export type Resource =
  | {readonly type: 'folder'; readonly path: string}
  /** A process group, with when its leader started. */
  | {readonly type: 'group'; readonly pid: number; readonly started: string}

let self: Promise<Owner> | null = null

/** Write down what must go when this process does, however it ends. */
export async function noteResource(resource: Resource): Promise<void> {
  self ??= thisOwner()
  const owner = await self
  const path = join(folder(), `${owner.pid}-${owner.started.replace(/\W+/g, '')}.jsonl`)
  // At once, since a process that is killed has no later.
  if (!existsSync(path)) {
    mkdirSync(folder(), {recursive: true})
    appendFileSync(path, `${JSON.stringify(owner)}\n`)
  }
  appendFileSync(path, `${JSON.stringify(resource)}\n`)
}

/** Write down a process group that was just started. */
export async function noteGroup(pid: number): Promise<void> {
  await noteResource({type: 'group', pid, started: (await startOf(pid)) ?? ''})
}

/** End and remove what dead processes noted, and the temporary folders that carry their number; gives what was removed. */
export async function reapResources(): Promise<readonly string[]> {
  // One after the other, since most folders would be found both ways.
  const noted = await reapNoted()
  return [...noted, ...(await reapFolders())]
}

async function reapNoted(): Promise<readonly string[]> {
  const names = await readdir(folder()).catch(() => [])
  const removed = await Promise.all(
    names.map(async (name) => {
      const path = join(folder(), name)
      const [owner, ...resources] = parseLines(await readFile(path, 'utf8').catch(() => ''))
      if (owner === undefined || (await lifeOf(owner as Owner)) !== 'dead') return []
      const texts = await Promise.all((resources as readonly Resource[]).map(removeResource))
      await rm(path, {force: true})
      return texts.filter((text) => text !== null)
    })
  )
  return removed.flat()
}

/** A line that was cut short by a kill is none. */
function parseLines(text: string): readonly unknown[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as unknown]
    } catch {
      return []
    }
  })
}

async function removeResource(resource: Resource): Promise<string | null> {
  if (resource.type === 'folder') {
    if (!existsSync(resource.path)) return null
    await rm(resource.path, {recursive: true, force: true, maxRetries: 3})
    return `folder ${resource.path}`
  }
  if (resource.type !== 'group' || !(resource.pid > 1)) return null
  const started = await startOf(resource.pid)
  // The number may be somebody else's by now; a group whose leader is gone keeps its number from being given away.
  if (started !== null && started !== resource.started) return null
  try {
    process.kill(-resource.pid, 'SIGKILL')
    return `process group ${resource.pid}`
  } catch {
    return null
  }
}

/** `guiderail-<pid>-…`, whose process is gone; only this user's, since nobody else's can be removed. */
async function reapFolders(): Promise<readonly string[]> {
  const names = await readdir(tmpdir()).catch(() => [])
  const removed = await Promise.all(
    names.map(async (name) => {
      const pid = Number(/^guiderail-(\d+)-/.exec(name)?.[1])
      if (!Number.isInteger(pid) || pid <= 0 || (await startOf(pid)) !== null) return []
      const path = join(tmpdir(), name)
      await rm(path, {recursive: true, force: true, maxRetries: 3}).catch(() => {})
      return [`folder ${path}`]
    })
  )
  return removed.flat()
}

function folder(): string {
  return join(stateFolder(), 'processes')
}
