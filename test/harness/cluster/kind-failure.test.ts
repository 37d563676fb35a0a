import {expect, test} from 'vitest'
import {explainFailure, passes} from '../../../harness/cluster/kind-failure.ts'

const failures = {
  port: 'ERROR: failed to create cluster: command "docker run" failed with error: exit status 125\ndriver failed programming external connectivity: Bind for 127.0.0.1:41107 failed: port is already allocated',
  pull: 'ERROR: failed to create cluster: failed to pull image "kindest/node:v1.99.0": command "docker pull kindest/node:v1.99.0" failed with error: exit status 1\nCommand Output: Error response from daemon: manifest for kindest/node:v1.99.0 not found: manifest unknown',
  brokenPull:
    'ERROR: failed to create cluster: failed to pull image "kindest/node:v1.34.0": command "docker pull" failed\nCommand Output: Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout',
  disk: 'ERROR: failed to create cluster: command "docker run" failed\nError response from daemon: mkdir /var/lib/docker/overlay2/x: no space left on device',
  boot: 'ERROR: failed to create cluster: could not find a log line that matches "Reached target .*Multi-User System.*|detected cgroup v1"',
  ended:
    'ERROR: failed to create cluster: failed to get kubernetes version from node: command "docker exec --privileged gr-x-cluster1-control-plane cat /kind/version" failed with error: exit status 1\nCommand Output: Error response from daemon: Container 8f9fa7538526 is not running',
  kubeadm: `Creating cluster "gr-x-cluster1" ...\n • Ensuring node image (kindest/node:v1.34.4) 🖼  ...\n ✓ Ensuring node image\n ✗ Starting control-plane 🕹️\nERROR: failed to create cluster: failed to init node with kubeadm: command "docker exec" failed with error: exit status 1\nCommand Output: I1121 09:23:42.955448      80 initconfiguration.go:260] loading configuration\n${Array.from({length: 40}, (_, line) => `kubeadm line ${line}`).join('\n')}`
} as const

test.for([
  ['port', true],
  ['pull', false],
  ['brokenPull', true],
  ['disk', false],
  ['boot', true],
  ['ended', true],
  ['kubeadm', false]
] as const)('%s is tried again: %s', ([name, expected]) => {
  expect(passes(failures[name])).toBe(expected)
})

test.for([
  [
    'pull',
    'no-node-image',
    'the node image `kindest/node:v1.99.0` is neither here nor can be pulled; name another one in `GUIDERAIL_NODE_IMAGE`'
  ],
  ['brokenPull', 'no-node-image', 'TLS handshake timeout'],
  ['disk', 'disk-full', 'the disk of the Docker engine is full; free some space'],
  ['boot', 'cluster-not-created', 'raise `fs.inotify.max_user_instances`'],
  ['ended', 'cluster-not-created', 'its node did not boot: raise `fs.inotify.max_user_instances`'],
  ['port', 'cluster-not-created', 'port is already allocated'],
  ['kubeadm', 'cluster-not-created', 'failed to init node with kubeadm']
] as const)('%s is reported as %s', ([name, ruleId, text]) => {
  const error = explainFailure('cluster1', failures[name])
  expect(error).toMatchObject({ruleId, message: expect.stringContaining(text)})
  expect(error.message).toContain('cluster `cluster1` was not created')
  expect(error.message).not.toContain('loading configuration')
})

test('of a long report, the beginning and the end are shown, without progress', () => {
  const {message} = explainFailure('cluster1', failures.kubeadm)
  expect(message.split('\n')).toHaveLength(15)
  expect(message).toContain('kubeadm line 39')
  expect(message).not.toMatch(/kubeadm line 20|Ensuring|Creating cluster/)
})
