import {expect, test, vi} from 'vitest'
import {checkEngine} from '../../../harness/cluster/engine.ts'
import {idleEngine, useStandIns} from './stand-ins.ts'

const standIns = useStandIns()
/** No tool of this machine is seen, but bash itself for the scripts. */
const alone = (): void => void vi.stubEnv('PATH', `${standIns.folder}/bin`)
const tools = (): void => {
  for (const name of ['docker', 'kind', 'kubectl']) standIns.script(name, 'exit 0')
}

test('an engine on this machine will do', async () => {
  tools()
  standIns.script('docker', idleEngine)
  expect(await checkEngine()).toEqual({version: '28.0.0', system: 'Debian', cpus: 2, memory: 1_000_000})
})

test.for(['docker', 'kind', 'kubectl'])('without %s, it says where to get it', async (missing) => {
  for (const name of ['docker', 'kind', 'kubectl']) if (name !== missing) standIns.script(name, 'exit 0')
  alone()
  await expect(checkEngine()).rejects.toMatchObject({
    ruleId: 'no-tool',
    message: expect.stringContaining(`\`${missing}\` is not on PATH, and a live run needs it; install it (https://`)
  })
})

test('an engine that does not answer is told with its own words', async () => {
  tools()
  standIns.script('docker', 'echo "Cannot connect to the Docker daemon. Is it running?" >&2; exit 1')
  await expect(checkEngine()).rejects.toMatchObject({
    ruleId: 'no-engine',
    message:
      'no Docker engine answers: Cannot connect to the Docker daemon. Is it running?; start one, name one in `DOCKER_HOST`, or judge recordings with `--replay`'
  })
})

test('a client that answers without an engine has none', async () => {
  tools()
  standIns.script('docker', `case "$1" in info) echo '"" "" 0 0'; echo 'connection refused' >&2 ;; esac`)
  await expect(checkEngine()).rejects.toMatchObject({ruleId: 'no-engine'})
})

test('an engine whose bridge is elsewhere cannot be reached', async () => {
  tools()
  standIns.script('docker', idleEngine.replace('"Debian"', '"Docker Desktop"').replace('127.0.0.1', '203.0.113.1'))
  await expect(checkEngine()).rejects.toMatchObject({
    ruleId: 'network-unreachable',
    message: expect.stringContaining('the Docker engine (Docker Desktop) does not run on this machine itself')
  })
})

test('the network of kind is enough where the default bridge is gone', async () => {
  tools()
  standIns.script('docker', idleEngine.replace('127.0.0.1', '203.0.113.1 127.0.0.1'))
  expect(await checkEngine()).toMatchObject({system: 'Debian'})
})
