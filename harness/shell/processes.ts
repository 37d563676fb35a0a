import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {execaSync} from 'execa'

/** A process as the system lists it. */
export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  /** Process group. */
  readonly group: number
  /** Clock ticks since boot; tells a process from a later one with the same id. 0 where the system does not say. */
  readonly started: number
}

/** True where processes can be looked into, as on Linux. */
export const hasProc: boolean = existsSync('/proc/self/stat')

/** List every process of the machine. */
export function listProcesses(): readonly ProcessEntry[] {
  if (!hasProc) return listByPs()
  const entries = readdirSync('/proc').map((name) => (/^\d+$/.test(name) ? readProcess(Number(name)) : null))
  return entries.filter((entry) => entry !== null)
}

/** Look at one process; null where it is gone, or dead and not yet collected. */
export function readProcess(pid: number): ProcessEntry | null {
  const stat = readProc(pid, 'stat')
  if (stat === null) return null
  // The name in parentheses may hold anything, so fields are counted from its end: state, parent, group, …
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  return {pid, parent: Number(fields[1]), group: Number(fields[2]), started: Number(fields[19])}
}

/** Read a file of a process; null where it is gone or belongs to somebody else. */
export function readProc(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1')
  } catch {
    return null
  }
}

/** A process and all that descend from it, itself first. */
export function descendants(pid: number, entries: readonly ProcessEntry[] = listProcesses()): readonly ProcessEntry[] {
  const children = new Map<number, ProcessEntry[]>()
  for (const entry of entries) children.set(entry.parent, [...(children.get(entry.parent) ?? []), entry])
  const found = entries.filter((entry) => entry.pid === pid)
  // The list grows while it is read: that is the walk.
  for (const entry of found) found.push(...(children.get(entry.pid) ?? []))
  return found
}

/** Ids of the processes that a process started itself and that still run. */
export function childrenOf(pid: number): readonly number[] {
  const children = readProc(pid, `task/${pid}/children`)
  if (children !== null) return children.split(' ').filter(Boolean).map(Number)
  return listProcesses()
    .filter((entry) => entry.parent === pid)
    .map((entry) => entry.pid)
}

/** End processes: TERM, and KILL for those that are still there after `graceMs` milliseconds. */
export async function endProcesses(entries: readonly ProcessEntry[], graceMs: number): Promise<void> {
  for (const entry of entries) send(entry, 'SIGTERM')
  for (const until = Date.now() + graceMs; Date.now() < until && entries.some(isAlive); ) await sleep(10)
  for (const entry of entries) send(entry, 'SIGKILL')
}

function isAlive(entry: ProcessEntry): boolean {
  if (hasProc) return readProcess(entry.pid)?.started === entry.started
  try {
    return process.kill(entry.pid, 0)
  } catch {
    return false
  }
}

function send(entry: ProcessEntry, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (!isAlive(entry)) return
  try {
    process.kill(entry.pid, signal)
  } catch {
    // It ended in between.
  }
}

function listByPs(): readonly ProcessEntry[] {
  const {stdout} = execaSync('ps', ['-A', '-o', 'pid=,ppid=,pgid='], {reject: false})
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [pid, parent, group] = line.trim().split(/\s+/).map(Number)
    if (pid === undefined || parent === undefined || group === undefined) return []
    return [{pid, parent, group, started: 0}]
  })
}
