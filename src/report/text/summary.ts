import stringWidth from 'string-width'
import type {GuideResult, RunResult, StepResult} from '../../result.ts'
import {count} from '../count.ts'
import {formatDuration} from '../duration.ts'
import {clip} from '../excerpt.ts'
import {countSteps, errorsOf, failedLine, isFailure, placeOfStep, reasonsOutsideSteps} from '../outcome.ts'
import type {Palette} from '../palette.ts'
import {describeClaims} from '../problems.ts'
import {dayOf} from '../recording.ts'
import {makeLine} from '../visible.ts'
import {labelLines} from './labels.ts'

const mostGuides = 24
const mostDetails = 6

/** The lines of a summary; see `renderSummary`. */
export function renderSummaryLines(run: RunResult, palette: Palette): readonly string[] {
  const sections = [
    renderMode(run, palette),
    renderGuides(run.guides, palette),
    renderRepeated(run.guides),
    renderWaits(run.guides),
    renderSkipped(run.guides),
    renderUnchecked(run.guides),
    ...run.guides.map(renderLeftBehind),
    [renderTotals(run, palette)]
  ]
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

function renderMode(run: RunResult, palette: Palette): readonly string[] {
  const replayed = run.guides.filter((guide) => guide.mode === 'replay').length
  if (replayed === 0) return []
  const which =
    replayed === run.guides.length
      ? 'This was a replay'
      : `${count(replayed, 'guide')} of ${run.guides.length} were replayed`
  return [
    palette.yellow(`${which}: recordings answered the commands, nothing was run. --live runs them.`),
    ...limit(describeVersions(run.guides))
  ]
}

/** Of which versions the recordings of a day are, once for all of them. */
function describeVersions(guides: readonly GuideResult[]): readonly string[] {
  const days = new Map<string, Map<string, Set<string>>>()
  for (const {recording} of guides) {
    if (recording === null) continue
    const versions = days.get(dayOf(recording)) ?? new Map<string, Set<string>>()
    days.set(dayOf(recording), versions)
    for (const [name, version] of Object.entries(recording.versions)) {
      versions.set(name, (versions.get(name) ?? new Set()).add(version))
    }
  }
  return [...days].sort().flatMap(([day, versions]) => {
    const named = [...versions].sort().map(([name, found]) => `${name} ${[...found].sort().join(' and ')}`)
    return named.length === 0 ? [] : [makeLine(`recorded  ${day}  with ${named.join(', ')}`)]
  })
}

function renderGuides(guides: readonly GuideResult[], palette: Palette): readonly string[] {
  const failed = guides.filter((guide) => guide.status === 'failed')
  // Of many guides, those that failed are what fits a screen.
  const shown = guides.length <= mostGuides ? guides : failed.slice(0, mostGuides)
  const hiddenFailures = guides.length <= mostGuides ? 0 : failed.length - shown.length
  const hiddenPasses = guides.length <= mostGuides ? 0 : guides.length - failed.length
  const rows = shown.map((guide) => cellsOf(guide))
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => stringWidth(row[column] ?? ''))))
  return [
    ...rows.map((row, index) => {
      const [path = '', steps = '', time = '', note = ''] = row
      const mark = shown[index]?.status === 'failed' ? palette.red('✗') : palette.green('✓')
      return `${mark} ${pad(path, widths[0])}  ${pad(steps, widths[1])}  ${padStart(time, widths[2])}  ${palette.dim(note)}`.trimEnd()
    }),
    ...(hiddenFailures > 0 ? [palette.red(`✗ and ${count(hiddenFailures, 'guide')} more that failed`)] : []),
    ...(hiddenPasses > 0 ? [palette.green(`✓ ${count(hiddenPasses, 'guide')} that passed`)] : [])
  ]
}

function cellsOf(guide: GuideResult): readonly string[] {
  const {passed, all} = countSteps(guide)
  const steps = passed === all ? count(passed, 'step') : `${passed} of ${count(all, 'step')}`
  const notes = [whereFailed(guide), describeMode(guide)].filter((note) => note !== null)
  return [makeLine(guide.path), steps, formatDuration(guide.durationMs), notes.join('; ')]
}

function describeMode(guide: GuideResult): string {
  if (guide.recording !== null) return `replay of ${dayOf(guide.recording)}`
  if (guide.mode === 'replay') return 'replay, no recording'
  const versions = [...new Set(guide.clusters.map((cluster) => cluster.kubernetes))].join(', ')
  const clusters = guide.clusters.some(({reused}) => reused) ? ', clusters used again' : ''
  return versions === '' ? 'live' : `live, kubernetes ${makeLine(versions)}${clusters}`
}

function whereFailed(guide: GuideResult): string | null {
  if (guide.status === 'passed') return null
  const step = guide.steps.find(isFailure)
  if (step !== undefined) {
    const line = failedLine(step)
    const where = step.page === guide.path ? `line ${line}` : `${step.page}:${line}`
    return `${step.status === 'failed' ? 'failed' : 'not recorded'} at ${where}`
  }
  const [problem] = errorsOf(guide)
  if (problem !== undefined) return clip(`${problem.ruleId} at ${problem.place.file}:${problem.place.line}`, 60)
  return clip(makeLine(reasonsOutsideSteps(guide)[0]?.split('\n')[0] ?? 'failed'), 60)
}

function renderRepeated(guides: readonly GuideResult[]): readonly string[] {
  return limit(
    guides.flatMap(({path, steps}) =>
      steps
        .filter(({counts}) => counts.length > 1)
        .map((step) => `repeated  ${placeOfStep(path, step)}  ${renderCounts(step)}`)
    )
  )
}

function renderCounts(step: StepResult): string {
  const labels = labelLines(step.counts.map(({line}) => line))
  return step.counts
    .map((entry, index) => `${clip(makeLine(labels[index] ?? entry.line), 40)}: ${entry.count}`)
    .join(', ')
}

function renderWaits(guides: readonly GuideResult[]): readonly string[] {
  return limit(
    guides.flatMap(({path, steps}) =>
      steps
        .filter(({awaited}) => awaited !== null)
        .map((step) => `waited    ${placeOfStep(path, step)}  for ${makeLine(step.awaited ?? '')} first`)
    )
  )
}

function renderSkipped(guides: readonly GuideResult[]): readonly string[] {
  const steps = guides.flatMap((guide) => guide.steps).filter((step) => step.status === 'skipped')
  if (steps.length === 0) return []
  const reasons = tally(steps.map((step) => clip(makeLine(step.reason ?? 'no reason given'), 100)))
  return [`${count(steps.length, 'step')} not run by choice:`, ...limit(reasons)]
}

function renderUnchecked(guides: readonly GuideResult[]): readonly string[] {
  const pages = new Map<string, Set<number>>()
  for (const {page, line} of guides.flatMap((guide) => guide.unchecked)) {
    pages.set(page, (pages.get(page) ?? new Set()).add(line))
  }
  return limit(
    [...pages].map(([page, lines]) =>
      describeClaims(
        page,
        [...lines].sort((a, b) => a - b)
      )
    )
  )
}

/** What fails a guide is told with its failure. */
function renderLeftBehind({path, status, leftBehind}: GuideResult): readonly string[] {
  if (status === 'failed' || leftBehind.length === 0) return []
  const title = `${makeLine(path)} left ${count(leftBehind.length, 'change')} in its clusters:`
  return [title, ...limit(leftBehind.map((object) => `  ${clip(makeLine(object), 100)}`))]
}

function tally(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].map(([text, number]) => `  ${number} × ${text}`)
}

function limit(lines: readonly string[]): readonly string[] {
  if (lines.length <= mostDetails) return lines
  return [...lines.slice(0, mostDetails - 1), `… and ${lines.length - mostDetails + 1} more`]
}

function renderTotals(run: RunResult, palette: Palette): string {
  const failed = run.guides.filter((guide) => guide.status === 'failed').length
  const passed = run.guides.length - failed
  const text = `${passed} passed, ${failed} failed`
  if (run.guides.length === 0) return palette.bold(text)
  return palette.bold(failed > 0 ? palette.red(text) : palette.green(text))
}

const pad = (text: string, width = 0): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)))
const padStart = (text: string, width = 0): string => ' '.repeat(Math.max(0, width - stringWidth(text))) + text
