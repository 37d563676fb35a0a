import {spawn} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Plan} from '../../../src/plan/plan.ts'
import {finishDeletions} from '../../cluster/deletion.ts'
import {openPool} from '../../cluster/pool.ts'
import {readRecording} from '../../recording/file.ts'
import {hashPlan} from '../../recording/hashes.ts'
import {recordingPath} from '../../recording/recording.ts'
import {replay} from '../../recording/replay.ts'
import type {Responder} from '../../responder.ts'
import {stateLine} from '../../shell/driver.ts'
import {answerLive} from '../../shell/live-responder.ts'
import {openSession, type Session} from '../../shell/session.ts'
import {openStage, type StageOptions} from '../../stage.ts'
import {surroundingsOf} from '../../vitest/live.ts'
import type {LiveSetting} from '../../vitest/setting.ts'

/** A guide ready to be stepped through. */
export interface Play {
  readonly responder: Responder
  /** What it plays on, in words. */
  readonly description: string
  /** Open a shell at the terminal where the guide is; null where nothing is run. */
  readonly openShell: (() => Promise<void>) | null
  /** Give everything back; tells how to use clusters that are kept. */
  readonly close: (keep: boolean) => Promise<readonly string[]>
}

/** Answer from the recording beside a guide. */
export function openReplay(plan: Plan, releaseFolder: string | null): Play {
  const recording = readRecording(recordingPath(plan.path))
  const responder = replay(plan, recording, hashPlan(plan, releaseFolder))
  const from = recording === null ? 'without a recording' : `of ${recording.header.recordedAt.slice(0, 10)}`
  const misfit = responder.misfit === null ? '' : `; ${responder.misfit}`
  return {responder, description: `replay ${from}, nothing is run${misfit}`, openShell: null, close: async () => []}
}

/**
 * Make clusters and a session for a guide.
 *
 * @throws HarnessError where this machine lacks something; nothing is left behind then
 */
export async function openLive(
  plan: Plan,
  options: Omit<StageOptions, 'keep' | 'reuse'>,
  progress: (text: string) => void
): Promise<Play> {
  const pool = openPool()
  // Whether clusters are kept is decided at the end, and those that are kept have to be known from the beginning.
  const stage = await openStage(plan, pool, progress, {...options, keep: plan.clusters.length > 0, reuse: false})
  const {setting} = stage
  const {cwd, scratch, environment} = setting
  const clusters = setting.clusters.map(({name}) => name).join(', ')
  const close = async (keep: boolean): Promise<readonly string[]> => {
    if (!keep && clusters !== '') progress(`deleting ${clusters}`)
    const notes = await stage.close(keep)
    await pool.close()
    return [...notes, ...(await finishDeletions())]
  }
  try {
    const session = await openSession({cwd, scratch, env: environment})
    const responder = answerLive(session, surroundingsOf(setting, options.signal))
    return {
      responder,
      description: clusters === '' ? 'live' : `live on ${clusters}`,
      openShell: () => openShell(session, setting),
      close: async (keep) => {
        await responder.close()
        return close(keep)
      }
    }
  } catch (error) {
    await close(false)
    throw error
  }
}

/** A shell of a person's own that begins as a copy of the session's: same folder, variables, functions, clusters. */
async function openShell(session: Session, {scratch, environment}: LiveSetting): Promise<void> {
  const state = join(scratch, 'shell-state')
  const start = join(scratch, 'shell-start')
  writeFileSync(state, '')
  await session.run(stateLine(state), {timeoutMs: 10_000, subshell: true})
  // What is readonly cannot be set again, and a person's shell is not to end at the first mistake.
  writeFileSync(start, `. '${state}' > /dev/null 2>&1\nset +eu -o emacs\nPS1='(guide) \\W \\$ '\n`)
  const env = {...environment, TERM: process.env['TERM'] ?? 'dumb'}
  const shell = spawn('bash', ['--noprofile', '--rcfile', start, '-i'], {stdio: 'inherit', env})
  await new Promise<void>((resolve, reject) => shell.once('error', reject).once('exit', () => resolve()))
}
