import {diagnose} from '../cluster/diagnose.ts'
import {waitForWorkloads} from '../cluster/rollout.ts'
import type {Responder} from '../responder.ts'
import {answerLive, type Surroundings} from '../shell/live-responder.ts'
import {openSession} from '../shell/session.ts'
import type {LiveSetting} from './setting.ts'

/** How long workloads may take to be rolled out before a step that depends on them runs anyway. */
const rolloutLimitMs = 120_000

/** Answer a guide's steps with a bash of its own, in the clusters that the main process leased. */
export async function answerInSession(setting: LiveSetting, signal: AbortSignal): Promise<Responder> {
  const {cwd, scratch, environment} = setting
  return answerLive(await openSession({cwd, scratch, env: environment}), surroundingsOf(setting, signal))
}

/** What a guide needs besides its shell. */
export function surroundingsOf({kubeconfig, aliases}: LiveSetting, signal: AbortSignal): Surroundings {
  return {
    aliases,
    signal,
    diagnose: async () => (kubeconfig === null ? [] : diagnose(kubeconfig)),
    waitForWorkloads: async (progress) => {
      if (kubeconfig === null) return null
      const awaited = await waitForWorkloads(kubeconfig, {limitMs: rolloutLimitMs, onProgress: progress, signal})
      return awaited.length === 0 ? null : awaited.join(', ')
    }
  }
}
