import type {Prose} from '../guide/guide.ts'
import {quotations} from './cues/phrases.ts'
import type {ShareExpectation} from './expectation.ts'
import type {OutlineSection, SentenceEntry} from './outline.ts'

type Shares = ShareExpectation['shares']

/** A table of prose that speaks of percentages, with the sentence that leads to it. */
export interface ShareTable {
  readonly intro: SentenceEntry | null
  readonly first: SentenceEntry
  readonly rows: readonly string[]
  /** What it says of a single step's responses, or null. */
  readonly shares: Shares | null
}

/** The tables of a section that speak of percentages. */
export function shareTablesOf({entries}: OutlineSection): readonly ShareTable[] {
  const tables = new Map<Prose, SentenceEntry[]>()
  for (const entry of entries) {
    if (entry.type !== 'sentence' || entry.prose.kind !== 'table' || !entry.live) continue
    tables.set(entry.prose, [...(tables.get(entry.prose) ?? []), entry])
  }
  return [...tables.values()].flatMap((lines) => {
    const [first] = lines
    const rows = lines.map(({text}) => text)
    const hasShares = /\d ?%/.test(rows.join(' ')) || (/%|\bpercent/i.test(rows[0] ?? '') && /\d/.test(rows.join(' ')))
    if (first === undefined || !hasShares) return []
    const before = entries[first.at - 1]
    return [{intro: before?.type === 'sentence' ? before : null, first, rows, shares: readShares(rows)}]
  })
}

/**
 * The shares of requests that a table of prose gives.
 *
 * Names stand above the shares of a single row (`v1 percentage`, `v2 percentage`), or before the only share of each row.
 *
 * @param rows cells between `|`, the header first
 * @returns null where it gives none, or those of several steps at once, which no single step can be meant by
 */
function readShares(rows: readonly string[]): Shares | null {
  const [header = [], ...data] = rows.map((row) => row.split('|').map((cell) => cell.trim()))
  const [only] = data
  const shares = data.length === 1 && only !== undefined ? acrossRow(header, only) : downColumn(header, data)
  const total = shares.reduce((sum, {percent}) => sum + percent, 0)
  const names = new Set(shares.map(({sample}) => sample))
  return shares.length > 0 && names.size === shares.length && total <= 100.5 ? shares : null
}

function acrossRow(header: readonly string[], row: readonly string[]): Shares {
  return header.flatMap((title, at) => {
    const sample = nameIn(title)
    const percent = readPercent(row[at] ?? '', title)
    return sample === null || percent === null ? [] : [{sample, percent}]
  })
}

function downColumn(header: readonly string[], data: readonly (readonly string[])[]): Shares {
  const columns = header.flatMap((title, at) =>
    data.every((row) => readPercent(row[at] ?? '', title) !== null) ? [at] : []
  )
  const [column] = columns
  if (column === undefined || columns.length > 1) return []
  return data.flatMap((row) => {
    const sample = nameIn(row[column === 0 ? 1 : 0] ?? '')
    const percent = readPercent(row[column] ?? '', header[column] ?? '')
    return sample === null || percent === null ? [] : [{sample, percent}]
  })
}

const titles = /\b(?:percentages?|percent|shares?|traffic|requests?|responses?|of|the|version)\b|%/gi

function nameIn(cell: string): string | null {
  const name = quotations(cell)[0] ?? cell.replace(titles, '').trim()
  return /^[\w.:/-]{1,60}$/.test(name) ? name : null
}

/** A cell that is nothing but a share; without a sign for it only where the title says so. */
function readPercent(cell: string, title: string): number | null {
  const [, number, sign] = /^(?:about |around |~ ?)?(\d{1,3}(?:\.\d{1,2})?) ?(%|percent)?$/i.exec(cell) ?? []
  if (number === undefined || (sign === undefined && !/%|percent/i.test(title))) return null
  return Number(number) <= 100 ? Number(number) : null
}
