import {tmpdir} from 'node:os'
import type {Plan} from '../../src/plan/plan.ts'
import {renderAnnotations, renderProblemAnnotations} from '../../src/report/annotations.ts'
import {count} from '../../src/report/count.ts'
import type {RunResult} from '../../src/result.ts'
import {showProgress} from '../terminal/progress.ts'
import {startHost} from '../vitest/host.ts'
import {announceReplay, replayWarning} from './announce.ts'
import {type ChangedOptions, onlyChanged, readRef} from './changed.ts'
import {plansOfBlock} from './choose-block.ts'
import type {ModeOptions} from './choose-mode.ts'
import {chooseModes, type Modes} from './choose-modes.ts'
import {plansOfShard} from './choose-shard.ts'
import {exitStatus} from './errors.ts'
import {abortOnSignals} from './interrupt.ts'
import {type Prepared, prepare, refuseErrors} from './prepare.ts'
import {checkDestinations, type ReportOptions, textStream, wantsReports, writeReports} from './report-files.ts'
import {folderInRepository} from './repository.ts'
import {unfinished} from './unfinished.ts'
import {workersFor} from './workers.ts'

/** The options of `guiderail run`. */
export interface RunOptions extends ModeOptions, ReportOptions, ChangedOptions {
  readonly record?: boolean
  readonly block?: string
  readonly shard?: {readonly index: number; readonly count: number}
  readonly workers?: number
  readonly keep?: boolean
  readonly reuse?: boolean
  readonly logs?: string
  readonly reporter?: readonly string[]
  readonly config?: string
}

/**
 * `guiderail run`: run guides, live or from recordings, and report.
 *
 * @throws HarnessError, GuideProblems where nothing could be run
 */
export async function run(asked: readonly string[], given: RunOptions): Promise<void> {
  const startedAt = new Date()
  const {args, options} = await readRef(asked, given)
  checkDestinations(options)
  const prepared = await onlyChanged(await prepare(args, options), options, textStream(options))
  const {changedSince} = prepared
  const isIdle = changedSince !== null && prepared.plans.length === 0
  const errors = prepared.problems.filter(({severity}) => severity === 'error')
  if (onGitHub()) await annotate((folder) => renderProblemAnnotations(errors, folder), options)
  refuseErrors(prepared, isIdle)
  if (isIdle) {
    // Whoever merges the reports of several jobs counts on this one.
    if (wantsReports(options)) await writeReports(emptyResult(startedAt, changedSince), options, () => new Map())
    return
  }
  const chosen = plansOfBlock(plansOfShard(prepared.plans, options.shard), options.block)
  if (options.shard !== undefined) {
    const {index, count: all} = options.shard
    textStream(options).write(
      `Shard ${index} of ${all}: ${chosen.length} of ${count(prepared.plans.length, 'guide')}.\n\n`
    )
  }
  const plans = new Map(chosen.map((plan) => [plan.path, plan]))
  const modes = await chooseModes(chosen, options, changedSince !== null, prepared.site.releaseFolder)
  const replayed = chosen.filter(({path}) => modes.of(path) === 'replay')
  const isLive = replayed.length < chosen.length
  if (replayed.length > 0) announce(replayed, textStream(options))
  if (isLive) await (await import('../shell/disk.ts')).checkDisk(tmpdir())

  const {signal, stopListening} = abortOnSignals()
  const progress = await showProgress(process.stderr, process.env)
  const host = await startHost({
    ...prepared,
    plans,
    mode: modes.of,
    releaseFolder: prepared.site.releaseFolder,
    record: options.record ?? false,
    keep: options.keep ?? false,
    reuse: options.reuse ?? false,
    logs: options.logs ?? null,
    signal,
    onEvent: progress.report
  })
  // Workers end what they run once nobody listens to them.
  signal.addEventListener('abort', () => void host.close(), {once: true})
  // Vitest takes a second or two to start, and clusters most of a minute.
  void host.begin()
  let unhandled: readonly unknown[] = []
  try {
    const {runVitest} = await import('../vitest/run-vitest.ts')
    unhandled = await runVitest({
      cwd: process.cwd(),
      host,
      plans,
      workers: options.workers ?? workersFor(chosen, modes.of),
      pool: isLive ? 'forks' : 'threads',
      block: options.block ?? null,
      reporters: options.reporter ?? [],
      signal
    })
  } finally {
    await host.close()
    progress.stop()
  }
  const result: RunResult = {
    version: 1,
    mode: modes.all,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    ...describeShard(options.shard, prepared.plans, plans),
    ...(changedSince === null ? {} : {changedSince}),
    // Interrupted workers complain of being cut off, which nobody needs to read.
    guides: inOrder(chosen, host.results(), modes, startedAt, signal.aborted ? [] : unhandled)
  }
  await writeReports(result, options, () => sourcesOf(chosen, prepared))
  for (const reason of modes.reasons) textStream(options).write(`${reason}\n`)
  for (const note of host.notes()) textStream(options).write(`${note}\n`)
  if (onGitHub()) await annotate((folder) => renderAnnotations(result, folder), options)
  if (isLive) {
    const {finishDeletions} = await import('../cluster/deletion.ts')
    for (const failure of await finishDeletions()) process.stderr.write(`guiderail: ${failure}\n`)
  }
  stopListening()
  process.exitCode = signal.aborted ? exitStatus.interrupted : statusOf(result, host.failures())
}

const onGitHub = (): boolean => process.env['GITHUB_ACTIONS'] === 'true'

async function annotate(render: (folder: string) => string, options: RunOptions): Promise<void> {
  textStream(options).write(render(await folderInRepository(process.cwd(), process.env)))
}

function emptyResult(startedAt: Date, changedSince: string): RunResult {
  return {version: 1, mode: 'replay', startedAt: startedAt.toISOString(), durationMs: 0, changedSince, guides: []}
}

function announce(plans: readonly Plan[], stream: NodeJS.WriteStream): void {
  stream.write(`${announceReplay(plans)}\n\n`)
  // On GitHub the annotations of the result say so, with what was replayed.
  if (process.env['CI'] && !onGitHub()) stream.write(`${replayWarning}\n`)
}

function describeShard(
  shard: RunOptions['shard'],
  all: readonly Plan[],
  chosen: ReadonlyMap<string, Plan>
): Pick<RunResult, 'shard'> {
  if (shard === undefined) return {}
  return {shard: {...shard, others: all.map(({path}) => path).filter((path) => !chosen.has(path))}}
}

function sourcesOf(plans: readonly Plan[], {site}: Prepared): ReadonlyMap<string, string> {
  const paths = new Set(plans.flatMap(({pages}) => pages))
  return new Map([...paths].map((path) => [path, site.source(path) ?? '']))
}

/** Results in the order of the plans; a guide that handed in none has failed. */
function inOrder(
  plans: readonly Plan[],
  results: RunResult['guides'],
  modes: Modes,
  startedAt: Date,
  unhandled: readonly unknown[]
): RunResult['guides'] {
  const found = new Map(results.map((result) => [result.path, result]))
  return plans.map((plan) => found.get(plan.path) ?? unfinished(plan, modes.of(plan.path), startedAt, unhandled))
}

function statusOf(result: RunResult, failures: readonly string[]): number {
  if (failures.some((ruleId) => ruleId !== 'config')) return exitStatus.lacking
  if (failures.length > 0) return exitStatus.wrong
  return result.guides.every(({status}) => status === 'passed') ? exitStatus.passed : exitStatus.failed
}
