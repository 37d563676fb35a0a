import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'
import {openSession, type RunOptions, type Session} from '../../../harness/shell/session.ts'
import type {Attempt} from '../../../src/transcript.ts'

/** A session in folders that are gone after the test. */
export interface TemporarySession extends Session {
  readonly root: string
  readonly cwd: string
  /** Run with a generous time limit. */
  do(command: string, options?: Partial<RunOptions>): Promise<Attempt>
}

/** Open a session that the end of the test closes. */
export async function temporarySession(env: Record<string, string> = {}): Promise<TemporarySession> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'guiderail-test-')))
  const [cwd, scratch] = [join(root, 'work'), join(root, 'scratch')]
  for (const folder of [cwd, scratch]) mkdirSync(folder)
  const session = await openSession({cwd, scratch, env: {PATH: process.env['PATH'] ?? '', HOME: root, ...env}})
  onTestFinished(async () => {
    await session.close()
    rmSync(root, {recursive: true})
  })
  return {...session, root, cwd, do: (command, options) => session.run(command, {timeoutMs: 30_000, ...options})}
}

/** True while a process runs; one that is dead and not yet collected does not. */
export function isRunning(pid: number): boolean {
  const {stdout} = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], {encoding: 'utf8'})
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}
