import {accessSync, appendFileSync, constants, statSync, writeFileSync} from 'node:fs'
import {dirname, relative, resolve} from 'node:path'
import {HarnessError} from '../../src/errors.ts'
import {renderJobSummary} from '../../src/report/job-summary.ts'
import {renderJson} from '../../src/report/json.ts'
import {createPalette} from '../../src/report/palette.ts'
import {renderGuideFailure, renderSummary} from '../../src/report/text.ts'
import type {RunResult} from '../../src/result.ts'
import {wantsColour} from '../terminal/colour.ts'
import {addressesOnGitHub} from './repository.ts'

/** Where reports go: files, or `-` for standard output. */
export interface ReportOptions {
  readonly json?: string
  readonly junit?: string
  readonly html?: string
}

const formats = ['json', 'junit', 'html'] as const

/**
 * Find out before anything runs whether reports can be written.
 *
 * @throws HarnessError `config`
 */
export function checkDestinations(options: ReportOptions): void {
  const taken = new Map<string, string>()
  for (const format of formats) {
    const file = options[format]
    if (file === undefined) continue
    const path = file === '-' ? file : resolve(file)
    const other = taken.get(path)
    if (other !== undefined) {
      throw new HarnessError('config', `--${format} ${file}: --${other} goes there already; name another file`)
    }
    taken.set(path, format)
    if (file !== '-') checkFile(file, `--${format} ${file}`)
  }
}

function checkFile(file: string, option: string): void {
  const folder = dirname(file)
  if (file === '' || !statSync(folder, {throwIfNoEntry: false})?.isDirectory()) {
    throw new HarnessError('config', `${option}: there is no folder \`${folder}\`; make it first`)
  }
  const there = statSync(file, {throwIfNoEntry: false})
  if (there?.isDirectory()) throw new HarnessError('config', `${option}: this is a folder; name a file in it`)
  try {
    accessSync(there === undefined ? folder : file, constants.W_OK)
  } catch (error) {
    throw new HarnessError('config', `${option}: cannot be written here`, {cause: error})
  }
}

/** Whether any report is asked for. */
export function wantsReports(options: ReportOptions): boolean {
  return formats.some((format) => options[format] !== undefined)
}

/** The files that reports go to, relative to the working directory, with `/`. */
export function filesOf(options: ReportOptions): readonly string[] {
  return formats.flatMap((format) => {
    const file = options[format]
    return file === undefined || file === '-' ? [] : [relative('.', file).replaceAll('\\', '/')]
  })
}

/** Where text for people goes: standard output, unless a report for a program goes there. */
export function textStream(options: ReportOptions): NodeJS.WriteStream {
  return formats.some((format) => options[format] === '-') ? process.stderr : process.stdout
}

/**
 * Tell what became of a run: failures and a summary as text, the reports that were asked for, and GitHub's job summary.
 *
 * @param pages reads the markdown of pages, by path; only an HTML report needs it
 */
export async function writeReports(
  result: RunResult,
  options: ReportOptions,
  pages: () => ReadonlyMap<string, string>
): Promise<void> {
  const stream = textStream(options)
  const palette = createPalette(wantsColour(stream, process.env))
  for (const guide of result.guides)
    if (guide.status === 'failed') stream.write(`${renderGuideFailure(guide, palette)}\n`)
  stream.write(renderSummary(result, palette))
  if (options.json !== undefined) write(options.json, renderJson(result))
  // The libraries that write XML and HTML are not needed otherwise.
  if (options.junit !== undefined) {
    const {renderJunit} = await import('../../src/report/junit.ts')
    write(options.junit, renderJunit(result))
  }
  if (options.html !== undefined) {
    const {renderHtml} = await import('../../src/report/html/html.ts')
    write(options.html, renderHtml(result, pages()))
  }
  const summary = process.env['GITHUB_STEP_SUMMARY']
  if (summary) appendFileSync(summary, renderJobSummary(result, await addressesOnGitHub(process.cwd(), process.env)))
}

function write(file: string, text: string): void {
  if (file === '-') process.stdout.write(text)
  else writeFileSync(file, text)
}
