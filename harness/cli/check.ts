import {renderProblemAnnotations} from '../../src/report/annotations.ts'
import {createPalette} from '../../src/report/palette.ts'
import {renderProblems, renderProblemsJson} from '../../src/report/problems.ts'
import {wantsColour} from '../terminal/colour.ts'
import {exitStatus} from './errors.ts'
import {prepare} from './prepare.ts'
import {folderInRepository} from './repository.ts'

/** The options of `guiderail check`. */
export interface CheckOptions {
  readonly format?: 'text' | 'json' | 'github'
  readonly config?: string
}

/** `guiderail check`: read pages without running them, and report what is wrong with them. */
export async function check(args: readonly string[], options: CheckOptions): Promise<void> {
  const {problems, pages} = await prepare(args, options)
  if (options.format === 'json') process.stdout.write(renderProblemsJson(problems))
  else if (options.format === 'github') {
    process.stdout.write(renderProblemAnnotations(problems, await folderInRepository(process.cwd(), process.env)))
  } else {
    process.stdout.write(renderProblems(problems, pages, createPalette(wantsColour(process.stdout, process.env))))
  }
  if (problems.some(({severity}) => severity === 'error')) process.exitCode = exitStatus.wrong
}
