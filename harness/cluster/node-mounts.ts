import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'

/** A mount of kind's configuration. */
export interface Mount {
  readonly hostPath: string
  readonly containerPath: string
  readonly readOnly: boolean
}

/** Where a node shows which lease it belongs to: a mount that only Guiderail makes. */
export const markPath = '/guiderail'

/**
 * Unpacks the images that a node brings along, one after the other, in the order in which Kubernetes starts them.
 *
 * Node images bring them packed, and containers that start at the same time each unpack all layers again, the shared
 * ones too, which is half of all work of bringing a cluster up. Here it happens while kubeadm makes its keys.
 */
const unpack = `#!/bin/sh
ctr -n k8s.io images ls | awk '
  /etcd/ {print 1, $3} /kube-apiserver/ {print 2, $3} /kube-controller/ {print 3, $3} /kube-scheduler/ {print 4, $3}
  /kube-proxy/ {print 5, $3} /kindnetd|coredns/ {print 6, $3}' | sort -n | awk '!seen[$2]++ {print $2}' |
while read -r digest; do ctr -n k8s.io snapshots unpack "$digest" > /dev/null; done
exit 0
`

/** Files of a node by their path there: units that have systemd unpack as soon as it can, and the kubelet wait for it. */
const files: Readonly<Record<string, string>> = {
  [`${markPath}/unpack`]: unpack,
  '/etc/systemd/system/guiderail-unpack.service': `[Unit]
Description=Unpack the images of this node
After=containerd.service

[Service]
Type=oneshot
RemainAfterExit=yes
TimeoutStartSec=60
ExecStart=/bin/sh ${markPath}/unpack
`,
  '/etc/systemd/system/containerd.service.d/20-guiderail.conf': '[Unit]\nWants=guiderail-unpack.service\n',
  '/etc/systemd/system/kubelet.service.d/20-guiderail.conf': '[Unit]\nAfter=guiderail-unpack.service\n'
}

/**
 * Write what the nodes of a lease mount, and say how.
 *
 * @param folder of the lease, which the engine must be able to mount
 */
export async function writeNodeMounts(folder: string): Promise<readonly Mount[]> {
  const mark = join(folder, 'node')
  await mkdir(mark, {recursive: true})
  const mounts = await Promise.all(
    Object.entries(files).map(async ([containerPath, text]) => {
      const hostPath = join(mark, containerPath.replace(`${markPath}/`, '').replaceAll('/', '-').replace(/^-/, ''))
      await writeFile(hostPath, text)
      return {hostPath, containerPath, readOnly: true}
    })
  )
  const units = mounts.filter(({containerPath}) => !containerPath.startsWith(`${markPath}/`))
  return [{hostPath: mark, containerPath: markPath, readOnly: true}, ...units]
}
