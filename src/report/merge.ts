import type {GuideResult, RunResult} from '../result.ts'
import {blankResult} from './blank-result.ts'
import {count} from './count.ts'

/** Several runs as one, and what had to be decided for that. */
export interface Merged {
  readonly run: RunResult
  /** A sentence for each guide that had several results, or none. */
  readonly notes: readonly string[]
}

/**
 * Make one run of several: the shards of a run, or a run and the repetition of what failed in it.
 *
 * Of a guide's results in one mode, that of the last attempt counts. Where it was run and also replayed, neither may hide
 * the other's failure: a failed one counts, else the live one. A guide that a shard names as another's, and that no run
 * has, failed. The duration is the time in which at least one of the runs was on its way.
 *
 * @param runs in any order; at least one
 */
export function mergeRuns(runs: readonly RunResult[]): Merged {
  const startedAt = runs.map((run) => run.startedAt).sort()[0] ?? ''
  const attempts = new Map<string, GuideResult[]>()
  for (const guide of runs.flatMap((run) => run.guides)) {
    attempts.set(guide.path, [...(attempts.get(guide.path) ?? []), guide])
  }
  const chosen = [...attempts.values()].map((results) => ({results, result: chooseResult(results)}))
  const absent = findAbsent(runs, attempts)
  const guides = [...chosen.map(({result}) => result), ...absent.values()].sort((a, b) => compare(a.path, b.path))
  const run: RunResult = {
    version: 1,
    mode: modeOf(guides),
    startedAt,
    durationMs: timeOnTheWay(runs),
    ...commonBase(runs),
    guides
  }
  return {
    run,
    notes: [
      ...chosen.flatMap(({results, result}) => (results.length === 1 ? [] : [describeChoice(results, result)])),
      ...[...absent.values()].map(({path, error}) => `${path}: ${error}`)
    ]
  }
}

/** The commit with which all of the runs were compared, if there is one: only then may there be no guide at all. */
function commonBase(runs: readonly RunResult[]): Pick<RunResult, 'changedSince'> {
  const [changedSince, ...others] = new Set(runs.map((run) => run.changedSince))
  return changedSince === undefined || others.length > 0 ? {} : {changedSince}
}

function chooseResult(results: readonly GuideResult[]): GuideResult {
  const live = lastOf(results.filter(({mode}) => mode === 'live'))
  const replayed = lastOf(results.filter(({mode}) => mode === 'replay'))
  const [first, second] = [live, replayed].filter((result) => result !== undefined)
  if (first === undefined) throw new RangeError('no result to choose from')
  return second?.status === 'failed' && first.status === 'passed' ? second : first
}

/** Of results that began at the same time, the one that was given last. */
function lastOf(results: readonly GuideResult[]): GuideResult | undefined {
  const [first, ...rest] = results
  return rest.reduce<GuideResult | undefined>(
    (last, result) => (last === undefined || instant(result) >= instant(last) ? result : last),
    first
  )
}

function describeChoice(results: readonly GuideResult[], chosen: GuideResult): string {
  const others = results.filter((result) => result !== chosen).map(describe)
  return `${chosen.path} has ${count(results.length, 'result')}: ${describe(chosen)} counts, not ${others.join(', ')}`
}

const describe = ({mode, startedAt, status}: GuideResult): string =>
  `the ${mode === 'live' ? 'live run' : 'replay'} of ${startedAt} (${status})`

/** Guides that shards name as others', and that nobody ran: their machine died, or its report is not among these. */
function findAbsent(
  runs: readonly RunResult[],
  present: ReadonlyMap<string, unknown>
): ReadonlyMap<string, GuideResult> {
  const absent = new Map<string, GuideResult>()
  for (const {shard, mode, startedAt} of runs) {
    if (shard === undefined) continue
    const given = runs.flatMap((run) => (run.shard?.count === shard.count ? [run.shard.index] : []))
    const missing = Array.from({length: shard.count}, (_, at) => at + 1).filter((index) => !given.includes(index))
    const error =
      missing.length === 0
        ? 'no shard ran this guide; were all made of the same pages?'
        : `no report has this guide; shard ${missing.join(', ')} of ${shard.count} handed in none`
    for (const path of shard.others.filter((other) => !present.has(other))) {
      absent.set(path, blankResult({path, title: path, mode: mode === 'replay' ? 'replay' : 'live', startedAt}, error))
    }
  }
  return absent
}

function modeOf(guides: readonly GuideResult[]): RunResult['mode'] {
  const modes = new Set(guides.map(({mode}) => mode))
  const [only = 'live'] = modes
  return modes.size > 1 ? 'mixed' : only
}

function timeOnTheWay(runs: readonly RunResult[]): number {
  const spans = runs.map((run) => [instant(run), instant(run) + run.durationMs] as const).sort(([a], [b]) => a - b)
  let total = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const [start, end] of spans) {
    total += Math.max(0, end - Math.max(start, reached))
    reached = Math.max(reached, end)
  }
  return total
}

const instant = ({startedAt}: {readonly startedAt: string}): number => Date.parse(startedAt)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
