import {connect} from 'node:net'
import {setTimeout as sleep} from 'node:timers/promises'
import {answer, output} from './command.ts'

/** A container that is a node of a cluster. */
export interface Node {
  readonly name: string
  readonly role: string
  /** Its address on kind's network. */
  readonly address: string
}

/** The nodes that a cluster has by now, control plane first. */
export async function nodesOf(kindName: string, signal?: AbortSignal): Promise<readonly Node[]> {
  const listed = await answer('docker', ['ps', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${kindName}`], {
    signal
  })
  const ids = listed.stdout.split('\n').filter((id) => id !== '')
  if (ids.length === 0) return []
  const format =
    '{{.Name}} {{index .Config.Labels "io.x-k8s.kind.role"}} {{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}'
  const result = await answer('docker', ['inspect', '--format', format, ...ids], {signal})
  return result.stdout
    .split('\n')
    .map((line) => line.trim().split(' '))
    .flatMap(([name, role, address]) =>
      name === undefined || role === undefined || !address ? [] : [{name: name.replace(/^\//, ''), role, address}]
    )
    .sort((one, other) =>
      one.role === other.role ? one.name.localeCompare(other.name) : one.role < other.role ? -1 : 1
    )
}

/** Run a script in a node, and give its standard output. */
export async function runInNode(node: Node, script: string, signal?: AbortSignal): Promise<string> {
  return output('docker', ['exec', node.name, 'sh', '-c', script], {signal, timeoutMs: 30_000})
}

/** Wait until something listens at an address; ends when the signal says so. */
export async function listening(address: string, port: number, signal: AbortSignal): Promise<void> {
  while (!(await connects(address, port))) {
    signal.throwIfAborted()
    await sleep(100, undefined, {signal})
  }
}

function connects(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({host: address, port, timeout: 2_000})
    const end = (answered: boolean) => {
      socket.destroy()
      resolve(answered)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}
