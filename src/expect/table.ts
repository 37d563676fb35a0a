import {isGapLine, isStandIn} from './elided.ts'
import type {OutputExpectation} from './expectation.ts'
import {latestRows} from './latest-rows.ts'
import {hasGap} from './line.ts'
import {
  type ActualLine,
  actualLine,
  type LinePattern,
  type LineSetting,
  linePattern,
  lineSetting
} from './line-pattern.ts'
import {pairRows} from './matching.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {readScreen} from './screen.ts'
import type {Streams} from './streams.ts'
import {type Row, readTables, type Table, wordsApart} from './table-reading.ts'
import {describeExtra, describeMissing, diffTables, type PatternRow} from './table-report.ts'
import type {Leeway} from './vary/kind.ts'

/**
 * Compare status tables by what their columns mean.
 *
 * Ages, addresses and restart counts differ between runs by nature; names differ in generated suffixes only. Each expected
 * row takes an actual row of its own, and none may be left over, unless the page leaves rows out.
 */
export function compareTables(expectation: OutputExpectation, streams: Streams): Outcome {
  const output = streams.stdout.length > 0 ? streams.stdout : streams.stderr
  const shown = readScreen(expectation.expected)
  const apart = wordsApart([...shown, ...output])
  const sample = readTables(shown, isGapLine, apart)
  const actual = readTables(output, () => false, apart)
  const exhibit = {expected: expectation.expected, actual: output.join('\n')}
  if (actual.tables.length === 0) {
    return failed(
      output.length === 0
        ? 'the command printed nothing where the page shows a table'
        : `the output is no table: ${quote(output[0] ?? '')}`,
      exhibit
    )
  }
  const loose = compareLoose(sample.loose, actual.loose, expectation)
  if (loose !== null) return failed(loose, exhibit)
  if (sample.tables.length !== actual.tables.length) {
    const [many, printed] = [sample.tables.length, actual.tables.length]
    return failed(`the page shows ${many} ${many === 1 ? 'table' : 'tables'}, the command printed ${printed}`, exhibit)
  }
  const settled = expectation.latest === true ? latestRows : (table: Table): Table => table
  for (const [at, table] of sample.tables.entries()) {
    const outcome = compareTable(settled(table), settled(actual.tables[at] ?? table), expectation, exhibit)
    if (outcome !== null) return outcome
  }
  return passed()
}

function compareTable(
  sample: Table,
  actual: Table,
  expectation: OutputExpectation,
  exhibit: {readonly expected: string; readonly actual: string}
): Outcome | null {
  const {line} = expectation
  const named = findColumns(sample.columns, actual.columns)
  const absent = named.find(({name, at}) => at === -1 && !hasGap(name))
  if (absent !== undefined) {
    const printed = actual.columns.map((name) => `\`${name}\``).join(', ')
    return failed(`no column \`${absent.name}\` (line ${line + sample.offset}); the columns are ${printed}`, {
      ...exhibit,
      line: line + sample.offset
    })
  }
  const columns = named.filter(({at}) => at !== -1)
  const cells = cellReader(expectation)
  const rows = sample.rows.map((row) => patternRow(row, columns, cells))
  const actualCell = (row: Row, {name, at}: {name: string; at: number}): ActualLine =>
    cells.actual(name, cellText(row.cells[at]))
  const matchesCell = (row: PatternRow, other: Row, index: number): boolean => {
    const pattern = row.cells[index]
    const column = columns[index]
    return pattern === undefined || column === undefined || pattern.matches(actualCell(other, column))
  }
  const pairs = pairRows(
    rows,
    actual.rows,
    classesOf,
    (row) => columns.map((column) => actualCell(row, column).outline()).join('\t'),
    (row, other) => row.cells.every((_, index) => matchesCell(row, other, index))
  )
  const taken = new Set(pairs)
  const status = actual.columns.indexOf('STATUS')
  const lasts = ({row}: PatternRow): boolean => row.cells[sample.columns.indexOf('STATUS')] !== 'Terminating'
  // What is on its way out beside what stays may be gone by now.
  const missing = rows.filter((row, at) => pairs[at] === -1 && (lasts(row) || !rows.some(lasts)))
  const extra = actual.rows.filter((row, at) => !taken.has(at) && !isOwnNamespace(row.cells, status))
  if (missing.length === 0 && (extra.length === 0 || sample.elided)) return null
  const report = {columns, rows, pairs, actual, missing, extra, matchesCell, line, elided: sample.elided}
  const diff = diffTables(report)
  const message = missing.length > 0 ? describeMissing(report) : describeExtra(report)
  const differing = (missing[0] ?? rows.at(-1))?.row.offset ?? sample.offset
  return failed(message, {...exhibit, diff, line: line + differing})
}

/** A namespace that a cluster has from the start, or for its storage and load balancers; which ones is no page's matter. */
function isOwnNamespace(cells: readonly string[], status: number): boolean {
  return (
    cells[status] === 'Active' &&
    /^(?:namespace\/)?(?:kube-(?:node-lease|public|system)|local-path-storage|metallb-system)$/.test(cells[0] ?? '')
  )
}

/** A column of the sample: where it stands there, and where in the output, or -1. */
interface Column {
  readonly name: string
  readonly from: number
  readonly at: number
}

/** Find the sample's columns in the output; of two with one name, the second is the second there, too. */
function findColumns(sample: readonly string[], actual: readonly string[]): readonly Column[] {
  const next = new Map<string, number>()
  return sample.map((name, from) => {
    const at = actual.indexOf(name, next.get(name) ?? 0)
    next.set(name, at === -1 ? actual.length : at + 1)
    return {name, from, at}
  })
}

/** Cells that were read already: most of a table's are alike. */
interface CellReader {
  readonly pattern: (column: string, text: string) => LinePattern
  readonly actual: (column: string, text: string) => ActualLine
}

// Columns with sentences, in which durations and the like stand as in any text.
const texts: ReadonlySet<string> = new Set(['MESSAGE', 'DESCRIPTION'])

function cellReader(leeway: Leeway): CellReader {
  const setting = (column: string): LineSetting =>
    texts.has(column) ? lineSetting(leeway) : lineSetting(leeway, 'cell', column)
  const patterns = new Map<string, LinePattern>()
  const actuals = new Map<string, ActualLine>()
  const memo = <T>(known: Map<string, T>, column: string, text: string, make: () => T): T => {
    const key = `${column}\t${text}`
    const before = known.get(key) ?? make()
    known.set(key, before)
    return before
  }
  return {
    pattern: (column, text) => memo(patterns, column, text, () => linePattern(text, setting(column))),
    actual: (column, text) => memo(actuals, column, text, () => actualLine(text, setting(column)))
  }
}

function patternRow(row: Row, columns: readonly Column[], cells: CellReader): PatternRow {
  // A row that ends in `...` says nothing about the columns after it.
  const last = row.cells.findLastIndex((cell) => cell !== '')
  const open = last !== -1 && isGapLine(row.cells[last] ?? '')
  return {
    row,
    cells: columns.map(({name, from}) => {
      const text = cellText(row.cells[from])
      return cells.pattern(name, (open && from > last) || isStandIn(text) ? '...' : text)
    })
  }
}

function classesOf({cells}: PatternRow): readonly string[] | null {
  let classes: readonly string[] = ['']
  for (const [at, cell] of cells.entries()) {
    const outlines = cell.outlines()
    if (outlines === null || classes.length * outlines.length > 8) return null
    classes = classes.flatMap((start) => outlines.map((outline) => (at === 0 ? outline : `${start}\t${outline}`)))
  }
  return classes
}

/** A cell's text; kubectl prints `<none>` for what is empty elsewhere. */
function cellText(cell: string | undefined): string {
  return cell === undefined || cell === '<none>' ? '' : cell
}

function compareLoose(sample: readonly string[], actual: readonly string[], leeway: Leeway): string | null {
  const setting = lineSetting(leeway)
  const wanted = sample.filter((line) => line !== '' && !isGapLine(line)).map((line) => linePattern(line, setting))
  const lines = actual.filter((line) => line !== '')
  let at = 0
  for (const pattern of wanted) {
    const found = lines.findIndex((line, index) => index >= at && pattern.matches(actualLine(line, setting)))
    if (found === -1) return `no line of the output matches ${quote(pattern.text)}`
    at = found + 1
  }
  const elided = sample.some(isGapLine)
  return !elided && lines.length > wanted.length
    ? `the page does not show ${quote(lines.at(-1) ?? '')}, which is beside the table`
    : null
}
