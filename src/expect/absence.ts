import type {Attempt} from '../transcript.ts'
import {isGapLine} from './elided.ts'
import type {AbsenceExpectation} from './expectation.ts'
import {actualLine, linePattern} from './line-pattern.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {readScreen} from './screen.ts'

/** Nothing there: standard output is empty, or says that there is nothing; what the page shows of that must be said. */
export function compareAbsence({expected, log = false}: AbsenceExpectation, attempt: Attempt): Outcome {
  const stdout = readScreen(attempt.stdout).filter((line) => line !== '')
  const stderr = readScreen(attempt.stderr).filter((line) => line !== '')
  const exhibit = {expected, actual: [...stdout, ...stderr].join('\n')}
  const sample = readScreen(expected).filter((line) => line !== '' && !isGapLine(line))
  const something = stdout.find(
    (line) => !saysNothing.test(line) && !(log && isOwnMessage(line)) && !sample.some((wanted) => says(wanted, line))
  )
  if (something !== undefined) {
    return failed(`expected nothing, got ${quote(something)}`, {
      ...exhibit,
      diff: stdout.slice(0, 20).map((text) => ({sign: '+', text, ranges: []}))
    })
  }
  const unsaid = sample.find((wanted) => ![...stdout, ...stderr].some((line) => says(wanted, line)))
  if (unsaid === undefined) return passed()
  const [instead] = [...stdout, ...stderr]
  return failed(
    `expected ${quote(unsaid)}, got ${instead === undefined ? 'no message at all' : quote(instead)}`,
    exhibit
  )
}

const saysNothing = /^No resources found(?: in \S{1,253} namespace)?\.?$/

/** Whether a program says in its log how it fares, and not what was asked of it. */
function isOwnMessage(line: string): boolean {
  return (
    /\b(?:info|notice|debug)\b/i.test(line) && !/\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b|\bHTTP\/\d/.test(line)
  )
}

// kubectl named no namespace before 1.18; where both name one, it must be the same.
function says(wanted: string, line: string): boolean {
  if (saysNothing.test(wanted) && saysNothing.test(line)) {
    const [named, found] = [namespaceOf(wanted), namespaceOf(line)]
    return named === null || found === null || named === found
  }
  const setting = {form: 'text', name: null, anyVersion: false} as const
  return linePattern(wanted, setting).matches(actualLine(line, setting))
}

function namespaceOf(line: string): string | null {
  return / in (\S+) namespace/.exec(line)?.[1] ?? null
}
