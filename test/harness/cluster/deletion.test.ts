import {expect, test} from 'vitest'
import {removeContainers} from '../../../harness/cluster/deletion.ts'
import {useStandIns} from './stand-ins.ts'

const standIns = useStandIns()

/** An engine that refuses to remove a container a number of times. */
function putEngine(refusals: number, reason: string): void {
  standIns.script(
    'docker',
    `echo "$*" >> "$LOG"
    (($(wc -l < "$LOG") > ${refusals})) && exit 0
    echo "Error response from daemon: ${reason}" >&2
    exit 1`
  )
}

const removal = 'rm --force --volumes ab12'

test('a container that its engine cannot kill is thawed, and removed then', async () => {
  putEngine(
    1,
    'Could not kill running container ab12, cannot remove - tried to kill container, but did not receive an exit event'
  )
  await removeContainers(['ab12'])
  expect(standIns.log()).toEqual([removal, removal])
})

test('an engine that cannot kill it even then is told', async () => {
  putEngine(2, 'tried to kill container, but did not receive an exit event')
  await expect(removeContainers(['ab12'])).rejects.toMatchObject({
    ruleId: 'no-engine',
    message: expect.stringContaining('did not receive an exit event')
  })
  expect(standIns.log()).toEqual([removal, removal])
})

test('an engine that refuses for another reason is not asked again', async () => {
  putEngine(1, 'permission denied')
  await expect(removeContainers(['ab12'])).rejects.toMatchObject({ruleId: 'no-engine'})
  expect(standIns.log()).toEqual([removal])
})
