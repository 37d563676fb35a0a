import type {Problem} from '../../src/problem.ts'
import {renderList, renderListJson} from '../../src/report/list.ts'
import {createPalette} from '../../src/report/palette.ts'
import {formatProblem} from '../../src/report/problem-line.ts'
import {wantsColour} from '../terminal/colour.ts'
import {exitStatus} from './errors.ts'
import {gather, prepare, type ReadingOptions, refuseErrors} from './prepare.ts'

/** `guiderail list`: what would run, and what checks it. */
export async function list(
  args: readonly string[],
  options: ReadingOptions & {readonly json?: boolean}
): Promise<void> {
  if (options.json) {
    const {read, problems} = await gather('listing', args, options)
    const guides = read.flatMap(({json}) => json ?? [])
    process.stdout.write(renderListJson(guides))
    refuseErrors({plans: guides, problems})
    return
  }
  const {plans, problems} = await prepare(args, options)
  process.stdout.write(renderList(plans, createPalette(wantsColour(process.stdout, process.env))))
  // The text has the errors of what it lists.
  const told = new Set(plans.flatMap((plan) => plan.problems).map(formatProblem))
  const isTold = (problem: Problem): boolean => told.has(formatProblem(problem))
  if (problems.some((problem) => problem.severity === 'error' && isTold(problem))) process.exitCode = exitStatus.wrong
  refuseErrors({plans, problems: problems.filter((problem) => !isTold(problem))})
}
