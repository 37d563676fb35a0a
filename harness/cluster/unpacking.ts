import {answer} from './command.ts'
import type {Node} from './node.ts'

/**
 * Unpack the images that a node brings along, one after the other, in the order in which Kubernetes starts them.
 *
 * Node images bring them packed, and containers that start at the same time each unpack all layers again, the shared
 * ones too: half of all work of bringing a cluster up. It happens while kubeadm makes its keys. Nothing depends on it.
 */
export async function unpackImages(node: Node, signal: AbortSignal): Promise<void> {
  const script = `
    until ctr version > /dev/null 2>&1; do sleep 0.1; done
    ctr -n k8s.io images ls | awk '
      /etcd/ {print 1, $3} /kube-apiserver/ {print 2, $3} /kube-controller/ {print 3, $3} /kube-scheduler/ {print 4, $3}
      /coredns|kube-proxy|kindnetd/ {print 5, $3}' | sort -n | awk '!seen[$2]++ {print $2}' |
    while read -r digest; do ctr -n k8s.io snapshots unpack "$digest"; done`
  await answer('docker', ['exec', node.name, 'sh', '-c', script], {signal, timeoutMs: 60_000}).catch(() => {})
}
