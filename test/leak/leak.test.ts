import {expect, test} from 'vitest'
import {describeDifference} from '../../src/leak/describe.ts'
import {essenceOf, type KubernetesObject} from '../../src/leak/essence.ts'
import {compareSnapshots, type SnapshotObject} from '../../src/leak/snapshot.ts'

const object = (kind: string, name: string, rest: object = {}, metadata: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: {name, ...metadata},
  ...rest
})
const summary = (rest: Partial<SnapshotObject>): SnapshotObject => ({
  group: '',
  kind: 'Secret',
  namespace: 'default',
  name: 's',
  labels: {},
  hash: 'h',
  ...rest
})
const difference = (before: readonly SnapshotObject[], after: readonly SnapshotObject[]): readonly string[] =>
  describeDifference(
    'cluster1',
    compareSnapshots({cluster: 'cluster1', objects: before}, {cluster: 'cluster1', objects: after})
  )

test.for([
  ['an event', object('Event', 'e')],
  ['a node lease', object('Lease', 'node', {}, {namespace: 'kube-node-lease'})],
  ['endpoints', object('EndpointSlice', 's')],
  ['what a controller made', object('Pod', 'p', {}, {ownerReferences: [{kind: 'ReplicaSet'}]})],
  ['what is being deleted', object('Namespace', 'n', {}, {deletionTimestamp: '2026-01-01T00:00:00Z'})],
  ['the root certificate of each namespace', object('ConfigMap', 'kube-root-ca.crt', {}, {namespace: 'default'})],
  ['the service account of each namespace', object('ServiceAccount', 'default', {}, {namespace: 'default'})],
  ['a bootstrap token', object('Secret', 'bootstrap-token-abcdef', {}, {namespace: 'kube-system'})],
  [
    'a volume that goes with its claim',
    object(
      'PersistentVolume',
      'pvc-1',
      {spec: {persistentVolumeReclaimPolicy: 'Delete'}, status: {phase: 'Released'}},
      {annotations: {'pv.kubernetes.io/provisioned-by': 'rancher.io/local-path'}}
    )
  ],
  ["a pod of kind's provisioner", object('Pod', 'helper-pod-delete-pvc-1', {}, {namespace: 'local-path-storage'})],
  ['load balancers of the lease', object('Secret', 'memberlist', {}, {namespace: 'metallb-system'})],
  [
    'the service entry of a definition',
    object('APIService', 'v1.example.com', {}, {labels: {'kube-aggregator.kubernetes.io/automanaged': 'true'}})
  ]
] as const)('%s is silent', ([, silent]) => {
  expect(essenceOf(silent)).toBeNull()
})

test.for([
  [
    'a volume that is retained',
    object(
      'PersistentVolume',
      'pvc-1',
      {spec: {persistentVolumeReclaimPolicy: 'Retain'}},
      {annotations: {'pv.kubernetes.io/provisioned-by': 'rancher.io/local-path'}}
    )
  ],
  [
    'a volume that the guide made',
    object('PersistentVolume', 'data', {spec: {persistentVolumeReclaimPolicy: 'Delete'}})
  ],
  ["a pod with the name of a provisioner's", object('Pod', 'helper-pod-1', {}, {namespace: 'default'})]
] as const)('%s is left behind', ([, left]) => {
  expect(essenceOf(left)).not.toBeNull()
})

test.for([
  [
    'its status',
    object('Deployment', 'd', {spec: {replicas: 1}, status: {readyReplicas: 0}}),
    {status: {readyReplicas: 1}}
  ],
  [
    'what kubectl notes',
    object('Deployment', 'd', {spec: {}}),
    {metadata: {name: 'd', annotations: {'kubectl.kubernetes.io/last-applied-configuration': '{}'}}}
  ],
  [
    'its version and managers',
    object('ConfigMap', 'c', {data: {}}),
    {metadata: {name: 'c', resourceVersion: '7', generation: 2, managedFields: [{}]}}
  ],
  [
    'certificates of its webhooks',
    object('ValidatingWebhookConfiguration', 'w', {webhooks: [{name: 'a', clientConfig: {}}]}),
    {webhooks: [{name: 'a', clientConfig: {caBundle: 'LS0t'}}]}
  ],
  [
    'rules that are aggregated into it',
    object('ClusterRole', 'admin', {aggregationRule: {}, rules: []}),
    {rules: [{verbs: ['get']}]}
  ],
  [
    'a signature for those who join the cluster',
    object('ConfigMap', 'cluster-info', {data: {kubeconfig: 'k'}}, {namespace: 'kube-public'}),
    {data: {kubeconfig: 'k', 'jws-kubeconfig-abcdef': 's'}}
  ],
  ['heartbeats of a node', object('Node', 'n', {spec: {}}), {spec: {podCIDR: '10.0.0.0/24'}, status: {images: []}}]
] as const)('an object is the same when only %s differs', ([, before, change]) => {
  expect(essenceOf({...before, ...change} as KubernetesObject)).toEqual(essenceOf(before))
})

test.for([
  ['its data', object('ConfigMap', 'c', {data: {a: '1'}}), {data: {a: '2'}}],
  [
    'what those who join the cluster are told',
    object('ConfigMap', 'cluster-info', {data: {kubeconfig: 'k'}}, {namespace: 'kube-public'}),
    {data: {kubeconfig: 'other'}}
  ],
  [
    'a signature in a map of the guide',
    object('ConfigMap', 'cluster-info', {data: {}}, {namespace: 'default'}),
    {data: {'jws-kubeconfig-abcdef': 's'}}
  ],
  ['its spec', object('Deployment', 'd', {spec: {replicas: 1}}), {spec: {replicas: 2}}],
  ['an annotation', object('Namespace', 'n'), {metadata: {name: 'n', annotations: {owner: 'me'}}}],
  ['a rule of a plain role', object('ClusterRole', 'r', {rules: []}), {rules: [{verbs: ['get']}]}],
  ['a taint of a node', object('Node', 'n', {spec: {}}), {spec: {taints: [{key: 'only', effect: 'NoSchedule'}]}}],
  [
    'what a webhook is asked',
    object('ValidatingWebhookConfiguration', 'w', {webhooks: [{name: 'a'}]}),
    {webhooks: [{name: 'a', failurePolicy: 'Ignore'}]}
  ]
] as const)('an object differs when %s does', ([, before, change]) => {
  expect(essenceOf({...before, ...change} as KubernetesObject)).not.toEqual(essenceOf(before))
})

test('a cluster that is as it was leaves nothing to say', () => {
  const objects = [summary({}), summary({kind: 'Namespace', namespace: null, name: 'default', labels: {a: 'b'}})]
  expect(difference(objects, [...objects].reverse())).toEqual([])
})

test.for([
  ['a secret', summary({name: 'cacerts', namespace: 'istio-system'}), ['Secret `cacerts` in namespace `istio-system`']],
  ['a cluster role', summary({kind: 'ClusterRole', namespace: null, name: 'reader'}), ['ClusterRole `reader`']],
  [
    'a webhook',
    summary({
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      namespace: null,
      name: 'w'
    }),
    ['ValidatingWebhookConfiguration `w`']
  ]
] as const)('%s that is left behind is named', ([, left, [text]]) => {
  expect(difference([], [left])).toEqual([`cluster1: ${text} was left behind`])
})

test('a namespace stands for what is in it, and a definition for nothing but itself', () => {
  const left = [
    summary({kind: 'Namespace', namespace: null, name: 'sample'}),
    summary({kind: 'Service', namespace: 'sample'}),
    summary({kind: 'Namespace', namespace: null, name: 'empty'}),
    summary({
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
      namespace: null,
      name: 'foos.example.com'
    }),
    summary({group: 'example.com', kind: 'Foo', name: 'foo1'})
  ]
  expect(difference([], left)).toEqual([
    'cluster1: Namespace `sample` was left behind, with 1 object in it',
    'cluster1: Namespace `empty` was left behind',
    'cluster1: CustomResourceDefinition `foos.example.com` was left behind',
    'cluster1: Foo `foo1` in namespace `default` was left behind'
  ])
})

test('changed labels are told one by one', () => {
  const before = summary({kind: 'Namespace', namespace: null, name: 'default', labels: {a: '1', b: '1', c: '1'}})
  const after = {...before, labels: {a: '2', c: '1', 'istio-injection': 'enabled'}}
  expect(difference([before], [after])).toEqual([
    'cluster1: Namespace `default` has `a=2` for `a=1`',
    'cluster1: Namespace `default` lost its label `b=1`',
    'cluster1: Namespace `default` has the new label `istio-injection=enabled`'
  ])
})

test('changed content and lost objects are told', () => {
  expect(difference([summary({}), summary({name: 'gone'})], [summary({hash: 'other'})])).toEqual([
    'cluster1: Secret `s` in namespace `default` was changed',
    'cluster1: Secret `gone` in namespace `default` was there before and is gone'
  ])
})

test('objects of one name in two groups are two objects', () => {
  expect(difference([summary({group: 'a', kind: 'Gateway'})], [summary({group: 'b', kind: 'Gateway'})])).toEqual([
    'cluster1: Gateway `s` in namespace `default` was left behind',
    'cluster1: Gateway `s` in namespace `default` was there before and is gone'
  ])
})
