import type {Plan} from '../../src/plan/plan.ts'
import {renderProblemAnnotations} from '../../src/report/annotations.ts'
import {count} from '../../src/report/count.ts'
import {createPalette} from '../../src/report/palette.ts'
import {renderProblems, renderProblemsJson} from '../../src/report/problems.ts'
import {wantsColour} from '../terminal/colour.ts'
import {exitStatus} from './errors.ts'
import {prepare, type ReadingOptions} from './prepare.ts'
import {folderInRepository} from './repository.ts'

/** The options of `guiderail check`. */
export interface CheckOptions extends ReadingOptions {
  /** Default: text, and on GitHub annotations besides, as `guiderail run` has them. */
  readonly format?: 'text' | 'json' | 'github'
}

/** `guiderail check`: read pages without running them, and report what is wrong with them. */
export async function check(args: readonly string[], options: CheckOptions): Promise<void> {
  const {problems, pages, plans, site} = await prepare(args, options)
  const {format} = options
  if (format === 'json') process.stdout.write(renderProblemsJson(problems))
  if (format === undefined || format === 'text') {
    process.stdout.write(renderProblems(problems, pages, createPalette(wantsColour(process.stdout, process.env))))
    if (site.releaseFolder === null) process.stdout.write(describeUnsought(plans))
  }
  if (format === 'github' || (format === undefined && process.env['GITHUB_ACTIONS'] === 'true')) {
    process.stdout.write(renderProblemAnnotations(problems, await folderInRepository(process.cwd(), process.env)))
  }
  if (problems.some(({severity}) => severity === 'error')) process.exitCode = exitStatus.wrong
}

/** What nobody could look for does not pass in silence. */
function describeUnsought(plans: readonly Plan[]): string {
  const samples = new Set(plans.flatMap((plan) => plan.samples))
  if (samples.size === 0) return ''
  const were = samples.size === 1 ? 'was' : 'were'
  return `${count(samples.size, 'sample')} ${were} not looked for: no release is here; set ISTIO_HOME, or \`release\` in the configuration\n`
}
