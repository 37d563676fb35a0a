import {join} from 'node:path'
import {openSession} from '../../../harness/shell/session.ts'

/** A process that opens a session, prints what its steps print, and waits to be killed. */
const [, , root = '', when, ...starts] = process.argv
const session = await openSession({
  cwd: join(root, 'work'),
  scratch: join(root, 'scratch'),
  env: {PATH: process.env['PATH'] ?? ''}
})
for (const start of starts) process.stdout.write((await session.run(start, {timeoutMs: 30_000})).stdout)
const print = (): void => void process.stdout.write('ready\n')
if (when === 'idle') print()
if (when === 'busy') await session.run('echo up; sleep 600', {timeoutMs: 600_000, onOutput: print})
// Only the session's pipes keep it running.
