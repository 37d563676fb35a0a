import {existsSync} from 'node:fs'
import {count} from '../../src/report/count.ts'
import {makeLine} from '../../src/report/visible.ts'
import {isCommit} from '../desk/git.ts'
import type {ChangedGuides} from '../desk/impact.ts'
import type {Prepared} from './prepare.ts'
import {filesOf, type ReportOptions} from './report-files.ts'

/** The options that choose guides by what has changed. */
export interface ChangedOptions {
  /** A ref to compare with; true for the default branch. */
  readonly changed?: string | true
  readonly explain?: boolean
}

/** What was prepared, as far as a change touches it. */
export interface Chosen extends Prepared {
  /** The commit that it was compared with, or null where all was chosen. */
  readonly changedSince: string | null
}

/** Tell guides from the ref: in `--changed docs`, where git knows no `docs`, it is a guide, and the default branch is meant. */
export async function readRef<Options extends ChangedOptions>(
  args: readonly string[],
  options: Options
): Promise<{readonly args: readonly string[]; readonly options: Options}> {
  const {changed} = options
  if (typeof changed !== 'string' || !existsSync(changed) || (await isCommit(process.cwd(), changed))) {
    return {args, options}
  }
  return {args: [changed, ...args], options: {...options, changed: true}}
}

/**
 * Keep of what was planned the guides that a change touches, and say which it is.
 *
 * Errors of other pages do not count: the change neither made them nor meets them.
 *
 * @throws HarnessError where git cannot tell what has changed
 */
export async function onlyChanged(
  prepared: Prepared,
  {changed, explain, ...reports}: ChangedOptions & ReportOptions,
  stream: NodeJS.WritableStream
): Promise<Chosen> {
  if (changed === undefined) return {...prepared, changedSince: null}
  // It plans anew, with modules that a run of all guides need not load.
  const {findChangedGuides} = await import('../desk/impact.ts')
  const found = await findChangedGuides(process.cwd(), changed === true ? null : changed, prepared, filesOf(reports))
  stream.write(`${describe(found, prepared.plans.length)}\n`)
  if (explain) for (const line of explainImpact(found)) stream.write(`${line}\n`)
  stream.write('\n')
  const plans = prepared.plans.filter(({path}) => found.impact.has(path))
  const pages = new Set([...found.files, ...plans.flatMap((plan) => plan.pages)])
  const problems = prepared.problems.filter(({place}) => pages.has(place.file))
  return {...prepared, plans, problems, changedSince: found.base}
}

function describe({base, files, impact}: ChangedGuides, all: number): string {
  const touched = impact.size === 0 ? 'no guide' : `${impact.size} of ${count(all, 'guide')}`
  return `Changed since ${base}: ${count(files.length, 'file')}, ${touched} touched.`
}

/** Guides, and below them why they were chosen: what many share, such as an unknown file, is said once. */
function explainImpact({impact}: ChangedGuides): readonly string[] {
  const sharing = new Map<string, string[]>()
  for (const [path, reasons] of impact) {
    const why = reasons.map((reason) => `  ${makeLine(reason)}`).join('\n')
    sharing.set(why, [...(sharing.get(why) ?? []), makeLine(path)])
  }
  return [...sharing].flatMap(([why, paths]) => [...paths, why])
}
