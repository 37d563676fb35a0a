import {resolve} from 'node:path'
import type {HarnessRuleId} from '../../src/errors.ts'
import {HarnessError} from '../../src/errors.ts'
import type {Configuration} from '../../src/plan/configuration.ts'
import type {Plan} from '../../src/plan/plan.ts'
import type {GuideResult, Mode, RunEvent} from '../../src/result.ts'
import {readRecording, writeRecording} from '../recording/file.ts'
import {hashPlan} from '../recording/hashes.ts'
import {type RecordedStep, recordingPath} from '../recording/recording.ts'
import type {Stage} from '../stage.ts'
import {type HostFunctions, listenForWorkers, toOutcome} from './channel.ts'
import type {Setting} from './setting.ts'

/** What the main process needs to serve the workers of a run. */
export interface HostOptions {
  readonly plans: ReadonlyMap<string, Plan>
  readonly mode: (path: string) => Mode
  readonly configuration: Configuration
  readonly releaseFolder: string | null
  readonly record: boolean
  readonly keep: boolean
  readonly reuse: boolean
  readonly signal: AbortSignal
  readonly onEvent: (event: RunEvent) => void
}

/** The main process's side of a run: it owns clusters and folders, and gathers results. */
export interface RunHost {
  readonly address: string
  /** In the order in which guides ended. */
  readonly results: () => readonly GuideResult[]
  /** Why guides could not begin. */
  readonly failures: () => readonly HarnessRuleId[]
  /** Frees whatever is still held. */
  readonly close: () => Promise<void>
}

/** Serve the workers of a run until it is closed. */
export async function startHost(options: HostOptions): Promise<RunHost> {
  const results: GuideResult[] = []
  const failures: HarnessRuleId[] = []
  const stages = new Map<string, Stage>()

  async function open(path: string): Promise<Setting> {
    const plan = options.plans.get(path)
    if (plan === undefined) throw new HarnessError('config', `${path}: no plan`)
    if (options.mode(path) === 'replay') return openReplay(plan, options.releaseFolder)
    // A replay needs neither bash nor engine, and is to begin at once.
    const {openStage} = await import('../stage.ts')
    const progress = (text: string): void => options.onEvent({type: 'progress', path, text})
    const stage = await openStage(plan, {...options, progress})
    stages.set(path, stage)
    return stage.setting
  }

  async function finish(result: GuideResult, recorded: readonly RecordedStep[]): Promise<void> {
    const stage = stages.get(result.path)
    stages.delete(result.path)
    if (stage !== undefined && options.record && result.status === 'passed') {
      const header = await stage.recordingHeader(result.startedAt)
      writeRecording(recordingPath(result.path), {header, steps: recorded})
    }
    const leftBehind = (await stage?.close()) ?? []
    const complete = {...result, leftBehind}
    results.push(complete)
    options.onEvent({type: 'guide-finished', path: result.path, result: complete})
  }

  function serve(gone: Promise<void>): HostFunctions {
    const opened = new Set<string>()
    // A worker that was killed hands in nothing; its clusters are freed all the same.
    void gone.then(() => Promise.all([...opened].map((path) => stages.get(path)?.close())))
    return {
      open: async (path) => {
        opened.add(path)
        const outcome = await toOutcome(open(path))
        if (outcome.type === 'error') failures.push(outcome.ruleId ?? 'shell')
        return outcome
      },
      note: options.onEvent,
      finish
    }
  }

  const channel = await listenForWorkers(serve)
  return {
    address: channel.address,
    results: () => results,
    failures: () => failures,
    close: async () => {
      channel.close()
      await Promise.all([...stages.values()].map((stage) => stage.close()))
    }
  }
}

function openReplay(plan: Plan, releaseFolder: string | null): Setting {
  const path = recordingPath(plan.path)
  const recording = readRecording(resolve(path))
  const header = recording?.header ?? null
  return {
    mode: 'replay',
    info: header === null ? null : {path, recordedAt: header.recordedAt, versions: header.versions},
    clusters: (header?.clusters ?? []).map((cluster) => ({...cluster, durationMs: 0, reused: false})),
    hashes: hashPlan(plan, releaseFolder)
  }
}
