import {explainMissing} from './elided-report.ts'
import type {OutputExpectation} from './expectation.ts'
import {diffLines} from './line-diff.ts'
import {
  type ActualLine,
  actualLine,
  type LinePattern,
  type LineSetting,
  linePattern,
  lineSetting
} from './line-pattern.ts'
import type {NumberedLine} from './numbered-line.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {candidates} from './streams.ts'
import type {Texts} from './text.ts'

/** Whether a line of a sample stands for any number of lines. */
export function isGapLine(line: string): boolean {
  return gapLine.test(line)
}

/** Whether a value of a sample is only the name of what would stand there: `<some-time>`, `xxx.xxx.xxx.xxx`. */
export function isStandIn(value: string): boolean {
  return /^(?:<[a-z][\w -]*>|x{2,3}(?:\.x{2,3}){3})$/i.test(value) && !printedSo.has(value)
}

/** What kubectl prints itself. */
const printedSo: ReadonlySet<string> = new Set(
  'none unset pending unknown invalid nil empty error missing'.split(' ').map((word) => `<${word}>`)
)

/** `...`, also in brackets or as a comment, and words that say so. */
const gapLine =
  /^\s*(?:#\s?|\/\/\s?)?(?:[[(<]?(?:\.{3,}|…)[\])>]?|\[\.\.\]|-{2,} ?snip ?-{2,}|<(?:redacted|snip(?:ped)?|truncated)>|\[(?:redacted|snip(?:ped)?|truncated)\])\s*$/i

/** The parts between `...`, each of which must be in the output: in order, on line boundaries, anchored where nothing is left out. */
export function compareElided(expectation: OutputExpectation, {sample: shown, ...streams}: Texts): Outcome {
  const setting = lineSetting(expectation)
  const sample = readSample(shown, setting)
  const texts = candidates(streams).map((lines) => lines.map((line) => actualLine(line, setting)))
  const missing = texts.map((lines) => firstMissing(sample, lines, setting))
  const fitting = texts[missing.indexOf(null)]
  if (fitting !== undefined) {
    const exhibit = {expected: expectation.expected, actual: streams.stdout.join('\n')}
    const other = expectation.repeats === true ? findOther(sample, fitting) : undefined
    if (other !== undefined) {
      const only = quote(shown[0]?.text ?? '')
      return failed(`the page shows nothing but ${only}, and the output has ${quote(other.text)}`, exhibit)
    }
    const unlike = expectation.everywhere === true ? findUnlike(sample, fitting, setting) : undefined
    if (unlike === undefined) return passed(exhibit)
    return failed(`not everything that begins with ${quote(unlike.text)} goes on as the page shows it`, {
      ...exhibit,
      diff: diffLines(unlike.part.patterns, unlike.lines)
    })
  }
  return explainMissing(expectation, sample.parts, texts, missing)
}

/** The lines between two gaps. */
export interface Part {
  readonly patterns: readonly LinePattern[]
  /** Of each of them, counted from 0 within the sample. */
  readonly offsets: readonly number[]
  readonly anchored: 'start' | 'end' | 'both' | 'none'
}

interface Sample {
  readonly parts: readonly Part[]
}

function readSample(lines: readonly NumberedLine[], setting: LineSetting): Sample {
  const gaps = [-1, ...lines.flatMap(({text}, at) => (isGapLine(text) ? [at] : [])), lines.length]
  const parts: Part[] = []
  for (const [index, gap] of gaps.slice(0, -1).entries()) {
    let start = gap + 1
    let end = gaps[index + 1] ?? lines.length
    const first = index === 0
    const last = index === gaps.length - 2
    // Blank lines beside a gap belong to what it stands for.
    while (!first && start < end && lines[start]?.text === '') start++
    while (!last && end > start && lines[end - 1]?.text === '') end--
    if (start === end && !(first && last)) continue
    const anchored = first ? (last ? 'both' : 'start') : last ? 'end' : 'none'
    const own = lines.slice(start, end)
    const patterns = own.map(({text}) => linePattern(text, setting))
    parts.push({patterns, offsets: own.map(({offset}) => offset), anchored})
  }
  return {parts}
}

/** A line that is not like the one that a sample repeats. */
function findOther({parts}: Sample, lines: readonly ActualLine[]): ActualLine | undefined {
  const pattern = parts[0]?.patterns[0]
  return lines.find((line) => line.text !== '' && pattern?.matches(line) === false)
}

/** A place of the output that begins like a part and goes on otherwise, with its lines. */
function findUnlike(
  {parts}: Sample,
  lines: readonly ActualLine[],
  setting: LineSetting
): {readonly part: Part; readonly text: string; readonly lines: readonly ActualLine[]} | undefined {
  for (const part of parts.flatMap((own) => [own, ...excerptsOf(own, setting)])) {
    const {patterns} = part
    const [first] = patterns
    const places = lines.flatMap((line, at) => (first?.matches(line) === true ? [at] : []))
    // Sections stand beside one another; only lines that repeat without end begin more of them than this.
    const looked = places.slice(0, (mostVisits * (lines.length + patterns.length)) / patterns.length)
    const at = looked.find((place) => !matchesAt(patterns, lines, place)) ?? -1
    if (first !== undefined && at !== -1) return {part, text: first.text, lines: lines.slice(at, at + patterns.length)}
  }
  return undefined
}

/** The first part that is not where it must be, or null. */
function firstMissing({parts}: Sample, lines: readonly ActualLine[], setting: LineSetting): Part | null {
  let at = 0
  for (const part of parts) {
    let found = findPart(part, lines, at)
    for (const excerpt of found === -1 ? excerptsOf(part, setting) : []) {
      found = findPart(excerpt, lines, at)
      if (found !== -1) break
    }
    if (found === -1) return part
    at = found + part.patterns.length
  }
  return null
}

function findPart({patterns, anchored}: Part, lines: readonly ActualLine[], from: number): number {
  const last = lines.length - patterns.length
  if (last < from) return -1
  if (anchored === 'both') return last === 0 && matchesAt(patterns, lines, 0) ? 0 : -1
  if (anchored === 'start') return matchesAt(patterns, lines, 0) ? 0 : -1
  if (anchored === 'end') return matchesAt(patterns, lines, last) ? last : -1
  const outlines = patterns.map((pattern) => {
    const readings = pattern.outlines()
    return readings?.length === 1 ? readings[0] : undefined
  })
  return outlines.every((outline) => outline !== undefined)
    ? findOutlines(outlines, lines, from)
    : findPatterns(patterns, lines, from)
}

/**
 * The ways in which a part may stand in a nested document of which a page shows an excerpt: further to the right, and in JSON
 * with a comma behind it that the page leaves away, or without one.
 */
function excerptsOf(part: Part, setting: LineSetting): readonly Part[] {
  if (part.anchored !== 'none') return []
  const texts = part.patterns.map(({text}) => text)
  // One blank equals any number of them.
  const deeper = texts.some((text) => /^\S/.test(text)) ? texts.map((text) => (text === '' ? '' : ` ${text}`)) : texts
  const readings = texts.some((text) => /^\s{0,200}"[^"]{1,200}":/.test(text)) ? [deeper, otherComma(deeper)] : [deeper]
  return readings.map((reading) => ({...part, patterns: reading.map((text) => linePattern(text, setting))}))
}

function otherComma(texts: readonly string[]): readonly string[] {
  const last = texts.at(-1) ?? ''
  return [...texts.slice(0, -1), last.endsWith(',') ? last.slice(0, -1) : `${last},`]
}

/** Knuth, Morris and Pratt's search: however often lines repeat, each is looked at no more than twice. */
function findOutlines(outlines: readonly string[], lines: readonly ActualLine[], from: number): number {
  const borders = bordersOf(outlines)
  let matched = 0
  for (let at = from; at < lines.length; at++) {
    const outline = lines[at]?.outline()
    while (matched > 0 && outlines[matched] !== outline) matched = borders[matched - 1] ?? 0
    if (outlines[matched] === outline) matched++
    if (matched === outlines.length) return at - matched + 1
  }
  return -1
}

function bordersOf(outlines: readonly string[]): readonly number[] {
  const borders = [0]
  let length = 0
  for (let at = 1; at < outlines.length; at++) {
    while (length > 0 && outlines[at] !== outlines[length]) length = borders[length - 1] ?? 0
    if (outlines[at] === outlines[length]) length++
    borders.push(length)
  }
  return borders
}

// A line with a gap equals many others, so no search in one pass applies. Each line of the output is compared a bounded number of
// times all the same: what takes more than that is not found.
const mostVisits = 16

function findPatterns(patterns: readonly LinePattern[], lines: readonly ActualLine[], from: number): number {
  let visits = mostVisits * (lines.length + patterns.length)
  for (let at = from; at + patterns.length <= lines.length && visits > 0; at++) {
    const end = patterns.findIndex((pattern, offset) => {
      const line = lines[at + offset]
      visits--
      return line === undefined || !pattern.matches(line)
    })
    if (end === -1) return at
  }
  return -1
}

function matchesAt(patterns: readonly LinePattern[], lines: readonly ActualLine[], from: number): boolean {
  return patterns.every((pattern, offset) => {
    const line = lines[from + offset]
    return line !== undefined && pattern.matches(line)
  })
}
