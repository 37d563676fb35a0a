import {execa} from 'execa'
import {expect, test} from 'vitest'
import {removeContainers} from '../../harness/cluster/deletion.ts'
import {disturb, sleepy} from './disturbance.ts'
import {makeLiveSite, nothing} from './site.ts'

test('a node that is removed while a guide runs is not the fault of the guide', async () => {
  const site = makeLiveSite({'guides/guide.md': sleepy})
  const {exitCode, text} = await disturb(site, async () => {
    const {containers} = await site.left()
    const {stdout} = await execa('docker', ['inspect', '--format', '{{.Id}}', ...containers])
    // Whoever removes a node may meet one in which something is frozen just then.
    await removeContainers(stdout.split('\n'))
  })
  expect(exitCode, text).toBe(3)
  expect(text).toMatch(
    /cluster `cluster1` was lost while the guide ran: its node `gr-\w+-cluster1-control-plane` is gone/
  )
  expect(site.guides()[0]?.steps.map(({status}) => status)).toEqual(['passed', 'passed', 'failed', 'not-run'])
  expect(await site.left()).toEqual(nothing)
})
