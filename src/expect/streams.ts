import type {Attempt} from '../transcript.ts'
import type {OutputExpectation} from './expectation.ts'
import {readScreen} from './screen.ts'

/** Lines of output as a reader sees them, stream by stream. */
export interface Streams {
  readonly stdout: readonly string[]
  /** Without what tools add on their own (warnings, progress). */
  readonly stderr: readonly string[]
}

/**
 * The lines of both streams that count for a comparison: none of those that the expectation excludes.
 *
 * @param expected what the page shows, or the empty string
 */
export function readStreams(attempt: Attempt, stream: OutputExpectation['stream'], expected = ''): Streams {
  // What the page shows of such lines is no noise there.
  const shown = new Set(
    readScreen(expected)
      .filter((line) => line !== '' && isNoise(line))
      .map(firstWord)
  )
  return {
    stdout: stream === 'stderr' ? [] : readScreen(attempt.stdout),
    stderr:
      stream === 'stdout' ? [] : readErrors(attempt).filter((line) => !isNoise(line) || shown.has(firstWord(line)))
  }
}

/** The lines of standard error, without the state of a transfer that curl leaves before what it says next. */
export function readErrors({stderr}: Pick<Attempt, 'stderr'>): readonly string[] {
  return readScreen(stderr).map((line) => line.replace(beforeNext, ''))
}

/** The twelve figures of curl's progress, before a mark of `-v` or a message. */
const beforeNext =
  /^ {0,2}\d{1,3}(?: +[\d.]{1,6}[kMGTP]?){7}(?: +(?:--|\d{1,3}):(?:--|\d\d):(?:--|\d\d)){3} +[\d.]{1,6}[kMGTP]?(?=[*<>{}]|curl: )/

function firstWord(line: string): string {
  return line.trimStart().split(' ', 1)[0] ?? ''
}

/** The texts that the page may show: standard output alone, or with standard error before or after it. */
export function candidates({stdout, stderr}: Streams): readonly (readonly string[])[] {
  if (stderr.length === 0) return [stdout]
  return stdout.length === 0 ? [stderr] : [stdout, [...stderr, ...stdout], [...stdout, ...stderr]]
}

/** Whether a line of standard error is something that tools add on their own. */
export function isNoise(line: string): boolean {
  return line === '' || noise.test(line)
}

const noise =
  /^(?:[{}] \[\d{1,12} bytes data\]$|Warning: |WARNING: |W\d{4} \d\d:\d\d|I\d{4} \d\d:\d\d|\s*% Total +% Received|\s+Dload +Upload|\s*\d+ +[\d.]+[kMG]? +\d+ .*(?:--:--:--|\d:\d\d:\d\d)|Defaulted container |Defaulting container |Unable to use a TTY|.* is deprecated)/
