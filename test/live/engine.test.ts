import {execa} from 'execa'
import {expect, onTestFinished, test} from 'vitest'
import {disturb, sleepy} from './disturbance.ts'
import {type LiveSite, makeLiveSite, nothing} from './site.ts'

/** Shell commands that stop the engine of this machine and start it again; each returns once that is done. */
const stop = process.env['GUIDERAIL_TEST_STOP_ENGINE']
const start = process.env['GUIDERAIL_TEST_START_ENGINE']
const why = 'GUIDERAIL_TEST_STOP_ENGINE and GUIDERAIL_TEST_START_ENGINE do not say how to stop and start the engine'

async function shell(command = ''): Promise<void> {
  await execa('bash', ['-c', command], {stdio: 'ignore'})
}

function makeSite(): LiveSite {
  onTestFinished(() => shell(start))
  return makeLiveSite({'guides/guide.md': sleepy})
}

test('an engine that stops while a guide runs is not the fault of the guide; all is gone once it is back', async ({
  skip
}) => {
  if (stop === undefined || start === undefined) skip(why)
  const site = makeSite()
  const {exitCode, text} = await disturb(site, () => shell(stop))
  expect(exitCode, text).toBe(3)
  expect(site.guides()[0]?.steps.map(({status}) => status)).toEqual(['passed', 'passed', 'failed', 'not-run'])
  expect(text).toMatch(/the Docker engine stopped while the guide ran: Cannot connect .*; start it and run again/)
  expect(text).toMatch(
    /^guiderail: deleting `gr-\w+-cluster1` failed: .*goes with the next live run or `guiderail clean`$/m
  )
  await shell(start)
  await site.guiderail('clean')
  // What removes things by itself may be at it, too.
  await expect.poll(site.left, {timeout: 60_000}).toEqual(nothing)
})

test('an engine that is restarted while a guide runs: the cluster is back in time, or the guide is not to blame', async ({
  skip
}) => {
  if (stop === undefined || start === undefined) skip(why)
  const site = makeSite()
  const {exitCode, text} = await disturb(site, async () => {
    await shell(stop)
    await shell(start)
  })
  expect([0, 3], text).toContain(exitCode)
  if (exitCode === 3)
    expect(text).toMatch(
      /cluster `cluster1` was lost while the guide ran: its node `gr-\w+-cluster1-|the Docker engine stopped while the guide ran: /
    )
  // An engine that is slow to come back could not remove the cluster.
  if (/^guiderail: deleting `gr-\w+-cluster1` failed: /m.test(text)) await site.guiderail('clean')
  await expect.poll(site.left, {timeout: 60_000}).toEqual(nothing)
})
