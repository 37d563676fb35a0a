import {readFileSync} from 'node:fs'
import {execa} from 'execa'
import {load} from 'js-yaml'
import {expect, test, vi} from 'vitest'
import type {Lease} from '../../harness/cluster/lease.ts'
import {kubectl, leaseForTest, nodesOf, useRegistry} from './clusters.ts'

useRegistry()

const server = ['create', 'deployment', 'server', '--image=fortio/fortio:latest_release']
const expose = ['expose', 'deployment', 'server', '--port=8080', '--type=LoadBalancer']

test('clusters on one network: pods reach pods by their own addresses, and load balancers', async () => {
  const lease = await leaseForTest(['network1', 'network1'])
  expect(lease.reachability).toEqual([
    {from: 'cluster1', to: 'cluster2', reachable: true},
    {from: 'cluster2', to: 'cluster1', reachable: true}
  ])
  await kubectl(lease, 'cluster1', ...server)
  await kubectl(lease, 'cluster1', ...expose)
  await kubectl(lease, 'cluster2', 'run', 'client', '--image=curlimages/curl', '--command', '--', 'sleep', '600')
  await kubectl(lease, 'cluster1', 'wait', '--for=condition=available', 'deployment/server', '--timeout=90s')
  await kubectl(lease, 'cluster2', 'wait', '--for=condition=ready', 'pod/client', '--timeout=90s')
  const podAddress = await kubectl(lease, 'cluster1', 'get', 'pods', '-o', 'jsonpath={.items[0].status.podIP}')
  const clientAddress = await kubectl(lease, 'cluster2', 'get', 'pod', 'client', '-o', 'jsonpath={.status.podIP}')
  const curl = (address: string) =>
    kubectl(lease, 'cluster2', 'exec', 'client', '--', 'curl', '-sS', '--max-time', '5', `http://${address}:8080/debug`)
  expect(await curl(podAddress)).toContain(`from ${clientAddress}:`)
  const balancer = () =>
    kubectl(lease, 'cluster1', 'get', 'service', 'server', '-o', 'jsonpath={.status.loadBalancer.ingress[0].ip}')
  await expect.poll(balancer, {timeout: 60_000}).not.toBe('')
  const balancerAddress = await balancer()
  await expect.poll(() => curl(balancerAddress).catch(String), {timeout: 60_000}).toContain('echo debug server')
})

test('clusters of several nodes on one network: a pod on any node is reached from the other cluster', async () => {
  const introduced: Promise<void>[] = []
  const progress = (text: string): void => {
    if (text.includes('Joining worker nodes')) introduced.push(introduceNodes())
  }
  const lease = await leaseForTest(['network1', 'network1'], {nodes: 2, progress})
  await Promise.all(introduced)
  expect(lease.reachability.map(({reachable}) => reachable)).toEqual([true, true])
  const [worker = ''] = (await nodesOf()).filter((name) => name.includes('cluster1-worker'))
  await kubectl(lease, 'cluster1', 'wait', '--for=condition=ready', `node/${worker}`, '--timeout=90s')
  const onWorker = JSON.stringify({spec: {nodeName: worker}})
  await kubectl(lease, 'cluster1', 'run', 'server', '--image=fortio/fortio:latest_release', '--overrides', onWorker)
  await kubectl(lease, 'cluster2', 'run', 'client', '--image=curlimages/curl', '--command', '--', 'sleep', '600')
  await kubectl(lease, 'cluster1', 'wait', '--for=condition=ready', 'pod/server', '--timeout=90s')
  await kubectl(lease, 'cluster2', 'wait', '--for=condition=ready', 'pod/client', '--timeout=90s')
  const addressOf = (cluster: string, pod: string) =>
    kubectl(lease, cluster, 'get', 'pod', pod, '-o', 'jsonpath={.status.podIP}')
  const [server, client] = [await addressOf('cluster1', 'server'), await addressOf('cluster2', 'client')]
  const curl = ['exec', 'client', '--', 'curl', '-sS', '--max-time', '5', `http://${server}:8080/debug`]
  const answered = () => kubectl(lease, 'cluster2', ...curl).catch(String)
  await expect.poll(answered, {timeout: 30_000}).toContain(`from ${client}:`)
})

/** Workers join by the name of the first node, which not every node image can resolve. */
async function introduceNodes(): Promise<void> {
  const nodes = await nodesOf()
  const format = '{{.NetworkSettings.Networks.kind.IPAddress}} {{slice .Name 1}}'
  const {stdout: hosts} = await execa('docker', ['inspect', '--format', format, ...nodes])
  const script = 'cat >> /etc/hosts'
  await Promise.all(
    nodes.map((node) => execa('docker', ['exec', '-i', node, 'sh', '-c', script], {input: `${hosts}\n`}))
  )
}

test('clusters on different networks: pods do not reach pods, but servers answer everywhere', async () => {
  const lease = await leaseForTest(['network1', 'network2'])
  expect(lease.reachability).toEqual([
    {from: 'cluster1', to: 'cluster2', reachable: false},
    {from: 'cluster2', to: 'cluster1', reachable: false}
  ])
  const {clusters} = load(readFileSync(lease.kubeconfig, 'utf8')) as {clusters: {cluster: {server: string}}[]}
  const servers = clusters.map(({cluster}) => cluster.server)
  expect(servers.every((address) => /^https:\/\/(?!127\.)[\d.]+:6443$/.test(address))).toBe(true)
  await kubectl(lease, 'cluster1', 'run', 'client', '--image=curlimages/curl', '--command', '--', 'sleep', '600')
  await kubectl(lease, 'cluster1', 'wait', '--for=condition=ready', 'pod/client', '--timeout=90s')
  const args = ['exec', 'client', '--', 'curl', '-sSk', '--max-time', '5', `${servers[1]}/livez`]
  expect(await kubectl(lease, 'cluster1', ...args)).toBe('ok')
})

/** Have Kubernetes sign `cluster-info` for one more token, as it does for its first one at a moment of its own. */
async function signForToken(lease: Lease): Promise<void> {
  await kubectl(lease, 'cluster1', 'apply', '-f', new URL('bootstrap-token.yaml', import.meta.url).pathname)
  const info = ['get', 'configmap', 'cluster-info', '--namespace=kube-public', '--output=yaml']
  const signed = async (): Promise<void> =>
    expect(await kubectl(lease, 'cluster1', ...info)).toContain('jws-kubeconfig-fedcba:')
  await vi.waitFor(signed, {timeout: 60_000, interval: 500})
}

test('a guide that cleans up well leaves nothing behind; one that does not is told object by object', async () => {
  const lease = await leaseForTest(['network1'])
  await kubectl(lease, 'cluster1', 'create', 'namespace', 'sample')
  await kubectl(lease, 'cluster1', 'create', 'deployment', 'web', '--namespace=sample', '--image=curlimages/curl')
  await kubectl(lease, 'cluster1', 'delete', 'namespace', 'sample')
  await signForToken(lease)
  expect(await lease.leftBehind()).toEqual([])

  await kubectl(lease, 'cluster1', 'create', 'secret', 'generic', 'token', '--from-literal=a=b')
  await kubectl(lease, 'cluster1', 'create', 'clusterrole', 'reader', '--verb=get', '--resource=pods')
  await kubectl(lease, 'cluster1', 'label', 'namespace', 'default', 'istio-injection=enabled')
  await kubectl(lease, 'cluster1', 'apply', '-f', new URL('left-behind.yaml', import.meta.url).pathname)
  await kubectl(
    lease,
    'cluster1',
    'wait',
    '--for=condition=established',
    'crd/foos.example.com',
    'crd/bars.example.com'
  )
  // What is established is discovered a moment later.
  await vi.waitFor(
    async () => {
      await kubectl(lease, 'cluster1', 'apply', '-f', new URL('left-behind-objects.yaml', import.meta.url).pathname)
      // Two kinds cannot be listed now, as one whose server is not there, and one that nobody converts; the others can.
      const absent = kubectl(lease, 'cluster1', 'get', '--raw', '/apis/absent.example.com/v1')
      await expect(absent).rejects.toThrow('unable to')
      await expect(kubectl(lease, 'cluster1', 'get', 'bars')).rejects.toThrow('conversion webhook')
    },
    {timeout: 60_000, interval: 500}
  )
  expect([...(await lease.leftBehind())].sort()).toEqual([
    'cluster1: APIService `v1.absent.example.com` was left behind',
    'cluster1: ClusterRole `reader` was left behind',
    'cluster1: CustomResourceDefinition `bars.example.com` was left behind',
    'cluster1: CustomResourceDefinition `foos.example.com` was left behind',
    'cluster1: Foo `one` in namespace `default` was left behind',
    'cluster1: Namespace `default` has the new label `istio-injection=enabled`',
    'cluster1: Namespace `left` was left behind',
    'cluster1: Secret `token` in namespace `default` was left behind',
    'cluster1: ValidatingWebhookConfiguration `hook` was left behind'
  ])
})

test('a run that is called off leaves no containers', async () => {
  const controller = new AbortController()
  const progress = (text: string): void => {
    if (text.includes('Starting control-plane')) controller.abort(new Error('Ctrl-C'))
  }
  await expect(leaseForTest(['a', 'b'], {signal: controller.signal, progress})).rejects.toThrow('Ctrl-C')
  expect(await nodesOf()).toEqual([])
})

test('a node image that does not exist is told as such', async () => {
  await expect(leaseForTest(['a'], {nodeImage: 'kindest/node:v0.0.0-none'})).rejects.toMatchObject({
    ruleId: 'no-node-image',
    message: expect.stringContaining('kindest/node:v0.0.0-none')
  })
})
