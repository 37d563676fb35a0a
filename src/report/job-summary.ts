import type {GuideResult, RunResult} from '../result.ts'
import {formatDuration} from './duration.ts'
import {codeBlock, codeSpan, htmlText, plainText} from './markdown.ts'
import {countSteps, failedLine, isFailure} from './outcome.ts'
import {describeRecording} from './recording.ts'
import {renderGuideFailure} from './text.ts'

// GitHub takes 1 MiB for a step in all, and drops a longer summary whole.
const longestFailure = 20_000
const mostFailures = 20

/** A run as markdown for `GITHUB_STEP_SUMMARY`: a table of guides, then why those failed that did. */
export function renderJobSummary(run: RunResult): string {
  const failed = run.guides.filter(({status}) => status === 'failed')
  const parts = [
    `### Guides: ${run.guides.length - failed.length} passed, ${failed.length} failed`,
    ...noteReplay(run),
    run.guides.length === 0
      ? 'No guide was to be run.'
      : renderTable([...failed, ...run.guides.filter(({status}) => status === 'passed')]),
    ...failed.slice(0, mostFailures).map(renderDetails),
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

function renderTable(guides: readonly GuideResult[]): string {
  const rows = guides.map((guide) => `| ${cellsOf(guide).join(' | ')} |`)
  return [
    '| | Guide | Steps | Time | How | Unchecked claims |',
    '| --- | --- | ---: | ---: | --- | ---: |',
    ...rows
  ].join('\n')
}

function cellsOf(guide: GuideResult): readonly string[] {
  const {passed, all} = countSteps(guide)
  const failure = guide.steps.find(isFailure)
  const where = failure === undefined ? '' : `<br>at ${codeSpan(`${failure.page}:${failedLine(failure)}`)}`
  return [
    guide.status === 'passed' ? '✓' : '✗ failed',
    `${plainText(guide.title)}<br>${codeSpan(guide.path)}${where}`,
    passed === all ? String(all) : `${passed} of ${all}`,
    formatDuration(guide.durationMs),
    guide.recording === null ? guide.mode : `replay of ${plainText(describeRecording(guide.recording))}`,
    String(guide.unchecked.length)
  ]
}

function renderDetails(guide: GuideResult): string {
  const text = renderGuideFailure(guide)
  const shown = text.length > longestFailure ? `${text.slice(0, longestFailure)}\n…` : text
  return `<details><summary>${htmlText(guide.title)}</summary>\n\n${codeBlock(shown)}\n\n</details>`
}
