import type {DiffLine} from './expectation.ts'
import type {LinePattern} from './line-pattern.ts'
import {quote} from './outcome.ts'
import {remedy} from './remedy.ts'
import type {Row, Table} from './table-reading.ts'

/** A row of a sample with its cells ready to be compared, column by column. */
export interface PatternRow {
  readonly cells: readonly LinePattern[]
  readonly row: Row
}

/** What is known of two tables that differ. */
export interface TableReport {
  /** The sample's columns, and where each stands in the actual table. */
  readonly columns: readonly {readonly name: string; readonly at: number}[]
  readonly rows: readonly PatternRow[]
  /** For each row of the sample the actual row that it took, or -1. */
  readonly pairs: readonly number[]
  readonly actual: Table
  readonly missing: readonly PatternRow[]
  readonly extra: readonly Row[]
  readonly matchesCell: (row: PatternRow, other: Row, column: number) => boolean
  /** Of the sample's first line. */
  readonly line: number
  readonly elided: boolean
}

// States that no page is meant to show, so that nobody is told to write them there.
const passing =
  /BackOff$|^Err|Error|^Pending$|^<|^Init:|^PodInitializing$|^ContainerCreating$|^Terminating$|^OOMKilled$|^Evicted$/

const mostCandidates = 1000
const mostRows = 30

/** Why the first row that is missing is missing: the cells in which the closest row differs. */
export function describeMissing(report: TableReport): string {
  const {missing, columns, line} = report
  const [row] = missing
  if (row === undefined) return ''
  const main = mainColumn(report)
  const name = row.cells[main]?.text ?? ''
  const others = missing.length > 1 ? ` (and ${missing.length - 1} more)` : ''
  const at = line + row.row.offset
  if (isTaken(report, row)) return `there are fewer rows like ${quote(name)} than on the page (line ${at})${others}`
  const closest = closestRow(report, row)
  if (closest === null) return `no row like ${quote(name)} (line ${at})${others}`
  if (!report.matchesCell(row, closest, main)) {
    return `no row like ${quote(name)} (line ${at})${others}; the closest is ${quote(closest.cells[columns[main]?.at ?? 0] ?? '')}`
  }
  const differing = columns.flatMap((column, index) =>
    report.matchesCell(row, closest, index) ? [] : [{...column, index}]
  )
  const cells = differing.map(({name: header, at: place, index}) => {
    return `${header} is ${shown(closest.cells[place])}, not ${shown(row.cells[index]?.text)}`
  })
  const values = differing.map(({at: place}) => closest.cells[place] ?? '')
  const advice = values.some((value) => value === '' || passing.test(value)) ? '' : `; ${remedy(values, at)}`
  return `${quote(name)}: ${cells.join('; ')}${others}${advice}`
}

function isTaken({actual, columns, matchesCell}: TableReport, row: PatternRow): boolean {
  return actual.rows.slice(0, mostCandidates).some((other) => columns.every((_, at) => matchesCell(row, other, at)))
}

/** Which rows the page does not show. */
export function describeExtra(report: TableReport): string {
  const {extra, columns, rows, line} = report
  const main = mainColumn(report)
  const names = extra.slice(0, 3).map((row) => quote(row.cells[columns[main]?.at ?? 0] ?? ''))
  const others = extra.length > 3 ? ` and ${extra.length - 3} more` : ''
  const last = rows.at(-1)?.row.offset ?? 0
  return `the page does not show ${names.join(', ')}${others}; add ${extra.length === 1 ? 'the row' : 'the rows'}, or \`...\`, after line ${line + last}`
}

/** Both tables as one, their columns aligned; the cells of a missing row that differ from the closest one are marked. */
export function diffTables(report: TableReport): readonly DiffLine[] {
  const lines: {sign: DiffLine['sign']; cells: readonly string[]; marked: readonly boolean[]}[] = []
  const {columns, rows, pairs, actual} = report
  lines.push({sign: ' ', cells: columns.map(({name}) => name), marked: []})
  const shownExtra = new Set<Row>()
  const cellsOf = (row: Row): readonly string[] => columns.map(({at}) => row.cells[at] ?? '')
  for (const [index, row] of rows.slice(0, mostRows).entries()) {
    const taken = actual.rows[pairs[index] ?? -1]
    if (taken !== undefined) {
      lines.push({sign: ' ', cells: cellsOf(taken), marked: []})
      continue
    }
    const closest = report.missing.indexOf(row) < 5 ? closestRow(report, row, shownExtra) : null
    const marked = columns.map((_, column) => closest !== null && !report.matchesCell(row, closest, column))
    lines.push({sign: '-', cells: row.cells.map(({text}) => text), marked})
    if (closest === null) continue
    shownExtra.add(closest)
    lines.push({sign: '+', cells: cellsOf(closest), marked})
  }
  if (!report.elided) {
    for (const row of report.extra.filter((other) => !shownExtra.has(other)).slice(0, mostRows)) {
      lines.push({sign: '+', cells: cellsOf(row), marked: []})
    }
  }
  return align(lines)
}

function align(
  lines: readonly {sign: DiffLine['sign']; cells: readonly string[]; marked: readonly boolean[]}[]
): readonly DiffLine[] {
  const widths: number[] = []
  for (const {cells} of lines)
    for (const [at, cell] of cells.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length)
  return lines.map(({sign, cells, marked}) => {
    const ranges: (readonly [number, number])[] = []
    let text = ''
    for (const [at, cell] of cells.entries()) {
      if (marked[at] === true) ranges.push([text.length, text.length + Math.max(cell.length, 1)])
      text += `${cell.padEnd(widths[at] ?? 0)}   `
    }
    return {sign, text: ranges.length > 0 ? text.slice(0, -3) : text.trimEnd(), ranges}
  })
}

/** The free actual row with the most matching cells; that of the same name before all others. */
function closestRow(report: TableReport, row: PatternRow, without: ReadonlySet<Row> = new Set()): Row | null {
  const main = mainColumn(report)
  let best: Row | null = null
  let most = 0
  for (const other of report.extra.slice(0, mostCandidates)) {
    if (without.has(other)) continue
    const score = row.cells.reduce(
      (sum, _, at) => sum + (report.matchesCell(row, other, at) ? (at === main ? 100 : 1) : 0),
      0
    )
    if (score > most) {
      best = other
      most = score
    }
  }
  return best
}

// Where rows of several namespaces are listed, the name is not the first column.
function mainColumn({columns}: TableReport): number {
  return Math.max(
    0,
    columns.findIndex(({name}) => name === 'NAME')
  )
}

function shown(cell: string | undefined): string {
  return cell === undefined || cell === '' ? 'empty' : quote(cell)
}
