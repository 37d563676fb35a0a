import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {execa} from 'execa'
import {onTestFinished} from 'vitest'
import {finishDeletions} from '../../harness/cluster/deletion.ts'
import {type Lease, type LeaseOptions, leaseClusters} from '../../harness/cluster/lease.ts'
import type {ClusterRequest} from '../../src/plan/plan.ts'

/** Lease clusters for one test: a cluster per network named, deleted when the test is over. */
export async function leaseForTest(networks: readonly string[], options: Partial<LeaseOptions> = {}): Promise<Lease> {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-live-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  const lease = await leaseClusters(requestsFor(networks), {
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

/** Names of all containers that are nodes of kind clusters, whoever made them. */
export async function nodeContainers(): Promise<readonly string[]> {
  const listed = await execa('docker', [
    'ps',
    '--all',
    '--filter',
    'label=io.x-k8s.kind.cluster',
    '--format',
    '{{.Names}}'
  ])
  return listed.stdout.split('\n').filter((name) => name !== '')
}
