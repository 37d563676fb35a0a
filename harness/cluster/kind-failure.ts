import {HarnessError} from '../../src/errors.ts'

/** A node that did not boot, or that ended while it did. */
const unbooted = /could not find a log line that matches|container \w+ is not running/i

/** Failures that the next attempt may not meet: a port taken meanwhile, a pull that broke, a node that was slow to boot. */
const passing: readonly RegExp[] = [
  /port is already allocated|address already in use|ports are not available/i,
  /TLS handshake timeout|i\/o timeout|connection reset by peer|unexpected EOF|Client\.Timeout exceeded|(?:502|503|504) \w/i,
  unbooted,
  /network kind not found/i
]

/** Whether creating the cluster is worth another try. */
export function passes(text: string): boolean {
  return !/no space left on device|disk quota exceeded/i.test(text) && passing.some((pattern) => pattern.test(text))
}

/** Say why kind made no cluster, from what it printed. */
export function explainFailure(name: string, text: string): HarnessError {
  const reason = relevantLines(text)
  if (/no space left on device|disk quota exceeded/i.test(text)) {
    return new HarnessError(
      'disk-full',
      `cluster \`${name}\` was not created, because the disk of the Docker engine is full; free some space (\`docker system df\` shows what takes it)\n${reason}`
    )
  }
  const image = /failed to pull image "([^"]+)"/i.exec(text)?.[1]
  if (image !== undefined) {
    return new HarnessError(
      'no-node-image',
      `cluster \`${name}\` was not created, because the node image \`${image}\` is neither here nor can be pulled; name another one in \`GUIDERAIL_NODE_IMAGE\`\n${reason}`
    )
  }
  const remedy = unbooted.test(text)
    ? '; its node did not boot: raise `fs.inotify.max_user_instances` and `fs.inotify.max_user_watches`'
    : ''
  return new HarnessError('cluster-not-created', `cluster \`${name}\` was not created${remedy}\n${reason}`)
}

/** Say that a cluster was not up in time, and how far it came. */
export function explainOverdue(name: string, limitMs: number, lastStep: string | null): HarnessError {
  const reached = lastStep === null ? 'kind said nothing' : `the last that kind said was \`${lastStep}\``
  return new HarnessError(
    'cluster-not-created',
    `cluster \`${name}\` was not up within ${limitMs / 1000} s, and ${reached}; let this machine make fewer clusters at once (\`--workers\`), or give it longer (\`clusterTimeout\` in the configuration, or \`GUIDERAIL_CLUSTER_TIMEOUT\`)`
  )
}

/** What kubeadm logs while it goes on; its errors are plain lines. */
const klog = /^(Command Output: )?[IW]\d{4} [\d:.]+ /

/** kind's own error, the end of what kubeadm said, and nothing of its ticks and greetings. */
function relevantLines(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^ [•✓✗]/u.test(line) && !klog.test(line))
  const start = lines.findIndex((line) => line.startsWith('ERROR:'))
  const relevant = start === -1 ? lines : lines.slice(start)
  const shown = relevant.length <= 14 ? relevant : [...relevant.slice(0, 2), '…', ...relevant.slice(-11)]
  return shown.map((line) => `  ${line}`).join('\n')
}
