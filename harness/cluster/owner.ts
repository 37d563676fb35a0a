import {readFileSync, readlinkSync} from 'node:fs'
import {hostname} from 'node:os'
import {execa} from 'execa'

/** The process that holds a lease, told apart from any later one with the same id. */
export interface Owner {
  readonly pid: number
  /** When it started, in whatever unit the system tells; compared, never read. */
  readonly started: string
  readonly host: string
  /** Changes with each boot; empty where the system does not tell. */
  readonly boot: string
  /** Process ids mean nothing outside their namespace, as in a CI container that shares the engine. */
  readonly namespace: string
}

/** Whether the owner still runs: `unknown` where this process cannot tell, as for one on another machine. */
export type Life = 'alive' | 'dead' | 'unknown'

/** This process, as the owner of what it leases. */
export async function thisOwner(): Promise<Owner> {
  return {pid: process.pid, started: (await startOf(process.pid)) ?? '', ...machine()}
}

/** Whether the owner of a lease is still there. */
export async function lifeOf(owner: Owner): Promise<Life> {
  const here = machine()
  if (owner.host !== here.host) return 'unknown'
  if (owner.boot !== here.boot) return 'dead'
  if (owner.namespace !== here.namespace) return 'unknown'
  return (await startOf(owner.pid)) === owner.started ? 'alive' : 'dead'
}

/** When a process started, or null where it does not run (a zombie does not). */
export async function startOf(pid: number): Promise<string | null> {
  const stat = read(`/proc/${pid}/stat`)
  if (stat !== null) {
    // The command in parentheses may hold blanks and parentheses of its own; fields are counted from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null)
  }
  if (read('/proc/self/stat') !== null) return null
  const ps = await execa('ps', ['-o', 'lstart=', '-p', String(pid)], {reject: false, env: {LC_ALL: 'C'}})
  return ps.stdout.trim() || null
}

function machine(): Omit<Owner, 'pid' | 'started'> {
  return {host: hostname(), boot: read('/proc/sys/kernel/random/boot_id')?.trim() ?? '', namespace: processNamespace()}
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
