import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {finishDeletions} from '../../harness/cluster/deletion.ts'
import {leaseClusters} from '../../harness/cluster/lease.ts'
import {requestsFor} from './clusters.ts'

// A process that leases clusters on the networks named, says which, and gives them back when its input ends.
const lease = await leaseClusters(requestsFor(process.argv.slice(2)), {
  kubeconfig: join(mkdtempSync(join(tmpdir(), `guiderail-${process.pid}-`)), 'kubeconfig'),
  nodeImage: process.env['GUIDERAIL_NODE_IMAGE'] ?? null,
  metallb: process.env['GUIDERAIL_METALLB'] ?? null,
  keep: false,
  progress: () => {}
})
process.stdout.write(`${JSON.stringify(lease.clusters.map(({kindName}) => kindName))}\n`)
process.stdin.resume()
process.stdin.on('end', () => {
  void lease.release().then(finishDeletions)
})
