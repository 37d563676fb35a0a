import {writeFileSync} from 'node:fs'
import {homedir} from 'node:os'
import {createInterface} from 'node:readline/promises'
import {HarnessError} from '../../src/errors.ts'
import {parseGuide} from '../../src/guide/parse.ts'
import {formatPlace} from '../../src/place.ts'
import type {Plan} from '../../src/plan/plan.ts'
import {planGuide} from '../../src/plan/plan-guide.ts'
import type {Site} from '../../src/plan/site.ts'
import {createPalette} from '../../src/report/palette.ts'
import {makeLine} from '../../src/report/visible.ts'
import {applyEdits} from '../../src/update/page.ts'
import {renderPatch} from '../../src/update/patch.ts'
import {type Happened, type ProposedEdit, proposeUpdates, type Refusal} from '../../src/update/propose.ts'
import {type LastRun, lastRecording, lastReport, readReport} from '../desk/last-run.ts'
import {wantsColour} from '../terminal/colour.ts'
import {exitStatus} from './errors.ts'
import {type Prepared, prepare, refuseErrors} from './prepare.ts'

/** The options of `guiderail update`. */
export interface UpdateOptions {
  readonly write?: boolean
  readonly json?: string
  readonly config?: string
}

/**
 * `guiderail update`: rewrite expected output that no longer holds by what a run printed.
 *
 * The diff comes first; pages are written with `--write`, or once a person at a terminal agrees.
 */
export async function update(args: readonly string[], options: UpdateOptions): Promise<void> {
  const prepared = await prepare(args, options)
  refuseErrors(prepared)
  const report = options.json === undefined ? null : readReport(options.json)
  const edits: ProposedEdit[] = []
  const left: string[] = []
  /** Of several guides, one that nothing is known of keeps no other from being rewritten. */
  const known = (look: () => LastRun): LastRun => {
    try {
      return look()
    } catch (error) {
      if (!(error instanceof HarnessError) || prepared.plans.length === 1) throw error
      left.push(error.message)
      return {happened: [], reason: null}
    }
  }
  for (const plan of prepared.plans) {
    const {happened, reason} = known(() =>
      report === null ? lastRecording(plan, prepared.site.releaseFolder) : lastReport(plan, options.json ?? '', report)
    )
    const proposal = proposeForGood(plan, happened, prepared)
    edits.push(...proposal.edits)
    left.push(
      ...proposal.refusals.map(({place, reason}) => `${formatPlace(place)}: not rewritten: ${makeLine(reason)}`)
    )
    if (reason !== null) left.push(`${plan.path}: what comes after that is not known: ${makeLine(reason)}`)
  }
  const pages = rewrite(edits, prepared.site.source)
  const palette = createPalette(wantsColour(process.stdout, process.env))
  for (const [page, {before, after}] of pages) process.stdout.write(renderPatch(page, before, after, palette))
  for (const line of new Set(left)) process.stderr.write(`${line}\n`)
  if (pages.size > 0 && (options.write || (await agree(pages.size)))) {
    for (const [page, {after}] of pages) writeFileSync(page, after)
    process.stderr.write(`${pages.size === 1 ? '1 page' : `${pages.size} pages`} written\n`)
  } else if (pages.size > 0) {
    process.stderr.write('nothing is written; --write does\n')
    process.exitCode = exitStatus.failed
  } else if (left.length === 0) process.stderr.write('every output is as it was printed; there is nothing to rewrite\n')
  if (left.length > 0) process.exitCode = exitStatus.failed
}

/** Proposed edits that make their steps pass when the new page is read again; others are refused. */
function proposeForGood(
  plan: Plan,
  happened: Happened,
  {site, configuration}: Prepared
): {readonly edits: readonly ProposedEdit[]; readonly refusals: readonly Refusal[]} {
  const first = proposeUpdates(plan, happened, site.source, homedir())
  if (first.edits.length === 0) return first
  const pages = rewrite(first.edits, site.source)
  const source = (page: string): string | null => pages.get(page)?.after ?? site.source(page)
  const preset = configuration.preset ?? 'istio'
  const rewritten: Site = {
    ...site,
    guide: (path) => (pages.has(path) ? parseGuide(source(path) ?? '', path, {preset}) : site.guide(path))
  }
  const second = proposeUpdates(planGuide(plan.path, rewritten, configuration), happened, source, homedir())
  const failing = new Set([...second.edits, ...second.refusals].map(({step}) => step))
  const edits = first.edits.filter(({step}) => !failing.has(step))
  const undone = first.edits.filter(({step}) => failing.has(step))
  return {
    edits,
    refusals: [
      ...first.refusals,
      ...undone.map(({page, line, step}) => ({
        place: {file: page, line, column: 1},
        step,
        reason: 'what was printed would not pass there either; edit it by hand'
      }))
    ]
  }
}

/** Pages before and after their edits; of two edits of one output, as of a page that several guides include, the first. */
function rewrite(
  edits: readonly ProposedEdit[],
  source: (page: string) => string | null
): ReadonlyMap<string, {readonly before: string; readonly after: string}> {
  const byPage = new Map<string, Map<number, ProposedEdit>>()
  for (const edit of edits) {
    const own = byPage.get(edit.page) ?? new Map<number, ProposedEdit>()
    if (!own.has(edit.line)) own.set(edit.line, edit)
    byPage.set(edit.page, own)
  }
  return new Map(
    [...byPage].map(([page, own]) => {
      const before = source(page) ?? ''
      return [page, {before, after: applyEdits(before, [...own.values()])}]
    })
  )
}

async function agree(pages: number): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false
  const prompt = createInterface({input: process.stdin, output: process.stdout})
  try {
    const answer = await prompt.question(`Write ${pages === 1 ? 'this page' : `these ${pages} pages`}? [y/N] `)
    return /^y(es)?$/i.test(answer.trim())
  } catch {
    // Ctrl-D and Ctrl-C are a no.
    return false
  } finally {
    prompt.close()
  }
}
