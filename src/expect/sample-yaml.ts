import {loadAll} from 'js-yaml'
import {maxAliases} from '../yaml.ts'
import {isGapLine, isStandIn} from './elided.ts'
import type {Gap, Sample} from './sample-tree.ts'

/**
 * Read YAML as pages show it, one sample for each document.
 *
 * A line `...` would end a document; here it leaves out members or items of the level at which it stands, and of deeper
 * levels that end there.
 *
 * @returns null where it is no YAML even so, or no mapping or list
 */
export function readSampleYaml(text: string): readonly Sample[] | null {
  const values = readYaml(markGaps(text.split('\n')).join('\n'), 'none')
  if (values === null || values.length === 0 || values.some((value) => typeof value !== 'object')) return null
  return values.map(toSample)
}

/**
 * The documents of a YAML text as plain values; null where it cannot be read.
 *
 * @param repeats of keys that occur twice in one mapping, the last counts; with `none`, that is no YAML
 */
export function readYaml(text: string, repeats: 'last' | 'none' = 'last'): readonly unknown[] | null {
  try {
    return loadAll(text, {json: repeats === 'last', maxAliases})
  } catch {
    return null
  }
}

// A private-use character, so that no page's own text is taken for it.
const mark = '\uE000'

/** Whether a line of a text within YAML (`|`) was left out by the page. */
export function isMarkedGap(line: string): boolean {
  return line.includes(mark)
}

interface Level {
  readonly indent: number
  readonly list: boolean
}

function markGaps(lines: readonly string[]): readonly string[] {
  const marked: string[] = []
  let open: readonly Level[] = []
  for (const [at, line] of lines.entries()) {
    if (!isGapLine(line)) {
      marked.push(line)
      if (isContent(line)) open = openLevels(open, line)
      continue
    }
    // Several in a row leave out no more than one.
    if (at > 0 && isGapLine(lines[at - 1] ?? '')) continue
    const next = lines.slice(at + 1).find((other) => isContent(other) && !isGapLine(other))
    for (const [index, {indent, list}] of gapLevels(open, indentOf(line), next).entries()) {
      const pad = ' '.repeat(indent)
      marked.push(list ? `${pad}- "${mark}"` : `${pad}"${mark}${at}.${index}": null`)
    }
  }
  return marked
}

/** The levels of which `...` leaves something out, innermost first. */
function gapLevels(open: readonly Level[], indent: number, next: string | undefined): readonly Level[] {
  const last = open.at(-1)?.indent ?? -1
  if (next !== undefined && indentOf(next) > last) return levelsOf(next).slice(0, 1)
  const least = Math.max(indent, next === undefined ? 0 : indentOf(next))
  const levels = open.filter((level) => level.indent >= least)
  return levels.length > 0 ? levels.toReversed() : [{indent: Math.max(indent, last + 2), list: false}]
}

function openLevels(open: readonly Level[], line: string): readonly Level[] {
  const levels = levelsOf(line)
  const first = levels[0]?.indent ?? 0
  const isItem = levels[0]?.list === true
  // A list may stand at the indentation of its own key.
  return [
    ...open.filter((level) => level.indent < first || (isItem && level.indent === first && !level.list)),
    ...levels
  ]
}

/** `- - name: x` opens two lists and the mapping in the inner one. */
function levelsOf(line: string): readonly Level[] {
  const levels: Level[] = []
  let indent = indentOf(line)
  while (line.startsWith('- ', indent)) {
    levels.push({indent, list: true})
    indent += 2
    while (line[indent] === ' ') indent++
  }
  if (line.slice(indent) === '-') return [...levels, {indent, list: true}]
  if (/:(?: |$)/.test(line.slice(indent))) levels.push({indent, list: false})
  return levels.length === 0 ? [{indent, list: false}] : levels
}

function isContent(line: string): boolean {
  return line.trim() !== '' && !line.trimStart().startsWith('#') && !line.startsWith('---')
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

function toSample(value: unknown): Sample {
  if (isGapText(value)) return {type: 'any'}
  if (Array.isArray(value))
    return {
      type: 'array',
      items: value.map((item: unknown): Sample | Gap => (isGapText(item) ? {type: 'gap'} : toSample(item)))
    }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([key]) => !isGapText(key))
    const elided = entries.length < Object.keys(value).length
    // `spec:` with nothing but `...` below it may be a list as well.
    if (elided && entries.length === 0) return {type: 'any'}
    return {type: 'object', members: new Map(entries.map(([key, member]) => [key, toSample(member)])), elided}
  }
  return {
    type: 'scalar',
    value: typeof value === 'number' || typeof value === 'boolean' || value === null ? value : String(value)
  }
}

function isGapText(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    (value === '...' || value === '…' || isStandIn(value) || (value.startsWith(mark) && !value.includes('\n')))
  )
}
