import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {HarnessError} from '../../src/errors.ts'
import {mergeRuns} from '../../src/report/merge.ts'
import type {RunResult} from '../../src/result.ts'
import {exitStatus} from './errors.ts'
import {checkDestinations, type ReportOptions, writeReports} from './report-files.ts'
import {checkResult} from './result-schema.ts'

/**
 * `guiderail report`: one report of the JSON files of several runs, such as the shards of one.
 *
 * @throws HarnessError `config`
 */
export async function report(files: readonly string[], options: ReportOptions): Promise<void> {
  checkDestinations(options)
  const {run, notes} = mergeRuns(files.map(readResult))
  if (run.guides.length === 0 && run.changedSince === undefined) {
    throw new HarnessError('config', `${files.join(', ')}: no guide was run`)
  }
  for (const note of notes) process.stderr.write(`guiderail: ${note}\n`)
  await writeReports(run, options, () => readPages(run))
  const passed = run.guides.every(({status}) => status === 'passed')
  process.exitCode = passed ? exitStatus.passed : exitStatus.failed
}

function readResult(file: string): RunResult {
  const checked = checkResult(parse(file))
  if (typeof checked !== 'string') return checked
  throw new HarnessError('config', `${file}: not what \`guiderail run --json\` writes: ${checked}`)
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new HarnessError('config', `${file}: cannot be read: ${reason}`, {cause: error})
  }
}

/** Pages as they are here now; of a page that is not here, the report shows the blocks alone. */
function readPages(run: RunResult): ReadonlyMap<string, string> {
  const pages = new Map<string, string>()
  const paths = run.guides.flatMap(({path, steps}) => [path, ...steps.map(({page}) => page)])
  for (const path of new Set(paths)) {
    // The file may come from elsewhere; it is not to bring any file of this machine into a report.
    if (!path.endsWith('.md')) continue
    try {
      pages.set(path, readFileSync(resolve(path), 'utf8'))
    } catch {}
  }
  return pages
}
