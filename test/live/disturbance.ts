import {once} from 'node:events'
import {type LiveSite, page} from './site.ts'

/** A guide that leaves time to disturb it between its first block and what comes next. */
export const sleepy = page('Meets a machine in trouble', {
  Begin: ['$ kubectl create namespace sample\nnamespace/sample created', '$ sleep 20'],
  End: [
    '$ kubectl create namespace other --request-timeout=5s\nnamespace/other created',
    '$ echo never reached\nnever reached'
  ]
})

/** Run a sleepy guide, and do something to the machine once its first block has passed. */
export async function disturb(site: LiveSite, trouble: () => Promise<unknown>) {
  const running = site.start('run', '--live', '--json', 'run.json')
  let said = ''
  running.stderr.setEncoding('utf8')
  while (!/begin_1 passed/.test(said)) said += String((await once(running.stderr, 'data'))[0])
  await trouble()
  const {exitCode, stdout, stderr} = await running
  return {exitCode, text: `${stdout}\n${stderr}`}
}
