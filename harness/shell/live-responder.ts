import {setTimeout as sleep} from 'node:timers/promises'
import {intervalAfter} from '../../src/expect/intervals.ts'
import {maskSecrets} from '../../src/secrets.ts'
import type {Attempt} from '../../src/transcript.ts'
import type {Answer, Question, Responder} from '../responder.ts'
import type {Session} from './session.ts'

/** What a live guide needs besides its shell. */
export interface Surroundings {
  /** Wait until workloads are rolled out; tells what was awaited, or null for nothing. Never throws. */
  readonly waitForWorkloads: (progress: (what: string) => void) => Promise<string | null>
  readonly diagnose: Responder['diagnose']
  /** Folders of this run that must not show in what is kept, with what stands for them. */
  readonly aliases: readonly (readonly [folder: string, alias: string])[]
  readonly signal: AbortSignal
}

/** What ends in less on a quiet machine may take this long on a busy one. */
const fairMs = 10_000

/** Answer steps by running them in a session; what is polled is repeated in a subshell until it is settled. */
export function answerLive(session: Session, surroundings: Surroundings): Responder {
  const {signal} = surroundings
  const mask = (text: string): string =>
    surroundings.aliases.reduce((masked, [folder, alias]) => masked.replaceAll(folder, alias), maskSecrets(text))
  const masked = (attempt: Attempt): Attempt => ({
    ...attempt,
    stdout: mask(attempt.stdout),
    stderr: mask(attempt.stderr)
  })

  async function attempt({step}: Question, isFirst: boolean, timeoutMs: number, startedMs: number): Promise<Attempt> {
    return masked({...(await session.run(step.command, {timeoutMs, subshell: !isFirst, signal})), startedMs})
  }

  /** Start a command that goes on: a single attempt, which is looked at until it is settled or has failed. */
  async function start({step, settled}: Question): Promise<Attempt> {
    const begun = performance.now()
    let last = masked(await session.startBackground(step.command, {timeoutMs: step.timeoutMs, signal}))
    for (let looks = 1; !settled([last]) && step.poll !== null && last.exitCode === 0; looks++) {
      const intervalMs = intervalAfter(looks)
      if (performance.now() - begun + intervalMs >= step.poll.limitMs) break
      signal.throwIfAborted()
      await sleep(intervalMs, undefined, {signal})
      last = masked(session.background().at(-1) ?? last)
    }
    return last
  }

  async function answer(question: Question): Promise<Answer> {
    const {step, settled} = question
    const awaited = step.needsWorkloads ? await surroundings.waitForWorkloads(question.awaiting) : null
    if (step.background) return {type: 'attempts', attempts: [await start(question)], awaited}
    const begun = performance.now()
    const attempts: Attempt[] = []
    for (;;) {
      const elapsedMs = attempts.length === 0 ? 0 : Math.round(performance.now() - begun)
      const leftMs = (step.poll?.limitMs ?? step.timeoutMs) - elapsedMs
      const timeoutMs = Math.min(step.timeoutMs, Math.max(leftMs, 1000))
      const last = await attempt(question, attempts.length === 0, timeoutMs, elapsedMs)
      if (isStarved(last, attempts.at(-1))) break
      attempts.push(last)
      if (settled(attempts) || step.poll === null) break
      const intervalMs = intervalAfter(attempts.length)
      if (performance.now() - begun + intervalMs >= step.poll.limitMs) break
      signal.throwIfAborted()
      // A share of requests needs many of them; nothing is awaited in between.
      if (attempts.length >= step.poll.atLeast) await sleep(intervalMs, undefined, {signal})
    }
    return {type: 'attempts', attempts, awaited}
  }

  return {answer, diagnose: surroundings.diagnose, close: () => session.close()}
}

/** Whether an attempt was cut off too soon for that to mean anything: then the one before it tells more. */
function isStarved({timedOut}: Attempt, before: Attempt | undefined): boolean {
  return timedOut !== null && before?.timedOut === null && timedOut < Math.max(fairMs, 3 * before.durationMs)
}
