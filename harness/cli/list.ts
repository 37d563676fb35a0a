import type {Problem} from '../../src/problem.ts'
import {renderList, renderListJson} from '../../src/report/list.ts'
import {createPalette} from '../../src/report/palette.ts'
import {formatProblem} from '../../src/report/problem-line.ts'
import {wantsColour} from '../terminal/colour.ts'
import {exitStatus} from './errors.ts'
import {prepare, refuseErrors} from './prepare.ts'

/** `guiderail list`: what would run, and what checks it. */
export async function list(
  args: readonly string[],
  options: {readonly json?: boolean; readonly config?: string}
): Promise<void> {
  const prepared = await prepare(args, options)
  const {plans, problems} = prepared
  const palette = createPalette(wantsColour(process.stdout, process.env))
  process.stdout.write(options.json ? renderListJson(plans) : renderList(plans, palette))
  // The text has the errors of what it lists.
  const told = new Set(options.json ? [] : plans.flatMap((plan) => plan.problems).map(formatProblem))
  const isTold = (problem: Problem): boolean => told.has(formatProblem(problem))
  if (problems.some((problem) => problem.severity === 'error' && isTold(problem))) process.exitCode = exitStatus.wrong
  refuseErrors({plans, problems: problems.filter((problem) => !isTold(problem))})
}
