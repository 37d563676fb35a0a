import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {waitForWorkloads} from '../../../harness/cluster/rollout.ts'
import {unsettledWorkloads} from '../../../harness/cluster/workload.ts'
import {useStandIns} from './stand-ins.ts'

const standIns = useStandIns()

const item = (kind: string, spec: object, status: object, metadata: object = {}) => ({
  kind,
  metadata: {name: 'x', namespace: 'default', uid: `${kind}-uid`, generation: 1, ...metadata},
  spec,
  status: {observedGeneration: 1, ...status}
})
const done = {replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2}

test.for([
  ['a deployment with all replicas', item('Deployment', {replicas: 2}, done)],
  ['a deployment of none', item('Deployment', {replicas: 0}, {})],
  ['a paused deployment', item('Deployment', {replicas: 2, paused: true}, {})],
  [
    'a deployment that gave up',
    item('Deployment', {}, {conditions: [{type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded'}]})
  ],
  ['a deployment that is being deleted', item('Deployment', {}, {}, {deletionTimestamp: 'now'})],
  ['a stateful set with all replicas', item('StatefulSet', {replicas: 2}, done)],
  [
    'a stateful set that is updated up to its partition',
    item('StatefulSet', {replicas: 2, updateStrategy: {rollingUpdate: {partition: 1}}}, {...done, updatedReplicas: 1})
  ],
  [
    'a daemon set on all nodes',
    item('DaemonSet', {}, {desiredNumberScheduled: 2, numberAvailable: 2, updatedNumberScheduled: 2})
  ],
  ['a daemon set that fits no node', item('DaemonSet', {}, {desiredNumberScheduled: 0})],
  ['a ready pod', item('Pod', {}, {conditions: [{type: 'Ready', status: 'True'}]})],
  ['a pod that ended', item('Pod', {}, {phase: 'Succeeded'})],
  ['a pod of a controller', item('Pod', {}, {phase: 'Pending'}, {ownerReferences: [{}]})],
  [
    'the name service that comes with a cluster',
    item('Deployment', {}, {}, {namespace: 'kube-system', name: 'coredns'})
  ]
] as const)('%s is not awaited', ([, workload]) => {
  expect(unsettledWorkloads([workload])).toEqual([])
})

test.for([
  ['a new deployment that no controller saw', item('Deployment', {replicas: 1}, {observedGeneration: 0})],
  ['a deployment whose change no controller saw', item('Deployment', {replicas: 2}, done, {generation: 2})],
  ['a deployment with old replicas left', item('Deployment', {replicas: 2}, {...done, replicas: 3})],
  ['a deployment that is half updated', item('Deployment', {replicas: 2}, {...done, updatedReplicas: 1})],
  ['a deployment that is half available', item('Deployment', {replicas: 2}, {...done, availableReplicas: 1})],
  ['a deployment of one, by default, that has none', item('Deployment', {}, {})],
  ['a stateful set that is half ready', item('StatefulSet', {replicas: 2}, {...done, readyReplicas: 1})],
  ['a stateful set that is half updated', item('StatefulSet', {replicas: 2}, {...done, updatedReplicas: 1})],
  ['a daemon set that is missing on a node', item('DaemonSet', {}, {desiredNumberScheduled: 2, numberAvailable: 1})],
  ['a pod of its own that starts', item('Pod', {}, {phase: 'Pending'})],
  [
    'a name service that the guide changed',
    item('Deployment', {}, {}, {namespace: 'kube-system', name: 'coredns', generation: 2})
  ]
] as const)('%s is awaited', ([, workload]) => {
  expect(unsettledWorkloads([workload])).toHaveLength(1)
})

/** kubectl that lists one deployment per cluster, ready from the nth time on. */
function putKubectl(name: string, uid: string, readyAt: number): string {
  const list = (spec: object): string => JSON.stringify({items: [item('Deployment', {replicas: 2}, spec, {name, uid})]})
  writeFileSync(join(standIns.folder, 'starting'), list({}))
  writeFileSync(join(standIns.folder, 'ready'), list(done))
  standIns.script(
    'kubectl',
    `echo "$*" >> "$LOG"
    if [ "$(grep -c . "$LOG")" -ge ${readyAt} ]; then cat ${standIns.folder}/ready; else cat ${standIns.folder}/starting; fi`
  )
  const kubeconfig = join(standIns.folder, 'kubeconfig')
  writeFileSync(kubeconfig, 'contexts: [{name: cluster1}]')
  return kubeconfig
}
const options = (limitMs: number, seen: string[] = []) => ({
  limitMs,
  onProgress: (what: string) => void seen.push(what),
  signal: new AbortController().signal
})

test('what is rolled out costs one question per cluster', async () => {
  const kubeconfig = putKubectl('web', 'a', 1)
  expect(await waitForWorkloads(kubeconfig, options(5_000))).toEqual([])
  expect(standIns.log()).toEqual([
    `--kubeconfig ${kubeconfig} --context cluster1 get deployments,statefulsets,daemonsets,pods --all-namespaces --output json`
  ])
})

test('what is starting is awaited and named', async () => {
  const seen: string[] = []
  const kubeconfig = putKubectl('web', 'b', 3)
  expect(await waitForWorkloads(kubeconfig, options(5_000, seen))).toEqual(['deployment/web'])
  expect(seen).toEqual(['deployment/web'])
  expect(standIns.log()).toHaveLength(3)
})

test('what never becomes ready is awaited to the limit, once', async () => {
  const kubeconfig = putKubectl('broken', 'c', 1_000)
  expect(await waitForWorkloads(kubeconfig, options(600))).toEqual(['deployment/broken'])
  const asked = standIns.log().length
  expect(await waitForWorkloads(kubeconfig, options(60_000))).toEqual([])
  expect(standIns.log()).toHaveLength(asked + 1)
})

test('a cluster that does not answer is not awaited', async () => {
  const kubeconfig = putKubectl('web', 'd', 1)
  standIns.script('kubectl', 'echo "connection refused" >&2; exit 1')
  expect(await waitForWorkloads(kubeconfig, options(5_000))).toEqual([])
})
