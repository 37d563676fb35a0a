import {setTimeout as sleep} from 'node:timers/promises'
import {reap} from './reap.ts'

// The process that started this one has ended, or is about to. The second look is for what was being made meanwhile.
for (const pauseMs of [500, 3_000]) {
  await sleep(pauseMs)
  await reap({kept: false}).catch(() => {})
}
