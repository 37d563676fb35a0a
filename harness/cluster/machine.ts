import {readFile} from 'node:fs/promises'
import {answer} from './command.ts'
import {parseRange, type Range} from './ranges.ts'

/** kind's own defaults, which clusters of the user's may have at any time. */
const defaults = ['10.244.0.0/16', '10.96.0.0/16']

/**
 * Ranges of this machine that no new cluster may overlap: its routes, Docker's networks, and what other kind clusters
 * use inside, besides what leases say.
 *
 * @param own names of kind clusters whose ranges their leases tell
 */
export async function takenRanges(own: ReadonlySet<string>): Promise<readonly Range[]> {
  const [routes, networks, clusters] = await Promise.all([hostRoutes(), networkRanges(), foreignRanges(own)])
  return [...defaults, ...routes, ...networks, ...clusters].map(parseRange).filter((range) => range !== null)
}

/** kind's network: its IPv4 range and the addresses that containers have there. */
export interface KindNetwork {
  readonly name: string
  readonly range: Range
  readonly containers: readonly Range[]
}

/** What kind calls its network. */
export function networkName(): string {
  return process.env['KIND_EXPERIMENTAL_DOCKER_NETWORK'] || 'kind'
}

/** kind's network as it is now, or null before kind made it. */
export async function kindNetwork(): Promise<KindNetwork | null> {
  const name = networkName()
  const format =
    '{{range .IPAM.Config}}{{.Subnet}} {{end}}|{{range .IPAM.Config}}{{.Gateway}} {{end}}{{range .Containers}}{{.IPv4Address}} {{end}}'
  const result = await answer('docker', ['network', 'inspect', name, '--format', format])
  if (result.failed) return null
  const [subnets = '', containers = ''] = result.stdout.split('|')
  const [range] = rangesIn(subnets)
  if (range === undefined) return null
  // `172.18.0.2/16` is how Docker writes one container's address.
  return {name, range, containers: rangesIn(containers.replace(/\/\d+/g, ''))}
}

function rangesIn(text: string): Range[] {
  return text
    .split(/\s+/)
    .map(parseRange)
    .filter((range) => range !== null)
}

/** Destinations of the routing table, but the default route; none where the system has no such file. */
async function hostRoutes(): Promise<readonly string[]> {
  const table = await readFile('/proc/net/route', 'utf8').catch(() => '')
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const fields = line.split('\t')
      const destination = fields[1]
      const mask = fields[7]
      if (destination === undefined || mask === undefined || mask === '00000000') return []
      return [`${fromHex(destination)}/${prefixOf(mask)}`]
    })
}

/** The kernel prints addresses in the byte order of the machine, which is little endian wherever kind runs. */
function fromHex(hex: string): string {
  return (hex.match(/../g) ?? [])
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.')
}

function prefixOf(mask: string): number {
  return Number.parseInt(mask, 16).toString(2).replaceAll('0', '').length
}

async function networkRanges(): Promise<readonly string[]> {
  const listed = await answer('docker', ['network', 'ls', '--quiet'])
  const ids = listed.stdout.split('\n').filter((id) => id !== '')
  if (ids.length === 0) return []
  const format = '{{range .IPAM.Config}}{{.Subnet}} {{end}}'
  const result = await answer('docker', ['network', 'inspect', '--format', format, ...ids])
  return result.stdout.split(/\s+/)
}

/** Pod and service ranges of kind clusters that others made, from the configuration in their nodes. */
async function foreignRanges(own: ReadonlySet<string>): Promise<readonly string[]> {
  const format = '{{.Names}} {{.Label "io.x-k8s.kind.cluster"}}'
  const filter = ['--filter', 'label=io.x-k8s.kind.role=control-plane']
  const listed = await answer('docker', ['ps', ...filter, '--format', format])
  const nodes = listed.stdout.split('\n').flatMap((line) => {
    const [node, cluster] = line.split(' ')
    return node === undefined || cluster === undefined || own.has(cluster) ? [] : [node]
  })
  const ranges = await Promise.all(
    nodes.map(async (node) => {
      const read = await answer('docker', ['exec', node, 'grep', '-hE', 'Subnet:', '/kind/kubeadm.conf'], {
        timeoutMs: 5_000
      })
      return [...read.stdout.matchAll(/Subnet: *"?([\d./]+)/g)].map(([, range = '']) => range)
    })
  )
  return ranges.flat()
}
