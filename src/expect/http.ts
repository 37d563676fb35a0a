import {isRemark, missingRemark} from './curl-remarks.ts'
import {isGapLine} from './elided.ts'
import type {OutputExpectation} from './expectation.ts'
import {type Header, isStatusLine, type Response, readExchange} from './http-reading.ts'
import {diffLines} from './line-diff.ts'
import {actualLine, type LineSetting, linePattern, lineSetting} from './line-pattern.ts'
import {pairRows} from './matching.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {remedy} from './remedy.ts'
import {readSampleJson} from './sample-json.ts'
import {readScreen} from './screen.ts'
import type {Streams} from './streams.ts'
import {compareStructure} from './structure.ts'
import {compareText} from './text.ts'

/**
 * Compare HTTP responses: status lines, headers in any order, bodies as text or as JSON, and what `curl -v` says besides in its order.
 *
 * Header names are the same in any case; what differs between requests by nature matches by type, and headers that depend on
 * the connection alone may come in addition.
 */
export function compareHttp(expectation: OutputExpectation, streams: Streams, command: string): Outcome {
  const sample = readScreen(expectation.expected)
  const setting = lineSetting(expectation)
  const shown = responseLines(streams, sample)
  const {responses: wanted, remarks} = readExchange(sample)
  if (wanted.length === 0) return compareText(expectation, streams)
  const {responses, remarks: said} = readExchange(shown)
  const diff = diffLines(
    sample.map((line) => linePattern(line, setting)),
    shown.map((line) => actualLine(line, setting))
  )
  const exhibit = {expected: expectation.expected, actual: shown.join('\n'), diff}
  if (responses.length === 0) {
    return failed(
      shown.length === 0
        ? 'the command printed nothing, where the page shows an HTTP response'
        : `the output is no HTTP response: ${quote(shown[0] ?? '')}`,
      exhibit
    )
  }
  if (responses.length !== wanted.length && !sample.some(isGapLine)) {
    return failed(`the page shows ${wanted.length} HTTP responses, the command printed ${responses.length}`, exhibit)
  }
  for (const [at, response] of wanted.entries()) {
    const problem = compareResponse(response, responses[at], expectation, command)
    if (problem !== null) return failed(problem.text, {...exhibit, line: expectation.line + problem.offset})
  }
  const remark = missingRemark(remarks, said, setting)
  if (remark !== undefined) {
    const line = expectation.line + remark.offset
    return failed(`curl does not say ${quote(remark.text)} (line ${line})`, {...exhibit, line})
  }
  return passed({expected: expectation.expected, actual: shown.join('\n')})
}

/**
 * The lines that a terminal shows of responses.
 *
 * `curl -v` writes status and headers to standard error, behind `< `; other clients put only the body on standard output.
 *
 * @param sample the lines on the page; where it has nothing else of what `curl -v` says, neither have these
 */
export function responseLines({stdout, stderr}: Streams, sample: readonly string[]): readonly string[] {
  if (stdout.some(isStatusLine) || stderr.length === 0) return stdout
  const said = sample.some(isRemark) ? stderr : stderr.filter((line) => !isRemark(line))
  const isMarked = !said.some((line) => line.startsWith('HTTP/') && isStatusLine(line))
  // The blank line behind plain headers is at the end of its stream, where none counts.
  return isMarked || stdout.length === 0 ? [...said, ...stdout] : [...said, '', ...stdout]
}

/** How a response differs, and at which line of the sample, counted from 0. */
interface Problem {
  readonly text: string
  readonly offset: number
}

function compareResponse(
  wanted: Response,
  actual: Response | undefined,
  expectation: OutputExpectation,
  command: string
): Problem | null {
  const {line} = expectation
  const {offset: start} = wanted
  if (actual === undefined) return {text: `there is no response like ${quote(wanted.status ?? '')}`, offset: start}
  if (wanted.status !== null && !isSameStatus(wanted.status, actual.status)) {
    const text = `the status is ${quote(actual.status ?? 'missing')}, not ${quote(wanted.status)}; ${remedy(actual.status ?? '', line + start)}`
    return {text, offset: start}
  }
  const place = ({name}: Header): LineSetting => lineSetting(expectation, 'value', name)
  const patterns = wanted.headers.map((header) => ({header, pattern: linePattern(header.value, place(header))}))
  const values = actual.headers.map((header) => ({header, value: actualLine(header.value, place(header))}))
  const pairs = pairRows(
    patterns,
    values,
    ({header, pattern}) => pattern.outlines()?.map((outline) => `${header.name}\n${outline}`) ?? null,
    ({header, value}) => `${header.name}\n${value.outline()}`,
    ({header, pattern}, other) => header.name === other.header.name && pattern.matches(other.value)
  )
  const taken = new Set(pairs)
  const left = actual.headers.filter((_, at) => !taken.has(at))
  const missing = wanted.headers[pairs.indexOf(-1)]
  if (missing !== undefined) {
    const {name, value, offset} = missing
    const other = left.find((header) => header.name === name)
    if (other === undefined) return {text: `there is no header ${quote(name)} (line ${line + offset})`, offset}
    const advice = remedy(`${name}: ${other.value}`, line + offset)
    return {text: `the header \`${name}\` is ${quote(other.value)}, not ${quote(value)}; ${advice}`, offset}
  }
  const extra = left.find(({name}) => !ofConnection.has(name))
  if (extra !== undefined && !wanted.elided) {
    const text = `the page does not show the header ${quote(`${extra.name}: ${extra.value}`)}; add it, or \`...\``
    return {text, offset: wanted.headers.at(-1)?.offset ?? start}
  }
  const problem = compareBody(wanted, actual, lineSetting(expectation))
  return problem === null ? null : compareJsonBody(wanted, actual, expectation, command, problem)
}

// HTTP/2 has no reason phrases. The version of the protocol is part of what the page says.
function isSameStatus(wanted: string, actual: string | null): boolean {
  if (actual === null) return false
  const [protocol, code, ...reason] = wanted.split(' ')
  const [otherProtocol, otherCode, ...otherReason] = actual.split(' ')
  return (
    protocol === otherProtocol &&
    code === otherCode &&
    (reason.length === 0 || otherReason.length === 0 || reason.join(' ') === otherReason.join(' '))
  )
}

function compareBody(wanted: Response, actual: Response, setting: LineSetting): Problem | null {
  const shown = wanted.body.filter(({text}) => !isGapLine(text))
  let at = 0
  for (const {text, offset} of shown) {
    const pattern = linePattern(text, setting)
    const found = actual.body.findIndex(
      (other, index) => index >= at && pattern.matches(actualLine(other.text, setting))
    )
    if (found === -1 || (!wanted.elided && found !== at)) {
      const got = quote(actual.body[at]?.text ?? 'nothing')
      return {text: `the body is not as on the page: expected ${quote(text)}, got ${got}`, offset}
    }
    at = found + 1
  }
  // A page that shows headers alone says nothing about the body.
  const last = wanted.elided ? undefined : shown.at(-1)
  const more = actual.body[at]
  if (last === undefined || more === undefined) return null
  return {text: `the body goes on with ${quote(more.text)}, which the page does not show`, offset: last.offset}
}

/** Compare a body that is JSON by its structure; where either is none, it differs as it does as text. */
function compareJsonBody(
  wanted: Response,
  actual: Response,
  expectation: OutputExpectation,
  command: string,
  asText: Problem
): Problem | null {
  const [first] = wanted.body
  const [expected, stdout] = [wanted.body, actual.body].map((body) => body.map(({text}) => text))
  if (wanted.elided || first === undefined || expected === undefined || stdout === undefined) return asText
  const isJson = [expected, stdout].every((lines) => readSampleJson(lines.join('\n')) !== null)
  if (!isJson) return asText
  const line = expectation.line + first.offset
  const body: OutputExpectation = {...expectation, type: 'json', expected: expected.join('\n'), line}
  const outcome = compareStructure(body, {stdout, stderr: []}, command)
  if (outcome.passed) return null
  return {text: `in the body, ${outcome.message}`, offset: (outcome.line ?? line) - expectation.line}
}

/** What depends on the connection and the moment alone. */
const ofConnection: ReadonlySet<string> = new Set([
  ...[
    'date',
    'content-length',
    'transfer-encoding',
    'connection',
    'keep-alive',
    'x-envoy-upstream-service-time',
    'age',
    'via',
    'alt-svc'
  ]
])
