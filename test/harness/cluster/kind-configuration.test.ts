import {expect, test} from 'vitest'
import {kindConfiguration} from '../../../harness/cluster/kind-configuration.ts'
import type {ClusterRequest} from '../../../src/plan/plan.ts'

const record = {
  name: 'cluster1',
  kindName: 'gr-ab1cd-cluster1',
  network: 'network1',
  connected: true,
  podRange: '10.128.0.0/20',
  serviceRange: '10.128.16.0/20',
  pool: null
}
const mount = {hostPath: '/state/node', containerPath: '/guiderail', readOnly: true}
const request = (rest: Partial<ClusterRequest>): ClusterRequest => ({
  name: 'cluster1',
  network: 'network1',
  nodes: 1,
  nodeImage: null,
  kind: {},
  context: null,
  ...rest
})

test('nodes are made as many as are asked for, each with the mark of its lease', () => {
  expect(kindConfiguration(record, request({nodes: 3}), [mount])).toEqual({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    networking: {podSubnet: '10.128.0.0/20', serviceSubnet: '10.128.16.0/20'},
    nodes: [
      {role: 'control-plane', extraMounts: [mount]},
      {role: 'worker', extraMounts: [mount]},
      {role: 'worker', extraMounts: [mount]}
    ]
  })
})

test("the author's own kind configuration is merged in", () => {
  const own = {hostPath: '/data', containerPath: '/data'}
  const kind = {
    featureGates: {Some: true},
    networking: {kubeProxyMode: 'nftables'},
    nodes: [{role: 'control-plane', extraMounts: [own], labels: {a: 'b'}}]
  }
  expect(kindConfiguration(record, request({kind, nodes: 3}), [mount])).toMatchObject({
    featureGates: {Some: true},
    networking: {kubeProxyMode: 'nftables', podSubnet: '10.128.0.0/20'},
    nodes: [{role: 'control-plane', extraMounts: [own, mount], labels: {a: 'b'}}]
  })
})

test.for(['podSubnet', 'serviceSubnet'])(
  '`networking.%s` is refused, since it must be apart from all others',
  (key) => {
    const kind = {networking: {[key]: '10.0.0.0/16'}}
    expect(() => kindConfiguration(record, request({kind}), [])).toThrow(
      `cluster \`cluster1\` sets \`networking.${key}\`, which Guiderail chooses so that nothing on the machine overlaps; remove it`
    )
  }
)
