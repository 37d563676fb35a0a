import {testBinomial} from '../expect/binomial.ts'
import {isIncidental, isRemark} from '../expect/curl-remarks.ts'
import {isGapLine} from '../expect/elided.ts'
import type {
  ExitExpectation,
  Expectation,
  OutputExpectation,
  SamplesExpectation,
  StatusExpectation
} from '../expect/expectation.ts'
import {type LineSetting, lineSetting} from '../expect/line-pattern.ts'
import {readScreen} from '../expect/screen.ts'
import {shareError} from '../expect/share.ts'
import {readTables} from '../expect/table-reading.ts'
import type {FunctionName} from './functions.ts'
import {patternOf} from './pattern.ts'
import {quote} from './quote.ts'

/** A call of one of the script's functions that tells whether an expectation holds. */
export interface Condition {
  readonly call: string
  readonly uses: readonly FunctionName[]
}

/** What of a step is to be checked, beside an exit status of 0, as calls that all must succeed. */
export function conditionsOf(expectations: readonly Expectation[]): readonly Condition[] {
  return expectations.flatMap((expectation): readonly Condition[] => {
    switch (expectation.type) {
      case 'exit':
        return [{call: exitCondition(expectation), uses: []}]
      case 'absence':
        return expectation.expected === ''
          ? [call('it_prints_nothing')]
          : [call('it_prints', readScreen(expectation.expected).join('\n'))]
      case 'status':
        return statusConditions(expectation)
      case 'samples':
        return [sampleCondition(expectation)]
      case 'share':
        return expectation.shares.map(({sample, percent}) =>
          call('it_shares', sample, ...boundsOf(percent / 100, expectation.requests))
        )
      case 'first':
        // A script keeps what all attempts printed, not which of them was the first.
        return expectation.answer === null ? [] : [call('it_mentioned', expectation.answer)]
      default:
        return [outputCondition(expectation)]
    }
  })
}

function call(name: FunctionName, ...args: readonly string[]): Condition {
  const words = args.map(quote)
  const wide = words.join(' ').length > 90 && words.length > 1
  return {call: [name, ...words].join(wide ? ' \\\n      ' : ' '), uses: [name]}
}

function exitCondition({expected}: ExitExpectation): string {
  if (expected === 'nonzero') return '[[ $step_status -ne 0 ]]'
  // A filter answers with 0 or 1; what cannot be run answers nothing.
  return expected === 'any' || expected === 'answer'
    ? '[[ $step_status -ne 126 && $step_status -ne 127 ]]'
    : `[[ $step_status -eq ${expected} ]]`
}

function outputCondition(expectation: OutputExpectation): Condition {
  const {type, expected} = expectation
  const setting = lineSetting(expectation)
  const screen = readScreen(expected)
  switch (type) {
    case 'contains':
      return call('it_contains', screen.join('\n'))
    case 'not-contains':
      return call('it_lacks', screen.join('\n'))
    case 'table':
      return call('it_lists', ...rowPatterns(screen, setting))
    case 'http':
      return lineCondition(
        screen.filter((line) => !(isRemark(line) && isIncidental(line))),
        setting
      )
    case 'lines':
    case 'listing':
      return lineCondition(screen, setting)
    case 'json':
    case 'yaml':
      return call('it_has_data', ...dataPieces(screen))
    default:
      return textCondition(screen, setting)
  }
}

function textCondition(screen: readonly string[], setting: LineSetting): Condition {
  const patterns = screen.map((line) => (isGapLine(line) ? null : patternOf(line, setting)))
  if (patterns.every((pattern) => pattern?.literal === true)) return call('it_prints', screen.join('\n'))
  return call('it_shows', ...patterns.map((pattern) => pattern?.source ?? '...'))
}

/** Lines that must be there; `- text` must not, and `+ text` may be part of a longer line. */
function lineCondition(screen: readonly string[], setting: LineSetting): Condition {
  const wanted = screen.filter((line) => line !== '' && !isGapLine(line))
  const absent = wanted.filter((line) => line.startsWith('- ')).map((line) => call('it_lacks', line.slice(2)))
  const present = wanted
    .filter((line) => !line.startsWith('- '))
    .map((line) =>
      line.startsWith('+ ') ? `.*${patternOf(line.slice(2), setting).source}.*` : patternOf(line, setting).source
    )
  const conditions = [...(present.length > 0 ? [call('it_has_lines', ...present)] : []), ...absent]
  return {call: conditions.map(({call}) => call).join(' &&\n    '), uses: conditions.flatMap(({uses}) => uses)}
}

/** Each row up to its last cell that does not vary; rows that nothing but such cells would tell are kept whole. */
function rowPatterns(screen: readonly string[], setting: LineSetting): readonly string[] {
  const {tables, loose} = readTables(screen, isGapLine)
  const patterns = loose.map((line) => (isGapLine(line) ? '...' : patternOf(line, setting).source))
  for (const {columns, rows, elided} of tables) {
    patterns.push(columns.map((name) => patternOf(name, setting).source).join(' '))
    for (const {cells} of rows) {
      const read = cells.map((cell, at) => patternOf(cell, lineSetting(setting, 'cell', columns[at])))
      const last = read.findLastIndex(({literal, source}) => literal && source !== '')
      patterns.push(
        read
          .slice(0, Math.max(1, last + 1))
          .map(({source}) => source)
          .filter((source) => source !== '')
          .join(' ')
      )
    }
    if (elided) patterns.push('...')
  }
  return [...new Set(patterns.filter((pattern) => pattern !== ''))]
}

/** What is compared of JSON or YAML: its values with their keys, without blanks; of what is elided its lines. */
function dataPieces(screen: readonly string[]): readonly string[] {
  try {
    return [...new Set(leavesOf(JSON.parse(screen.join('\n')), ''))]
  } catch {
    return screen
      .map((line) => line.replace(/\s+/g, '').replace(/[,{[]+$/, ''))
      .filter((line) => /[\w"]/.test(line) && !line.includes('...'))
  }
}

function leavesOf(value: unknown, key: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${key}${JSON.stringify(value)}`.replace(/\s+/g, '')]
  if (Array.isArray(value)) return value.flatMap((entry: unknown) => leavesOf(entry, ''))
  return Object.entries(value).flatMap(([name, entry]) => leavesOf(entry, `${JSON.stringify(name)}:`))
}

function statusConditions({names, value}: StatusExpectation): readonly Condition[] {
  const rows = names.length === 0 ? [''] : names
  return rows.map((name) => {
    if (value === null) return call('row_is_assigned', name)
    return value === 'ready' ? call('row_is_ready', name) : call('row_is', name, value)
  })
}

function sampleCondition({samples, words}: SamplesExpectation): Condition {
  if (words) return call('it_mentioned', ...samples)
  const lines = samples.flatMap(readScreen).filter((line) => line !== '' && !isGapLine(line))
  const patterns = lines.map((line) => patternOf(line, {form: 'text', name: null, anyVersion: false}).source)
  return call('it_printed', ...new Set(patterns))
}

/** The counts that the binomial test accepts. */
function boundsOf(share: number, requests: number): readonly [string, string] {
  const counts = Array.from({length: requests + 1}, (_, count) => count)
  const accepted = counts.filter((count) => testBinomial(count, requests, share) >= shareError)
  return [String(accepted[0] ?? 0), String(accepted.at(-1) ?? requests)]
}
