import {lstatSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {collectLogs} from '../../../harness/cluster/logs.ts'
import {useStandIns} from './stand-ins.ts'

const standIns = useStandIns()

test('logs are bounded and masked, and hold no links into a node', async () => {
  standIns.script(
    'kind',
    `mkdir -p "$3/node/pods"
    echo 'token: hunter2' > "$3/node/kubelet.log"
    { head -c 2000000 /dev/zero | tr '\\0' x; echo the end; } > "$3/node/pods/0.log"
    ln -s /var/log/pods/0.log "$3/node/link.log"`
  )
  const folder = join(standIns.folder, 'logs')
  await collectLogs(['gr-ab1cd-cluster1'], folder)
  const node = join(folder, 'gr-ab1cd-cluster1', 'node')
  expect(readdirSync(node).sort()).toEqual(['kubelet.log', 'pods'])
  expect(readFileSync(join(node, 'kubelet.log'), 'utf8')).toBe('token: [secret]\n')
  expect(lstatSync(join(node, 'pods', '0.log')).size).toBeLessThan(1_000_010)
  expect(readFileSync(join(node, 'pods', '0.log'), 'utf8')).toMatch(/^…x+the end\n$/)
})

test('a kind that does not write any is no further failure', async () => {
  standIns.script('kind', 'exit 1')
  await expect(collectLogs(['gr-ab1cd-cluster1'], join(standIns.folder, 'logs'))).resolves.toBeUndefined()
})
