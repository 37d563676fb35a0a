import type {Element} from 'hast'
import {h} from 'hastscript'
import type {StepResult, StepStatus} from '../../result.ts'

/** What became of a block or guide: that of its steps, worst first. */
export type Status = StepStatus | 'data'

const words: Readonly<Record<Status, string>> = {
  passed: 'Passed',
  failed: 'Failed',
  skipped: 'Skipped',
  'not-recorded': 'Not recorded',
  'not-run': 'Not run',
  data: 'Shown only'
}

// A mark for each, because colour alone says nothing to many readers.
const marks: Readonly<Record<Status, string>> = {
  passed: '✓',
  failed: '✗',
  skipped: '–',
  'not-recorded': '?',
  'not-run': '○',
  data: '·'
}

const worstFirst: readonly StepStatus[] = ['failed', 'not-recorded', 'not-run', 'passed', 'skipped']

/** The status of a block by its steps; one without any is `data`. */
export function statusOf(steps: readonly StepResult[]): Status {
  return worstFirst.find((status) => steps.some((step) => step.status === status)) ?? 'data'
}

/** A status as a mark and a word. */
export function badge(status: Status): Element {
  return h('span.badge', {dataStatus: status}, [mark(status), ' ', words[status]])
}

/** The mark of a status alone, with its word for those who cannot see it. */
export function mark(status: Status): Element {
  return h('span.mark', {dataStatus: status, role: 'img', ariaLabel: words[status]}, marks[status])
}
