import {GuideProblems} from '../../src/errors.ts'
import type {Plan} from '../../src/plan/plan.ts'
import {count} from '../../src/report/count.ts'
import {makeLine} from '../../src/report/visible.ts'
import type {GuideResult} from '../../src/result.ts'
import {dependencies, impactOf} from '../desk/dependencies.ts'
import {watchFiles} from '../desk/file-watch.ts'
import {replayGuide} from '../desk/replay-guide.ts'
import {announceReplay} from './announce.ts'
import {exitStatus, report} from './errors.ts'
import {type Prepared, prepare} from './prepare.ts'
import {writeReports} from './report-files.ts'

/**
 * `guiderail run --watch`: judge guides from their recordings, and again whenever something that they depend on is saved.
 *
 * Ends with Ctrl-C. What is wrong with a page or with the configuration is said, and the watch goes on.
 *
 * @throws HarnessError where there is nothing to watch
 */
export async function watch(args: readonly string[], options: {readonly config?: string}): Promise<void> {
  const cwd = process.cwd()
  let known = await prepare(args, options)
  let turn: Promise<void> = Promise.resolve()
  const files = watchFiles(
    cwd,
    // Of its folders, pages that are new are wanted, too.
    (path) => path.endsWith('.md'),
    (paths) => {
      turn = turn.then(() => judgeAgain(paths)).catch((error: unknown) => void process.stderr.write(report(error)))
    }
  )

  async function judgeAgain(paths: readonly string[]): Promise<void> {
    const before = known
    known = await prepare(args, options)
    files.follow(dependencies(known, cwd))
    const impact = impactOf(before, known, paths, cwd)
    const plans = known.plans.filter(({path}) => impact.has(path))
    const broken = known.problems.some(({place, severity}) => severity === 'error' && paths.includes(place.file))
    if (plans.length === 0 && !broken) return
    process.stdout.write(`\n${paths.map(makeLine).join(', ')} ${paths.length === 1 ? 'has' : 'have'} changed\n\n`)
    await judge(plans, known)
  }

  process.stdout.write(`${announceReplay(known.plans)}\n\n`)
  files.follow(dependencies(known, cwd))
  await judge(known.plans, known)
  process.stderr.write(`watching ${count(known.plans.length, 'guide')}; Ctrl-C ends\n`)
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
  files.close()
  process.exitCode = exitStatus.interrupted
}

/** Judge plans, but for those with errors, which are reported together with those of pages that cannot be planned at all. */
async function judge(plans: readonly Plan[], {plans: all, problems, site}: Prepared): Promise<void> {
  const planned = new Set(all.flatMap(({pages}) => pages))
  const chosen = new Set(plans.flatMap(({pages}) => pages))
  const errors = problems.filter(
    ({place, severity}) => severity === 'error' && (chosen.has(place.file) || !planned.has(place.file))
  )
  if (errors.length > 0) process.stderr.write(`${report(new GuideProblems(errors))}\n`)
  const sound = plans.filter((plan) => plan.problems.every(({severity}) => severity !== 'error'))
  if (sound.length === 0) return
  const startedAt = new Date()
  const guides: GuideResult[] = []
  for (const plan of sound) guides.push(await replayGuide(plan, site.releaseFolder))
  const durationMs = Date.now() - startedAt.getTime()
  const result = {version: 1, mode: 'replay', startedAt: startedAt.toISOString(), durationMs, guides} as const
  await writeReports(result, {}, () => new Map())
}
