import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {diagnose} from '../../../harness/cluster/diagnose.ts'
import {useStandIns} from './stand-ins.ts'

const standIns = useStandIns()

const pod = (name: string, status: object, metadata: object = {}) => ({
  kind: 'Pod',
  metadata: {name, namespace: 'sample', ...metadata},
  status
})
const notReady = [{type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'containers: [app]'}]
const crashing = pod('crash-1', {
  phase: 'Running',
  conditions: notReady,
  initContainerStatuses: [
    {name: 'init', ready: true, restartCount: 0, image: 'i', state: {terminated: {exitCode: 0, reason: 'Completed'}}}
  ],
  containerStatuses: [
    {
      name: 'app',
      ready: false,
      restartCount: 2,
      image: 'app:1',
      state: {waiting: {reason: 'CrashLoopBackOff', message: 'back-off 20s'}}
    }
  ]
})
const absent = pod('absent-1', {
  phase: 'Pending',
  conditions: notReady,
  containerStatuses: [
    {
      name: 'app',
      ready: false,
      restartCount: 0,
      image: 'no/such:1',
      state: {waiting: {reason: 'ErrImagePull', message: 'not found'}}
    }
  ]
})
const fine = pod('fine-1', {phase: 'Running', conditions: [{type: 'Ready', status: 'True'}]})
const ended = pod('job-1', {phase: 'Succeeded', conditions: [{type: 'Ready', status: 'False'}]})
const node = (ready: string) => ({
  kind: 'Node',
  metadata: {name: 'node-1'},
  status: {conditions: [{type: 'Ready', status: ready, reason: 'KubeletNotReady', message: 'no network yet'}]}
})
const event = {
  type: 'Warning',
  reason: 'BackOff',
  message: 'Back-off restarting failed container',
  count: 4,
  involvedObject: {kind: 'Pod', name: 'crash-1', namespace: 'sample'}
}

function putCluster(items: readonly object[]): string {
  writeFileSync(join(standIns.folder, 'items'), JSON.stringify({items}))
  writeFileSync(join(standIns.folder, 'events'), JSON.stringify({items: [event]}))
  standIns.script(
    'kubectl',
    `case "$*" in
      *'get nodes,pods '*) cat ${standIns.folder}/items ;;
      *'get events '*) cat ${standIns.folder}/events ;;
      *--previous*) echo 'password: hunter2'; echo 'panic: no config' ;;
      *' logs '*) yes 'a long line of a log' | head -n 1000 ;;
    esac`
  )
  standIns.script('istioctl', 'echo "NAME CDS LDS"; echo "sleep.sample SYNCED STALE"')
  const kubeconfig = join(standIns.folder, 'kubeconfig')
  writeFileSync(kubeconfig, 'contexts: [{name: cluster1}]')
  return kubeconfig
}

test('a healthy cluster has nothing to look at but its warnings', async () => {
  expect(await diagnose(putCluster([node('True'), fine, ended]))).toEqual([
    {
      title: 'cluster1: latest warnings',
      text: 'Warning BackOff pod/crash-1: Back-off restarting failed container (4 times)'
    }
  ])
})

test('a pod that is not ready is shown with its events and both its logs, bounded and masked', async () => {
  const [part] = await diagnose(putCluster([crashing]))
  expect(part?.title).toBe('cluster1: pod sample/crash-1 is not ready')
  expect(part?.text.length).toBeLessThan(4_100)
  const {text} = (await diagnose(putCluster([{...crashing}])))[0] ?? {text: ''}
  expect(text).toContain('a long line of a log')
  expect(text).not.toContain('hunter2')
})

test('what is said of a pod comes before its logs', async () => {
  const kubeconfig = putCluster([crashing])
  standIns.script(
    'kubectl',
    `case "$*" in *'get nodes,pods '*) cat ${standIns.folder}/items ;; *'get events '*) cat ${standIns.folder}/events ;; *--previous*) echo 'password: hunter2' ;; *) exit 1 ;; esac`
  )
  expect((await diagnose(kubeconfig))[0]?.text).toBe(
    `phase Running
Ready: ContainersNotReady containers: [app]
container app: waiting CrashLoopBackOff back-off 20s (app:1), 2 restarts
Warning BackOff pod/crash-1: Back-off restarting failed container (4 times)
log of app, before its restart:
password: [secret]`
  )
})

test('an image that cannot be pulled is told from a failure of the guide', async () => {
  const titles = (await diagnose(putCluster([absent]))).map(({title}) => title)
  expect(titles).toContain('cluster1: image no/such:1 cannot be pulled (pod sample/absent-1)')
})

test('a node that is not ready comes first', async () => {
  expect((await diagnose(putCluster([crashing, node('False')])))[0]).toEqual({
    title: 'cluster1: nodes that are not ready',
    text: 'node-1: KubeletNotReady no network yet'
  })
})

test('where there is a mesh, its proxies are asked', async () => {
  const parts = await diagnose(putCluster([pod('istiod-1', fine.status)]))
  expect(parts.at(-1)).toEqual({
    title: 'cluster1: istioctl proxy-status',
    text: 'NAME CDS LDS\nsleep.sample SYNCED STALE'
  })
})

test('a cluster that does not answer says so', async () => {
  const kubeconfig = putCluster([])
  standIns.script('kubectl', 'echo "connection refused" >&2; exit 1')
  expect(await diagnose(kubeconfig)).toEqual([{title: 'cluster1 does not answer', text: 'connection refused'}])
})
