import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {execa} from 'execa'
import {afterAll, beforeAll, onTestFinished, vi} from 'vitest'
import {finishDeletions} from '../../harness/cluster/deletion.ts'
import {type Lease, type LeaseOptions, leaseClusters} from '../../harness/cluster/lease.ts'
import {markPath} from '../../harness/cluster/node-mounts.ts'
import {stateFolder} from '../../harness/cluster/registry.ts'
import type {ClusterRequest} from '../../src/plan/plan.ts'

/** Lease clusters for one test: a cluster per network named, with so many nodes each, deleted when the test is over. */
export async function leaseForTest(
  networks: readonly string[],
  {nodes = 1, ...options}: Partial<LeaseOptions> & {readonly nodes?: number} = {}
): Promise<Lease> {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-live-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  const lease = await leaseClusters(requestsFor(networks, nodes), {
    kubeconfig: join(folder, 'kubeconfig'),
    nodeImage: process.env['GUIDERAIL_NODE_IMAGE'] ?? null,
    metallb: process.env['GUIDERAIL_METALLB'] ?? null,
    keep: false,
    progress: () => {},
    ...options
  })
  onTestFinished(async () => {
    await lease.release()
    await finishDeletions()
  })
  return lease
}

/** `cluster1`, `cluster2`, … on the networks named. */
export function requestsFor(networks: readonly string[], nodes = 1): readonly ClusterRequest[] {
  return networks.map((network, index) => ({
    name: `cluster${index + 1}`,
    network,
    nodes,
    nodeImage: null,
    kind: {},
    context: null
  }))
}

/** Ask kubectl about a cluster of a lease. */
export async function kubectl(lease: Lease, cluster: string, ...args: readonly string[]): Promise<string> {
  const access = ['--kubeconfig', lease.kubeconfig, '--context', cluster]
  return (await execa('kubectl', [...access, ...args])).stdout
}

/**
 * Give a test file a registry of leases of its own, so that it counts what is its own, whatever else the engine runs.
 *
 * It lasts until the file is over, since leases are given back after a test's own hooks.
 */
export function useRegistry(): void {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'guiderail-registry-'))
    vi.stubEnv('GUIDERAIL_STATE', folder)
  })
  afterAll(() => {
    vi.unstubAllEnvs()
    rmSync(folder, {recursive: true, force: true})
  })
}

/** Names of the containers whose mark is in a registry of leases: that of this test file, where none is named. */
export async function nodesOf(registry: string = stateFolder()): Promise<readonly string[]> {
  const {stdout: ids} = await execa('docker', ['ps', '--all', '--quiet', '--filter', `volume=${markPath}`])
  if (ids === '') return []
  const format = '{{.Name}} {{range .Mounts}}{{.Source}} {{end}}'
  // One that is removed meanwhile is an error beside the others.
  const {stdout} = await execa('docker', ['inspect', '--format', format, ...ids.split('\n')], {reject: false})
  const own = stdout.split('\n').filter((line) => line.includes(`${registry}/`))
  return own.map((line) => line.split(' ')[0]?.replace(/^\//, '') ?? '')
}
