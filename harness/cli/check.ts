import {renderProblemAnnotations} from '../../src/report/annotations.ts'
import {createPalette} from '../../src/report/palette.ts'
import {renderProblems, renderProblemsJson} from '../../src/report/problems.ts'
import {wantsColour} from '../terminal/colour.ts'
import {exitStatus} from './errors.ts'
import {prepare} from './prepare.ts'
import {folderInRepository} from './repository.ts'

/** The options of `guiderail check`. */
export interface CheckOptions {
  /** Default: text, and on GitHub annotations besides, as `guiderail run` has them. */
  readonly format?: 'text' | 'json' | 'github'
  readonly config?: string
}

/** `guiderail check`: read pages without running them, and report what is wrong with them. */
export async function check(args: readonly string[], options: CheckOptions): Promise<void> {
  const {problems, pages} = await prepare(args, options)
  const {format} = options
  if (format === 'json') process.stdout.write(renderProblemsJson(problems))
  if (format === undefined || format === 'text') {
    process.stdout.write(renderProblems(problems, pages, createPalette(wantsColour(process.stdout, process.env))))
  }
  if (format === 'github' || (format === undefined && process.env['GITHUB_ACTIONS'] === 'true')) {
    process.stdout.write(renderProblemAnnotations(problems, await folderInRepository(process.cwd(), process.env)))
  }
  if (problems.some(({severity}) => severity === 'error')) process.exitCode = exitStatus.wrong
}
