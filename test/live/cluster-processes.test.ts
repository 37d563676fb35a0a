import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {execa} from 'execa'
import {expect, onTestFinished, test} from 'vitest'
import {overlap, parseRange} from '../../harness/cluster/ranges.ts'
import {reap} from '../../harness/cluster/reap.ts'
import {type LeaseRecord, readLeases} from '../../harness/cluster/registry.ts'
import {nodesOf, useRegistry} from './clusters.ts'

useRegistry()

const script = fileURLToPath(new URL('lease-process.ts', import.meta.url))

function startLeasing(...networks: readonly string[]) {
  return execa(process.execPath, ['--import', 'jiti/register', script, ...networks], {reject: false, stdin: 'pipe'})
}

/** Leases of the processes given, once they say that their clusters are up. */
async function leasesOf(processes: readonly ReturnType<typeof startLeasing>[]): Promise<readonly LeaseRecord[]> {
  await Promise.all(processes.map((one) => one.iterable().next()))
  const pids = processes.map(({pid}) => pid)
  return (await readLeases()).filter(({owner}) => pids.includes(owner.pid))
}

test('three processes at once share nothing, and each takes back only its own', async () => {
  const processes = ['a', 'b', 'c'].map((network) => startLeasing(network))
  const leases = await leasesOf(processes)
  expect(leases).toHaveLength(3)
  const ranges = leases.flatMap(({clusters}) =>
    clusters.flatMap(({podRange, serviceRange, pool}) => [podRange, serviceRange, pool ?? ''].map(parseRange))
  )
  for (const [index, one] of ranges.entries()) {
    expect(one).not.toBeNull()
    for (const other of ranges.slice(index + 1)) expect(one && other && overlap(one, other)).toBe(false)
  }
  const [first, ...others] = processes
  first?.stdin.end()
  await first
  expect(await nodesOf()).toHaveLength(2)
  for (const one of others) one.stdin.end()
  await Promise.all(others)
  expect(await nodesOf()).toEqual([])
})

test("a user's own cluster survives it all untouched", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-users-'))
  const kubeconfig = join(folder, 'config')
  const image = process.env['GUIDERAIL_NODE_IMAGE']
  const own = ['--name', 'users-own', '--kubeconfig', kubeconfig]
  onTestFinished(async () => {
    await execa('kind', ['delete', 'cluster', ...own])
    rmSync(folder, {recursive: true, force: true})
  })
  await execa('kind', ['create', 'cluster', ...own, ...(image === undefined ? [] : ['--image', image])])
  const [id, config] = [await idOf('users-own-control-plane'), readFileSync(kubeconfig, 'utf8')]
  const leasing = startLeasing('a')
  const [lease] = await leasesOf([leasing])
  expect(lease).toBeDefined()
  leasing.kill('SIGKILL')
  await leasing
  await reap({kept: true})
  expect(await idOf('users-own-control-plane')).toBe(id)
  expect(readFileSync(kubeconfig, 'utf8')).toBe(config)
  await execa('kubectl', ['--kubeconfig', kubeconfig, 'get', '--raw', '/readyz'])
})

test('killed at ten random moments, two at a time, nothing is left within a minute', async () => {
  const left = async () => ({containers: await nodesOf(), leases: await readLeases()})
  for (let round = 1; round <= 5; round++) {
    await Promise.all(['a', 'b'].map(killAnytime))
    await expect.poll(left, {timeout: 60_000, interval: 500}).toEqual({containers: [], leases: []})
  }
})

async function killAnytime(network: string): Promise<void> {
  const leasing = startLeasing(network)
  await sleep(Math.random() * 20_000)
  leasing.kill('SIGKILL')
  await leasing
}

async function idOf(container: string): Promise<string> {
  return (await execa('docker', ['inspect', '--format', '{{.Id}} {{.State.StartedAt}}', container])).stdout
}
