import {access, constants, readFile} from 'node:fs/promises'
import {delimiter, join} from 'node:path'
import {HarnessError} from '../../src/errors.ts'
import {type Answer, answer, missingTool} from './command.ts'
import {networkName} from './machine.ts'

/** The engine that kind will use. */
export interface Engine {
  /** Such as `20.10.24`. */
  readonly version: string
  /** Such as `Debian GNU/Linux 12 (bookworm)`. */
  readonly system: string
  readonly cpus: number
  /** In bytes. */
  readonly memory: number
}

/**
 * Find out, in about a tenth of a second and without changing anything, whether clusters can be made here.
 *
 * @throws HarnessError `no-tool`, `no-engine`, `network-unreachable`
 */
export async function checkEngine(): Promise<Engine> {
  await Promise.all(['docker', 'kind', 'kubectl'].map(requireTool))
  const [info, bridges, addresses] = await Promise.all([
    ask(['info', '--format', '{{json .ServerVersion}} {{json .OperatingSystem}} {{json .NCPU}} {{json .MemTotal}}']),
    // It names those that are there, and fails where kind made none yet.
    ask(['network', 'inspect', 'bridge', networkName(), '--format', '{{range .IPAM.Config}}{{.Gateway}} {{end}}']),
    localAddresses()
  ])
  const engine = readInfo(info)
  const gateways = bridges.stdout.match(/\d+\.\d+\.\d+\.\d+/g) ?? []
  // The engine's bridges belong to this very machine, or its networks cannot be reached from here.
  const isNear = gateways.length === 0 || gateways.some((gateway) => addresses?.has(gateway))
  if (addresses === null || !isNear) throw unreachable(engine)
  return engine
}

function ask(args: readonly string[]): Promise<Answer> {
  return answer('docker', args, {timeoutMs: 10_000})
}

function readInfo(info: Answer): Engine {
  const fields = /^"(.+?)" "(.*)" (\d+) (\d+)$/.exec(info.stdout.trim())
  if (info.failed || fields === null) {
    const reason = info.stderr.trim().split('\n').at(-1) || `exit status ${info.exitCode}`
    throw new HarnessError(
      'no-engine',
      `no Docker engine answers: ${reason}; start one, name one in \`DOCKER_HOST\`, or judge recordings with \`--replay\``
    )
  }
  const [, version = '', system = '', cpus, memory] = fields
  return {version, system, cpus: Number(cpus), memory: Number(memory)}
}

function unreachable(engine: Engine): HarnessError {
  return new HarnessError(
    'network-unreachable',
    `the Docker engine (${engine.system}) does not run on this machine itself, so the addresses of its containers cannot be reached from here; run on Linux beside the engine, or judge recordings with \`--replay\``
  )
}

/** IPv4 addresses of this machine, those of idle bridges too, or null where the system does not tell. */
async function localAddresses(): Promise<ReadonlySet<string> | null> {
  try {
    const trie = await readFile('/proc/net/fib_trie', 'utf8')
    return new Set([...trie.matchAll(/\|-- ([\d.]+)\n\s+\/32 host LOCAL/g)].map(([, address = '']) => address))
  } catch {
    return null
  }
}

/** @throws HarnessError `no-tool` */
async function requireTool(name: string): Promise<void> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (folder === '') continue
    try {
      await access(join(folder, name), constants.X_OK)
      return
    } catch {
      // The next folder may have it.
    }
  }
  throw missingTool(name)
}
