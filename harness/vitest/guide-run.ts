import {HarnessError, type HarnessRuleId} from '../../src/errors.ts'
import type {Plan, PlannedBlock} from '../../src/plan/plan.ts'
import type {GuideResult, StepResult} from '../../src/result.ts'
import {explainDisk} from '../disk-full.ts'
import {readRecording} from '../recording/file.ts'
import {type Recorder, recordAnswers} from '../recording/recorder.ts'
import {recordingPath} from '../recording/recording.ts'
import {replay} from '../recording/replay.ts'
import type {Responder} from '../responder.ts'
import {type BlockOutcome, blankResult, runPlan} from '../run-guide.ts'
import {connectToHost, type Host, type Outcome} from './channel.ts'
import type {Setting} from './setting.ts'

/** A guide on its way, run as far as its tests ask. */
export interface GuideRun {
  /** Run every block up to one, and tell what became of that one. */
  readonly through: (block: number) => Promise<BlockOutcome>
  /** Give back what the guide held, and hand in its result. */
  readonly finish: () => Promise<GuideResult>
}

/**
 * Begin a guide in a worker: get its clusters or its recording from the main process.
 *
 * @param address of the main process's channel
 * @throws Error where the machine lacks something; the main process knows it by then
 */
export async function beginGuide(plan: Plan, address: string): Promise<GuideRun> {
  const startedAt = new Date()
  const host = await connectToHost(address)
  let setting: Setting | null = null
  try {
    setting = settingOf(await host.open(plan.path))
    return await runIn(plan, setting, host, startedAt)
  } catch (thrown) {
    const error = explainDisk(thrown)
    const result = assemble(plan, setting, startedAt, [], messageOf(error))
    await host.finish({result, recorded: [], lacking: [ruleOf(error)]})
    host.disconnect()
    throw error
  }
}

function settingOf(outcome: Outcome<Setting>): Setting {
  if (outcome.type === 'value') return outcome.value
  throw new HarnessError(outcome.ruleId ?? 'shell', outcome.message)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function ruleOf(error: unknown): HarnessRuleId {
  return error instanceof HarnessError ? error.ruleId : 'shell'
}

async function runIn(plan: Plan, setting: Setting, host: Host, startedAt: Date): Promise<GuideRun> {
  const responder = await openResponder(plan, setting, host)
  const outcomes: BlockOutcome[] = []
  const steps = plan.blocks.reduce((count, block) => count + block.steps.length, 0)
  const {path, title} = plan
  host.note({type: 'guide-started', path, title, mode: setting.mode, recording: recordingOf(setting), steps})
  const blocks = runPlan(plan, responder.answers, host.note)
  const lacking: HarnessRuleId[] = []
  let brokenOff: string | null = null
  return {
    through: async (index) => {
      while (outcomes.length <= index) {
        if (brokenOff !== null) throw new Error(brokenOff)
        const next = await blocks.next().catch((thrown: unknown) => {
          const error = explainDisk(thrown)
          // Blocks that were never reached must not look as if nobody had chosen them.
          brokenOff = messageOf(error)
          lacking.push(ruleOf(error))
          throw error
        })
        if (next.done) throw new Error(`${path} has no block ${index}`)
        outcomes.push(next.value)
        lacking.push(...next.value.lacking)
      }
      const outcome = outcomes[index]
      if (outcome === undefined) throw new Error(`${path} has no block ${index}`)
      return outcome
    },
    finish: async () => {
      await responder.answers.close()
      const assembled = assemble(plan, setting, startedAt, outcomes, brokenOff ?? responder.misfit)
      const recorded = responder.recorder?.recorded() ?? []
      const result = await host.finish({result: assembled, recorded, lacking})
      host.disconnect()
      return result
    }
  }
}

interface OpenResponder {
  readonly answers: Responder
  readonly recorder: Recorder | null
  readonly misfit: string | null
}

async function openResponder(plan: Plan, setting: Setting, host: Host): Promise<OpenResponder> {
  if (setting.mode === 'live') {
    const {answerInSession} = await import('./live.ts')
    const live = await answerInSession(setting, host.gone)
    const diagnose: Responder['diagnose'] = async () => {
      const parts = await live.diagnose()
      // Before cleanups take away what could tell more.
      await host.failed(plan.path)
      return parts
    }
    const recorder = recordAnswers({...live, diagnose})
    return {answers: recorder, recorder, misfit: null}
  }
  const replayed = replay(plan, readRecording(recordingPath(plan.path)), setting.hashes)
  return {answers: replayed, recorder: null, misfit: replayed.misfit}
}

function recordingOf(setting: Setting | null): GuideResult['recording'] {
  return setting?.mode === 'replay' ? setting.info : null
}

/** Put together what became of a guide. */
export function assemble(
  plan: Plan,
  setting: Setting | null,
  startedAt: Date,
  outcomes: readonly BlockOutcome[],
  error: string | null
): GuideResult {
  const ended = outcomes.flatMap((outcome) => outcome.steps)
  const steps: readonly StepResult[] = [...ended, ...notRun(plan.blocks.slice(outcomes.length), outcomes.length, error)]
  const ran = steps.some((step) => step.status === 'passed')
  const failed = steps.some((step) => step.status === 'failed' || step.status === 'not-recorded')
  return {
    path: plan.path,
    title: plan.title,
    mode: setting?.mode ?? 'live',
    status: error === null && ran && !failed ? 'passed' : 'failed',
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    clusters: setting?.clusters ?? [],
    steps,
    phases: setting?.mode === 'live' ? setting.phases : [],
    recording: recordingOf(setting),
    unchecked: plan.unchecked,
    problems: plan.problems,
    error,
    diagnosis: outcomes.flatMap((outcome) => outcome.diagnosis),
    leftBehind: [],
    leakChecked: false,
    reachability: setting?.mode === 'live' ? setting.reachability : [],
    logs: null
  }
}

/** Steps that nobody asked for: behind the chosen block, or behind an error. */
function notRun(blocks: readonly PlannedBlock[], before: number, error: string | null): readonly StepResult[] {
  const broken = before === 0 ? 'the guide did not begin' : 'the guide broke off'
  const reason = error === null ? 'not chosen' : broken
  return blocks.flatMap((block) =>
    block.steps.map((step, index): StepResult => {
      const blank = blankResult(block, index, step, 0)
      return block.skip === null ? {...blank, reason} : {...blank, status: 'skipped', reason: block.skip}
    })
  )
}
