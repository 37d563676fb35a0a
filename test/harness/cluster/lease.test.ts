import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {load} from 'js-yaml'
import {expect, test, vi} from 'vitest'
import {leaseClusters} from '../../../harness/cluster/lease.ts'
import type {ClusterRequest} from '../../../src/plan/plan.ts'
import {idleEngine, useStandIns} from './stand-ins.ts'

const standIns = useStandIns()
const request = (name: string, context: string | null = null): ClusterRequest => ({
  name,
  network: 'network1',
  nodes: 1,
  nodeImage: null,
  kind: {},
  context
})
const options = () => ({
  kubeconfig: join(standIns.folder, 'kubeconfig'),
  nodeImage: 'kindest/node:v1.0.0',
  metallb: null as string | null,
  keep: false,
  progress: () => {}
})
const leasesLeft = (): string[] => {
  const folder = join(standIns.folder, 'state', 'leases')
  return existsSync(folder) ? readdirSync(folder) : []
}

/** kind that notes each call and fails as told. */
const failingKind = (text: string): void => {
  standIns.script('docker', idleEngine)
  standIns.script('kubectl', 'exit 1')
  standIns.script('kind', `echo "kind $*" >> "$LOG"; cat > /dev/null; echo '${text}' >&2; exit 1`)
}
const kindCalls = (): readonly string[] => standIns.log().filter((line) => line.startsWith('kind create'))

test('a cluster that kind cannot make is one error, tried once, and leaves nothing behind', async () => {
  failingKind('ERROR: failed to create cluster: kubeadm said no')
  await expect(leaseClusters([request('cluster1')], options())).rejects.toMatchObject({
    ruleId: 'cluster-not-created',
    message: 'cluster `cluster1` was not created\n  ERROR: failed to create cluster: kubeadm said no'
  })
  expect(kindCalls()).toHaveLength(1)
  expect(kindCalls()[0]).toMatch(
    /^kind create cluster --name gr-\w{5}-cluster1 --config - --wait 0s --kubeconfig \S+\/state\/leases\/\S+ --image kindest\/node:v1\.0\.0$/
  )
  expect(leasesLeft()).toEqual([])
})

test('a failure that passes is tried once more', async () => {
  failingKind('ERROR: failed to create cluster: Bind for 127.0.0.1:1 failed: port is already allocated')
  await expect(leaseClusters([request('cluster1')], options())).rejects.toMatchObject({ruleId: 'cluster-not-created'})
  expect(kindCalls()).toHaveLength(2)
})

test('a creation that does not end is given up in time, tried once more without what it left, and told as such', async () => {
  standIns.script('kubectl', 'exit 1')
  standIns.script(
    'docker',
    `${idleEngine}
    case "$*" in 'ps --all '*label=*) cat "$TMPDIR/node" 2> /dev/null ;; rm*) rm "$TMPDIR/node" ;; esac; exit 0`
  )
  standIns.script(
    'kind',
    'echo "kind $*" >> "$LOG"; echo node1 > "$TMPDIR/node"; echo " • Starting control-plane 🕹️  ..." >&2; exec sleep 30'
  )
  await expect(leaseClusters([request('cluster1')], {...options(), limitMs: 3_000})).rejects.toMatchObject({
    ruleId: 'cluster-not-created',
    message: expect.stringMatching(
      /^cluster `cluster1` was not up within 3 s, and the last that kind said was `Starting control-plane`; .*`clusterTimeout`/
    )
  })
  const made = standIns.log().flatMap((line) => /^kind create|^rm .*/.exec(line)?.[0] ?? [])
  expect(made).toEqual(['kind create', 'rm --force --volumes node1', 'kind create', 'rm --force --volumes node1'])
  expect(leasesLeft()).toEqual([])
})

test('a run that is called off makes no cluster and leaves nothing behind', async () => {
  failingKind('never seen')
  standIns.script('kind', 'echo "kind $*" >> "$LOG"; exec sleep 30')
  const controller = new AbortController()
  const lease = leaseClusters([request('cluster1'), request('cluster2')], {...options(), signal: controller.signal})
  await expect.poll(() => kindCalls().length).toBe(2)
  controller.abort(new Error('Ctrl-C'))
  await expect(lease).rejects.toThrow('Ctrl-C')
  expect(leasesLeft()).toEqual([])
})

test.for([
  ['absent.yaml', "MetalLB's manifest `absent.yaml` cannot be read: ENOENT"],
  ['other.yaml', 'is no manifest of MetalLB 0.13 or later: it defines no `IPAddressPool`']
])('a load balancer from %s is refused before anything is made', async ([name = '', text]) => {
  failingKind('never seen')
  writeFileSync(join(standIns.folder, 'other.yaml'), 'kind: Namespace\n')
  const metallb = name === 'absent.yaml' ? name : join(standIns.folder, name)
  await expect(leaseClusters([request('cluster1')], {...options(), metallb})).rejects.toMatchObject({
    ruleId: 'load-balancer',
    message: expect.stringContaining(text ?? '')
  })
  expect(kindCalls()).toEqual([])
})

const userConfig = `
current-context: dev
contexts:
- {name: dev, context: {cluster: dev-cluster, user: dev-user}}
- {name: staging, context: {cluster: st-cluster, user: st-user, namespace: team}}
clusters:
- {name: dev-cluster, cluster: {server: "https://dev:6443"}}
- {name: st-cluster, cluster: {server: "https://st:6443"}}
users:
- {name: dev-user, user: {token: dev-token}}
- {name: st-user, user: {token: st-token}}
`
const useConfig = (): void => standIns.script('kubectl', `cat <<'YAML'\n${userConfig}\nYAML`)

test("contexts of the user's are copied under the names of the clusters; no engine is asked", async () => {
  useConfig()
  const lease = await leaseClusters([request('cluster1', 'staging'), request('cluster2', 'dev')], options())
  expect(load(readFileSync(lease.kubeconfig, 'utf8'))).toEqual({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'cluster1',
    contexts: [
      {name: 'cluster1', context: {cluster: 'cluster1', user: 'cluster1', namespace: 'team'}},
      {name: 'cluster2', context: {cluster: 'cluster2', user: 'cluster2'}}
    ],
    clusters: [
      {name: 'cluster1', cluster: {server: 'https://st:6443'}},
      {name: 'cluster2', cluster: {server: 'https://dev:6443'}}
    ],
    users: [
      {name: 'cluster1', user: {token: 'st-token'}},
      {name: 'cluster2', user: {token: 'dev-token'}}
    ]
  })
  expect(lease.env).toEqual({CTX_CLUSTER1: 'cluster1', CTX_CLUSTER2: 'cluster2'})
  await lease.release()
  expect(standIns.log()).toEqual([])
})

test('a context that does not exist is an error that lists those that do', async () => {
  useConfig()
  await expect(leaseClusters([request('cluster1', 'prod')], options())).rejects.toMatchObject({
    ruleId: 'config',
    message: 'cluster `cluster1` uses the context `prod`, which the kubeconfig does not have; it has `dev`, `staging`'
  })
})

test('where a proxy is set, clusters are exempt from it', async () => {
  useConfig()
  vi.stubEnv('HTTPS_PROXY', 'http://proxy:3128')
  vi.stubEnv('NO_PROXY', 'intranet')
  const {env} = await leaseClusters([request('cluster1', 'dev')], options())
  expect(env['NO_PROXY']).toMatch(/^intranet,.*172\.16\.0\.0\/12/)
  expect(env['no_proxy']).toBe(env['NO_PROXY'])
})
