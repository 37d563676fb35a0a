import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {execa} from 'execa'
import {expect, test} from 'vitest'
import {clean} from '../../../harness/cluster/clean.ts'
import {type Owner, startOf, thisOwner} from '../../../harness/cluster/owner.ts'
import {reap} from '../../../harness/cluster/reap.ts'
import {useStandIns} from './stand-ins.ts'

const standIns = useStandIns()
const dead = async (): Promise<Owner> => ({...(await thisOwner()), started: 'long ago'})
const leases = (): string => join(standIns.folder, 'state', 'leases')

function putLease(id: string, owner: Owner, kept = false): void {
  mkdirSync(join(leases(), id), {recursive: true})
  const clusters = [
    {
      name: 'cluster1',
      kindName: `gr-${id}-cluster1`,
      network: 'n',
      connected: true,
      podRange: '',
      serviceRange: '',
      pool: null
    }
  ]
  const lease = {version: 1, id, owner, createdAt: id, kept, fingerprint: '', clusters}
  writeFileSync(join(leases(), `${id}.json`), JSON.stringify(lease))
}

/** An engine that has the containers listed in a file, as `name label mount-source` lines. */
function putContainers(...lines: readonly string[]): void {
  const file = join(standIns.folder, 'containers')
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''))
  standIns.script(
    'docker',
    `echo "$*" >> "$LOG"; last=$5
    case "$*" in
      'ps --all --quiet --filter label=io.x-k8s.kind.cluster='*) awk -v l="\${last##*=}" '$2 == l {print $1}' ${file} ;;
      'ps --all --quiet --filter volume='*) awk '$3 != "" {print $1}' ${file} ;;
      inspect*) for id in "\${@:4}"; do awk -v i="$id" '$1 == i {print $1, "/" $1, $3}' ${file}; done ;;
      rm*) for id in "\${@:4}"; do sed -i "/^$id /d" ${file}; done ;;
    esac`
  )
}
const removed = (): readonly string[] => standIns.log().filter((line) => line.startsWith('rm '))

test('clusters of dead processes go, those of living ones and of other machines stay', async () => {
  const owner = await thisOwner()
  putLease('aaaaa', await dead())
  putLease('bbbbb', owner)
  putLease('ccccc', {...owner, host: 'elsewhere'})
  putLease('ddddd', {...owner, namespace: 'pid:[1]'})
  putContainers(...['aaaaa', 'bbbbb', 'ccccc', 'ddddd'].map((id) => `n-${id} gr-${id}-cluster1 ${leases()}/${id}/node`))
  expect(await clean()).toEqual(['cluster gr-aaaaa-cluster1'])
  expect(removed()).toEqual(['rm --force --volumes n-aaaaa'])
  expect(readdirSync(leases()).sort()).toEqual(['bbbbb', 'bbbbb.json', 'ccccc', 'ccccc.json', 'ddddd', 'ddddd.json'])
})

test('kept clusters outlive their process until somebody cleans', async () => {
  putLease('aaaaa', await dead(), true)
  putContainers(`n1 gr-aaaaa-cluster1 ${leases()}/aaaaa/node`)
  expect(await reap({kept: false})).toEqual([])
  expect(await clean()).toEqual(['cluster gr-aaaaa-cluster1'])
})

test('nodes whose lease is lost are found by what they mount, those of anybody else are not', async () => {
  putContainers(
    `lost gr-aaaaa-cluster1 ${leases()}/aaaaa/node`,
    'foreign gr-bbbbb-cluster1 /home/somebody/.local/state/guiderail/leases/bbbbb/node',
    'users gr-my-own',
    `odd gr-odd ${leases()}/../etc`
  )
  expect(await clean()).toEqual(['container lost'])
  expect(removed()).toEqual(['rm --force --volumes lost'])
})

test('a lease whose clusters cannot be deleted stays for the next time', async () => {
  putLease('aaaaa', await dead())
  standIns.script(
    'docker',
    'case "$1" in ps) echo n1 ;; *) echo "Error response from daemon: driver failed" >&2; exit 1 ;; esac'
  )
  await expect(clean()).rejects.toThrow('driver failed')
  expect(existsSync(join(leases(), 'aaaaa.json'))).toBe(true)
})

test('temporary folders of dead processes go, those of living ones stay', async () => {
  putContainers()
  const tmp = join(standIns.folder, 'tmp')
  const names = ['guiderail-4194305-abc', `guiderail-${process.pid}-abc`, 'guiderail-notes', 'other-4194305-abc']
  for (const name of names) mkdirSync(join(tmp, name, 'work'), {recursive: true})
  expect(await clean()).toEqual([`folder ${join(tmp, 'guiderail-4194305-abc')}`])
  expect(readdirSync(tmp).sort()).toEqual(names.slice(1).sort())
})

test("process groups of dead processes are ended, unless their number is somebody else's by now", async () => {
  putContainers()
  const [left, reused] = [1, 2].map(() => execa('sleep', ['30'], {detached: true, reject: false}))
  const started = await startOf(left?.pid ?? 0)
  const resources = [
    {type: 'group', pid: left?.pid, started},
    {type: 'group', pid: reused?.pid, started: 'another time'},
    {type: 'group', pid: 0, started: null},
    {started: 'no resource at all'}
  ]
  mkdirSync(join(standIns.folder, 'state', 'processes'), {recursive: true})
  const file = join(standIns.folder, 'state', 'processes', '1.jsonl')
  writeFileSync(file, [...[await dead(), ...resources].map((line) => JSON.stringify(line)), '{"type":"gro'].join('\n'))
  expect(await clean()).toEqual([`process group ${left?.pid}`])
  expect(await left).toMatchObject({signal: 'SIGKILL'})
  expect(await startOf(reused?.pid ?? 0)).not.toBeNull()
  expect(existsSync(file)).toBe(false)
  reused?.kill()
  await reused
})

test("kind's network goes with the last lease where it came with one", async () => {
  putContainers()
  putLease('aaaaa', await dead())
  writeFileSync(join(standIns.folder, 'state', 'made-network-kind'), '')
  await clean()
  expect(standIns.log()).toContain('network rm kind')
})

test("kind's network stays where it was there before, and while a lease needs it", async () => {
  putContainers()
  putLease('aaaaa', await dead())
  await clean()
  putLease('bbbbb', await dead())
  putLease('ccccc', await thisOwner())
  writeFileSync(join(standIns.folder, 'state', 'made-network-kind'), '')
  await clean()
  expect(standIns.log()).not.toContain('network rm kind')
})

test('an engine that does not answer is told as such, also where no lease is known', async () => {
  standIns.script('docker', 'echo "Cannot connect to the Docker daemon" >&2; exit 1')
  await expect(clean()).rejects.toMatchObject({
    ruleId: 'no-engine',
    message: expect.stringContaining('does not remove clusters: Cannot connect to the Docker daemon; see to it')
  })
})
