import {isRemark} from './curl-remarks.ts'
import {isGapLine} from './elided.ts'
import type {OutputExpectation, OutputType} from './expectation.ts'
import {isHttpHeader, isStatusLine} from './http-reading.ts'
import {hasGap} from './line.ts'
import {readSampleJson} from './sample-json.ts'
import {readSampleYaml} from './sample-yaml.ts'
import {readScreen} from './screen.ts'
import {readHeader} from './table-reading.ts'
import {isLoadReport} from './vary/load-report.ts'

/** How sample output is compared, and with which stream. */
export interface InferredType {
  readonly type: OutputType
  /** `stdout` where the command prints this nowhere else. */
  readonly stream: OutputExpectation['stream']
}

/**
 * Infer how output is to be compared from the text itself, and from the author's hint (`bash json`).
 *
 * @param output the sample, as the page shows it
 * @param command what prints it
 * @param hint the second word of the block's opener, or null
 */
export function inferOutputType(output: string, command: string, hint: string | null): InferredType {
  const type = inferType(output, command, hint)
  return {type, stream: inferStream(type, output, command)}
}

const hinted: Readonly<Record<string, OutputType>> = {
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  http: 'http',
  table: 'table'
}

function inferType(output: string, command: string, hint: string | null): OutputType {
  const lines = readScreen(output).filter((line) => line.trim() !== '')
  const wanted = hint === null ? undefined : hinted[hint.toLowerCase()]
  // A hint is the author's, but text that cannot be what it says is compared as text.
  if (wanted === 'json' && readSampleJson(output) !== null) return 'json'
  if (wanted === 'yaml' && isYaml(lines)) return 'yaml'
  if (lines.length > 0 && lines.every((line) => /^[+-] \S/.test(line)) && lines.some((line) => line.startsWith('+ ')))
    return 'lines'
  if (isHttp(lines)) return 'http'
  if (lines.some((line) => readHeader(line) !== null) && isTable(lines)) return 'table'
  // `[...]` alone would be JSON, too.
  if (lines.length > 0 && lines.every(isGapLine)) return 'elided'
  if (/^[[{]/.test(lines[0] ?? '') && readSampleJson(output) !== null) return 'json'
  if (printsYaml(command) && isYaml(lines)) return 'yaml'
  if (lines.some(isGapLine) || lines.some(hasGap)) return 'elided'
  return isListing(lines) ? 'listing' : 'same'
}

function isHttp(lines: readonly string[]): boolean {
  const first = lines.find((line) => !isGapLine(line) && !isRemark(line))
  if (first === undefined) return false
  // Only what `curl -v` marks comes behind its remarks.
  if (isStatusLine(first)) return first.startsWith('< ') || !lines.some(isRemark)
  return (
    lines.filter((line) => !isGapLine(line)).length >= 2 && lines.every((line) => isGapLine(line) || isHttpHeader(line))
  )
}

// A header with something below it.
function isTable(lines: readonly string[]): boolean {
  const at = lines.findIndex((line) => readHeader(line) !== null)
  return at >= 0 && at < lines.length - 1
}

function printsYaml(command: string): boolean {
  return (
    /(?:-o|--output)[ =]?yaml\b|\bhelm get (?:values|manifest)\b|\bistioctl (?:manifest generate|profile dump)\b|\bwaypoint generate\b/.test(
      command
    ) &&
    // Single lines of a document are none.
    !/\|\s*[ef]?grep\s/.test(command)
  )
}

function isYaml(lines: readonly string[]): boolean {
  return !lines.every(isGapLine) && readSampleYaml(lines.join('\n')) !== null
}

// `client version: 1.22.0`: every line a key of a few words and a value.
function isListing(lines: readonly string[]): boolean {
  return (
    lines.length >= 2 &&
    // `Code 503 : 3 (15.0 %)` is a line of a load report.
    !lines.some(isLoadReport) &&
    lines.every((line) => /^ *[A-Za-z][\w ./()-]{0,60}:(?: |$)/.test(line)) &&
    lines.some((line) => /: *\S/.test(line))
  )
}

/** Programs that print results on standard output, and only errors and warnings on standard error. */
const tidy =
  /(?:^|[\s;&|(`])(?:kubectl|istioctl|helm|curl|jq|yq|grep|sed|awk|cat|echo|printf|ls|head|tail|sort|wc|env|base64)(?:\s|$)/

// What those programs say on standard error, and what others say there by nature.
const errors =
  /^(?:error|Error|ERROR|fatal|Unable|The |No resources found|command terminated|Warning|WARNING|[*<>] |[IWE]\d{4} |Defaulted|Defaulting|(?:ba|da|z)?sh: |(?:curl|jq|yq|grep|sed|awk|cat|ls|head|tail): )/

function inferStream(type: OutputType, output: string, command: string): OutputExpectation['stream'] {
  // Some clients write status and headers to standard error, and the body to standard output.
  if (type === 'http' || /2>&1|&>|\|&/.test(command)) return 'either'
  if (type === 'table' || type === 'json' || type === 'yaml') return 'stdout'
  const lines = readScreen(output).filter((line) => line.trim() !== '')
  // Load generators keep standard output for results in JSON.
  if (lines.some(isLoadReport)) return 'either'
  return tidy.test(command) && !lines.some((line) => errors.test(line)) && !/\s-v\b|--verbose/.test(command)
    ? 'stdout'
    : 'either'
}
