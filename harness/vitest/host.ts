import {join, resolve} from 'node:path'
import type {HarnessRuleId} from '../../src/errors.ts'
import {HarnessError} from '../../src/errors.ts'
import type {Plan} from '../../src/plan/plan.ts'
import type {GuideResult, Mode, RunEvent} from '../../src/result.ts'
import type {LeasePool} from '../cluster/pool.ts'
import {readRecording, writeRecording} from '../recording/file.ts'
import {hashPlan} from '../recording/hashes.ts'
import {recordingPath} from '../recording/recording.ts'
import type {Stage, StageOptions} from '../stage.ts'
import {type Ending, type HostFunctions, listenForWorkers, toOutcome} from './channel.ts'
import type {Setting} from './setting.ts'

/** What the main process needs to serve the workers of a run. */
export interface HostOptions extends StageOptions {
  /** By path, in the order in which guides begin. */
  readonly plans: ReadonlyMap<string, Plan>
  readonly mode: (path: string) => Mode
  readonly record: boolean
  /** Where to keep the logs of clusters whose guides failed, or null. */
  readonly logs: string | null
  readonly onEvent: (event: RunEvent) => void
}

/** The main process's side of a run: it owns clusters and folders, and gathers results. */
export interface RunHost {
  readonly address: string
  /** Begin to make the clusters of the first guide, before any worker asks for them. */
  readonly begin: () => Promise<void>
  /** In the order in which guides ended. */
  readonly results: () => readonly GuideResult[]
  /** How to use and delete clusters that were kept. */
  readonly notes: () => readonly string[]
  /** What this machine lacked for guides that therefore failed. */
  readonly failures: () => readonly HarnessRuleId[]
  /** Frees whatever is still held. */
  readonly close: () => Promise<void>
}

/** Serve the workers of a run until it is closed. */
export async function startHost(options: HostOptions): Promise<RunHost> {
  const results: GuideResult[] = []
  const failures: HarnessRuleId[] = []
  const notes: string[] = []
  const stages = new Map<string, Stage>()
  const ahead = new Set<string>()
  const kept = new Map<string, Promise<string | null>>()
  let pool: LeasePool | undefined
  let closed = false

  async function open(path: string): Promise<Setting> {
    const plan = options.plans.get(path)
    if (plan === undefined) throw new HarnessError('config', `${path}: no plan`)
    if (options.mode(path) === 'replay') return openReplay(plan, options.releaseFolder)
    // A replay needs neither bash nor engine, and is to begin at once.
    const {openStage} = await import('../stage.ts')
    const leases = await usePool()
    ahead.add(path)
    const progress = (text: string): void => options.onEvent({type: 'progress', path, text})
    const stage = await openStage(plan, leases, progress, options)
    stages.set(path, stage)
    if (closed) await stage.close()
    void makeAhead()
    return stage.setting
  }

  async function usePool(): Promise<LeasePool> {
    const {openPool} = await import('../cluster/pool.ts')
    pool ??= openPool()
    return pool
  }

  async function makeAhead(): Promise<void> {
    const next = [...options.plans.values()].find(({path, clusters}) => {
      return !ahead.has(path) && options.mode(path) === 'live' && clusters.some(({context}) => context === null)
    })
    if (next === undefined || closed) return
    ahead.add(next.path)
    const {leaseOptions} = await import('../stage.ts')
    await (await usePool()).prepare(next.clusters, leaseOptions(options))
  }

  async function finish(ending: Ending): Promise<GuideResult> {
    const {path} = ending.result
    const stage = stages.get(path)
    stages.delete(path)
    failures.push(...ending.lacking)
    const complete = stage === undefined ? ending.result : await conclude(ending, stage)
    results.push(complete)
    options.onEvent({type: 'guide-finished', path, result: complete})
    return complete
  }

  /** Whatever happens here, the guide has a result, and its clusters are given back. */
  async function conclude({result, recorded}: Ending, stage: Stage): Promise<GuideResult> {
    let complete = result
    const settle = async (work: () => Promise<void>): Promise<void> => {
      const outcome = await toOutcome(work())
      if (outcome.type === 'value') return
      failures.push(outcome.ruleId ?? 'shell')
      const reasons = [complete.error, outcome.message].filter((reason) => reason !== null)
      complete = {...complete, status: 'failed', error: reasons.join('; ')}
    }
    await settle(async () => {
      complete = await inspect(result, stage)
      if (!options.record || complete.status === 'failed') return
      const header = await stage.recordingHeader(result.startedAt)
      writeRecording(recordingPath(result.path), {header, steps: recorded})
    })
    if (complete.status === 'failed') await settle(stage.checkClusters)
    await settle(async () => void notes.push(...(await stage.close())))
    return complete
  }

  /** Add what only the clusters can tell, while they are there. */
  async function inspect(result: GuideResult, stage: Stage): Promise<GuideResult> {
    // After a failure the guide did not get as far as cleaning up.
    const leakChecked = stage.ownsClusters && result.status === 'passed'
    const leftBehind = leakChecked ? await stage.leftBehind() : []
    const leaks = leftBehind.length > 0 && mustCleanUp(options.plans.get(result.path))
    const failed = result.status === 'failed' || leaks
    const logs = failed ? await keepLogs(result.path, stage) : null
    return {...result, status: failed ? 'failed' : 'passed', leftBehind, leakChecked, logs}
  }

  /** Keep what the clusters of a failed guide logged, once; tells where, or null where nothing is to be kept. */
  function keepLogs(path: string, stage: Stage): Promise<string | null> {
    const {logs} = options
    if (logs === null) return Promise.resolve(null)
    const folder = join(logs, path.replaceAll(/[^\w.-]+/g, '_'))
    const keeping = kept.get(path) ?? stage.collectLogs(folder).then((wrote) => (wrote ? folder : null))
    kept.set(path, keeping)
    return keeping
  }

  function serve(gone: Promise<void>): HostFunctions {
    const opened = new Set<string>()
    // A worker that was killed hands in nothing; its clusters are freed all the same.
    void gone.then(() => Promise.all([...opened].map((path) => stages.get(path)?.close())))
    return {
      open: async (path) => {
        opened.add(path)
        return toOutcome(open(path))
      },
      note: options.onEvent,
      failed: async (path) => {
        const stage = stages.get(path)
        // What keeps logs from being written is told with the guide's result.
        if (stage !== undefined) await toOutcome(keepLogs(path, stage))
      },
      finish
    }
  }

  const channel = await listenForWorkers(serve)
  return {
    address: channel.address,
    begin: makeAhead,
    results: () => results,
    notes: () => notes,
    failures: () => failures,
    close: async () => {
      closed = true
      channel.close()
      await Promise.all([...stages.values()].map((stage) => stage.close()))
      await pool?.close()
    }
  }
}

/** A page without a cleanup section promises nothing, so what it leaves is only told. */
function mustCleanUp(plan: Plan | undefined): boolean {
  return plan?.failOnLeak === true && plan.blocks.some(({cleanup, skip}) => cleanup && skip === null)
}

/** Where a replay runs: in its recording, as far as there is one. */
export function openReplay(plan: Plan, releaseFolder: string | null): Setting {
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
