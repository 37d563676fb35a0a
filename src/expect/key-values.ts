import {isGapLine} from './elided.ts'
import type {OutputExpectation} from './expectation.ts'
import {diffLines} from './line-diff.ts'
import {actualLine, type LineSetting, linePattern, lineSetting} from './line-pattern.ts'
import {pairRows} from './matching.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {remedy} from './remedy.ts'
import {readScreen} from './screen.ts'
import type {Streams} from './streams.ts'

/** One `key: value`, below the keys that it is indented under. */
interface Entry {
  readonly path: string
  readonly key: string
  readonly value: string
  readonly offset: number
}

/** Compare key–value listings: each entry of the page has one of the command's, in any order, and none is left over unless elided. */
export function compareKeyValues(expectation: OutputExpectation, streams: Streams): Outcome {
  const {expected, line} = expectation
  const lines = readScreen(expected)
  const elided = lines.some(isGapLine)
  const sample = readEntries(lines.map((text) => (isGapLine(text) ? '' : text)))
  const output = streams.stdout.length > 0 ? streams.stdout : streams.stderr
  const actual = readEntries(output)
  const setting = lineSetting(expectation)
  const exhibit = {
    expected,
    actual: output.join('\n'),
    diff: diffLines(
      lines.map((text) => linePattern(text, setting)),
      output.map((text) => actualLine(text, setting))
    )
  }
  if (output.length === 0) return failed('the command printed nothing', exhibit)
  const place = ({key}: Entry): LineSetting => lineSetting(expectation, 'value', key)
  const patterns = sample.map((entry) => ({...entry, pattern: linePattern(entry.value, place(entry))}))
  const values = actual.map((entry) => ({...entry, line: actualLine(entry.value, place(entry))}))
  const pairs = pairRows(
    patterns,
    values,
    ({path, pattern}) => pattern.outlines()?.map((outline) => `${path}\n${outline}`) ?? null,
    (entry) => `${entry.path}\n${entry.line.outline()}`,
    (entry, other) => entry.path === other.path && entry.pattern.matches(other.line)
  )
  const at = pairs.indexOf(-1)
  const missing = sample[at]
  if (missing !== undefined) {
    const taken = new Set(pairs)
    const other = actual.find((entry, index) => entry.path === missing.path && !taken.has(index))
    if (other === undefined)
      return failed(`there is no \`${missing.path}\` (line ${line + missing.offset})`, {
        ...exhibit,
        line: line + missing.offset
      })
    return failed(
      `\`${missing.path}\` is ${quote(other.value)}, not ${quote(missing.value)}; ${remedy(output[other.offset]?.trim() ?? '', line + missing.offset)}`,
      {...exhibit, line: line + missing.offset}
    )
  }
  const taken = new Set(pairs)
  const extra = actual.find((_, index) => !taken.has(index))
  if (extra === undefined || elided) return passed({expected, actual: output.join('\n')})
  return failed(`the page does not show ${quote(output[extra.offset]?.trim() ?? '')}; add it, or \`...\``, exhibit)
}

function readEntries(lines: readonly string[]): readonly Entry[] {
  const entries: Entry[] = []
  const open: {indent: number; key: string}[] = []
  for (const [offset, line] of lines.entries()) {
    if (line.trim() === '') continue
    const indent = line.length - line.trimStart().length
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop()
    const {key, value} = splitEntry(line.trim())
    // Paths of deep listings would grow with their depth; what is nearest tells.
    const path = [...open.slice(-8).map((level) => level.key), key].filter((part) => part !== '').join(' / ')
    entries.push({path, key, value, offset})
    open.push({indent, key})
  }
  return entries
}

// `Key: value`, `key = value` or `KEY=value`; anything else is a value of the key above it.
function splitEntry(line: string): {readonly key: string; readonly value: string} {
  for (let at = 0; at < line.length; at++) {
    const isEnd = at + 1 === line.length || line[at + 1] === ' ' || line[at + 1] === '\t'
    if (line[at] === '=' || (line[at] === ':' && isEnd)) {
      return {key: line.slice(0, at).trimEnd(), value: line.slice(at + 1).trimStart()}
    }
  }
  return {key: '', value: line}
}
