import {appendFileSync, writeFileSync} from 'node:fs'
import type {Plan} from '../../src/plan/plan.ts'
import {renderAnnotations} from '../../src/report/annotations.ts'
import {renderJobSummary} from '../../src/report/job-summary.ts'
import {renderJson} from '../../src/report/json.ts'
import {createPalette} from '../../src/report/palette.ts'
import {renderGuideFailure, renderSummary} from '../../src/report/text.ts'
import type {Mode, RunResult} from '../../src/result.ts'
import {wantsColour} from '../terminal/colour.ts'
import {showProgress} from '../terminal/progress.ts'
import {startHost} from '../vitest/host.ts'
import {chooseMode, type ModeOptions} from './choose-mode.ts'
import {plansOfShard} from './choose-shard.ts'
import {exitStatus} from './errors.ts'
import {abortOnSignals} from './interrupt.ts'
import {prepare, refuseErrors} from './prepare.ts'
import {unfinished} from './unfinished.ts'
import {workersFor} from './workers.ts'

/** The options of `guiderail run`. */
export interface RunOptions extends ModeOptions {
  readonly record?: boolean
  readonly block?: string
  readonly shard?: {readonly index: number; readonly count: number}
  readonly workers?: number
  readonly keep?: boolean
  readonly reuse?: boolean
  readonly json?: string
  readonly junit?: string
  readonly html?: string
  readonly logs?: string
  readonly reporter?: readonly string[]
  readonly config?: string
}

/**
 * `guiderail run`: run guides, live or from recordings, and report.
 *
 * @throws HarnessError, GuideProblems where nothing could be run
 */
export async function run(args: readonly string[], options: RunOptions): Promise<void> {
  const startedAt = new Date()
  const prepared = await prepare(args, options)
  refuseErrors(prepared)
  const chosen = plansOfShard(prepared.plans, options.shard)
  const plans = new Map(chosen.map((plan) => [plan.path, plan]))
  const mode = await chooseMode(chosen, options)
  const palette = createPalette(wantsColour(process.stdout, process.env))
  announce(mode, chosen)

  const {signal, stopListening} = abortOnSignals()
  const progress = showProgress(process.stderr, process.env)
  const host = await startHost({
    ...prepared,
    plans,
    mode: () => mode,
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
  let unhandled: readonly unknown[] = []
  try {
    const {runVitest} = await import('../vitest/run-vitest.ts')
    unhandled = await runVitest({
      cwd: process.cwd(),
      host,
      plans,
      workers: options.workers ?? workersFor(mode, chosen),
      pool: mode === 'live' ? 'forks' : 'threads',
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
    mode,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    guides: inOrder(chosen, host.results(), mode, startedAt, unhandled)
  }
  for (const guide of result.guides)
    if (guide.status === 'failed') process.stdout.write(`${renderGuideFailure(guide, palette)}\n`)
  process.stdout.write(renderSummary(result, palette))
  for (const note of host.notes()) process.stdout.write(`${note}\n`)
  await writeReports(result, options)
  if (mode === 'live') await (await import('../cluster/deletion.ts')).finishDeletions()
  stopListening()
  process.exitCode = signal.aborted ? exitStatus.interrupted : statusOf(result, host.failures())
}

function announce(mode: Mode, plans: readonly Plan[]): void {
  if (mode === 'live') return
  const count = plans.length === 1 ? '1 guide' : `${plans.length} guides`
  process.stdout.write(`Replay: ${count} judged from recordings of live runs; nothing is run.\n\n`)
  if (process.env['CI'])
    process.stdout.write(
      '::warning title=Guiderail replay::Guides are judged from recordings; nothing is run. Use --live to run them.\n'
    )
}

/** Results in the order of the plans; a guide that handed in none has failed. */
function inOrder(
  plans: readonly Plan[],
  results: RunResult['guides'],
  mode: Mode,
  startedAt: Date,
  unhandled: readonly unknown[]
): RunResult['guides'] {
  const found = new Map(results.map((result) => [result.path, result]))
  return plans.map((plan) => found.get(plan.path) ?? unfinished(plan, mode, startedAt, unhandled))
}

async function writeReports(result: RunResult, options: RunOptions): Promise<void> {
  if (options.json !== undefined) write(options.json, renderJson(result))
  if (options.junit !== undefined) {
    // The library that writes XML is not needed otherwise.
    const {renderJunit} = await import('../../src/report/junit.ts')
    write(options.junit, renderJunit(result))
  }
  if (process.env['GITHUB_ACTIONS'] === 'true') process.stdout.write(renderAnnotations(result))
  const summary = process.env['GITHUB_STEP_SUMMARY']
  if (summary) appendFileSync(summary, renderJobSummary(result))
}

function write(file: string, text: string): void {
  if (file === '-') process.stdout.write(text)
  else writeFileSync(file, text)
}

function statusOf(result: RunResult, failures: readonly string[]): number {
  if (failures.some((ruleId) => ruleId !== 'config')) return exitStatus.lacking
  if (failures.length > 0) return exitStatus.wrong
  return result.guides.every(({status}) => status === 'passed') ? exitStatus.passed : exitStatus.failed
}
