import {setTimeout as sleep} from 'node:timers/promises'
import {lifeOf} from './owner.ts'
import {reap} from './reap.ts'
import {readLeases} from './registry.ts'

/**
 * In milliseconds: the first looks are for what is being made while its process dies, the later ones for an engine that
 * is just being started again.
 */
const pauses = [500, 3_000, 5_000, 10_000, 15_000, 20_000]

for (const [index, pauseMs] of pauses.entries()) {
  await sleep(pauseMs)
  await reap({kept: false}).catch(() => {})
  if (index > 0 && !(await isAnythingLeft())) break
}

async function isAnythingLeft(): Promise<boolean> {
  const leases = (await readLeases()).filter(({kept}) => !kept)
  return (await Promise.all(leases.map(({owner}) => lifeOf(owner)))).includes('dead')
}
