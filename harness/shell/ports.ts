import {readdirSync, readFileSync, readlinkSync} from 'node:fs'

/** State of a listening socket in `/proc/net/tcp` (`TCP_LISTEN` of Linux's `tcp_states.h`). */
const LISTEN = '0A'

/** True where one of the processes listens on a TCP port; false also where the system does not say. */
export function listensOnPort(pids: readonly number[]): boolean {
  const sockets = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap(listeningSockets))
  return sockets.size > 0 && pids.some((pid) => linksOf(pid).some((link) => sockets.has(link)))
}

function listeningSockets(table: string): readonly string[] {
  return read(() => readFileSync(table, 'latin1').split('\n'))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === LISTEN)
    .map((fields) => `socket:[${fields[9]}]`)
}

function linksOf(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`
  return read(() => readdirSync(folder)).flatMap((name) => read(() => [readlinkSync(`${folder}/${name}`)]))
}

/** Nothing where a file or process is gone, or belongs to somebody else. */
function read(list: () => readonly string[]): readonly string[] {
  try {
    return list()
  } catch {
    return []
  }
}
