import type {GuideResult, RunResult} from '../result.ts'
import {formatDuration} from './duration.ts'
import {codeBlock, codeSpan, htmlText, plainText} from './markdown.ts'
import {countSteps, failedLine, isFailure} from './outcome.ts'
import {describeRecording} from './recording.ts'
import {renderGuideFailure} from './text.ts'

// GitHub takes 1 MiB for a step in all, and drops a longer summary whole.
const longestFailure = 20_000
const mostFailures = 20

/** Where a line of a page can be looked at, or null where nobody knows. */
export type AddressOf = (page: string, line: number) => string | null

/** A run as markdown for `GITHUB_STEP_SUMMARY`: a table of guides, then why those failed that did. */
export function renderJobSummary(run: RunResult, addressOf: AddressOf = () => null): string {
  const failed = run.guides.filter(({status}) => status === 'failed')
  const parts = [
    `### Guides: ${run.guides.length - failed.length} passed, ${failed.length} failed`,
    ...noteReplay(run),
    run.guides.length === 0
      ? 'No guide was to be run.'
      : renderTable([...failed, ...run.guides.filter(({status}) => status === 'passed')], addressOf),
    ...failed.slice(0, mostFailures).map((guide) => renderDetails(guide, failed.length === 1)),
    ...(failed.length > mostFailures ? [`${failed.length - mostFailures} more guides failed.`] : [])
  ]
  return `${parts.join('\n\n')}\n`
}

function noteReplay(run: RunResult): readonly string[] {
  const replayed = run.guides.filter(({mode}) => mode === 'replay').length
  if (replayed === 0) return []
  const which =
    replayed === run.guides.length ? 'This was a replay' : `${replayed} of ${run.guides.length} guides were replayed`
  return [`**${which}:** recordings answered the commands, nothing was run.`]
}

function renderTable(guides: readonly GuideResult[], addressOf: AddressOf): string {
  const rows = guides.map((guide) => `| ${cellsOf(guide, addressOf).join(' | ')} |`)
  return [
    '| | Guide | Steps | Time | How | Unchecked claims |',
    '| --- | --- | ---: | ---: | --- | ---: |',
    ...rows
  ].join('\n')
}

function cellsOf(guide: GuideResult, addressOf: AddressOf): readonly string[] {
  const {passed, all} = countSteps(guide)
  const failure = guide.steps.find(isFailure)
  const where = failure === undefined ? '' : `<br>at ${renderPlace(failure.page, failedLine(failure), addressOf)}`
  return [
    guide.status === 'passed' ? '✓' : '✗ failed',
    `${plainText(guide.title)}<br>${codeSpan(guide.path)}${where}`,
    passed === all ? String(all) : `${passed} of ${all}`,
    formatDuration(guide.durationMs),
    guide.recording === null ? guide.mode : `replay of ${plainText(describeRecording(guide.recording))}`,
    String(guide.unchecked.length)
  ]
}

function renderPlace(page: string, line: number, addressOf: AddressOf): string {
  const place = codeSpan(`${page}:${line}`)
  const address = addressOf(page, line)
  return address === null ? place : `[${place}](${address})`
}

function renderDetails(guide: GuideResult, open: boolean): string {
  const text = renderGuideFailure(guide)
  const shown = text.length > longestFailure ? `${text.slice(0, longestFailure)}\n…` : text
  return `<details${open ? ' open' : ''}><summary>${htmlText(guide.title)}</summary>\n\n${codeBlock(shown)}\n\n</details>`
}
