import {isGapLine} from '../expect/elided.ts'
import {actualLine, linePattern, lineSetting} from '../expect/line-pattern.ts'
import {type Row, readTables, type Table} from '../expect/table-reading.ts'
import type {Leeway} from '../expect/vary/kind.ts'
import {align} from './align.ts'
import type {NewLine} from './text.ts'

/**
 * Rewrite a table cell by cell: cells that still match stay as the page has them, and so do its columns.
 *
 * @returns null where the page does not show one whole table, or shows other columns than were printed
 */
export function rewriteTable(
  shown: readonly string[],
  actual: readonly string[],
  leeway: Leeway
): readonly NewLine[] | null {
  const old = onlyTable(shown)
  const now = onlyTable(actual)
  if (old === null || now === null || old.columns.some((name) => !now.columns.includes(name))) return null
  const at = old.columns.map((name) => now.columns.indexOf(name))
  const matches = (column: number, cell: string, text: string): boolean => {
    const setting = lineSetting(leeway, 'cell', old.columns[column])
    return linePattern(cellText(cell), setting).matches(actualLine(cellText(text), setting))
  }
  const cellsOf = (row: Row | undefined): readonly string[] => at.map((column) => row?.cells[column] ?? '')
  const body = shown.slice(old.offset + 1)
  const rowAt = new Map(old.rows.map((row) => [row.offset - old.offset - 1, row]))
  const changes = align({
    from: body.length,
    to: now.rows.length,
    isGap: (from) => !rowAt.has(from),
    difference: (from, to) => {
      const cells = rowAt.get(from)?.cells ?? []
      const others = cellsOf(now.rows[to])
      const unlike = cells.filter((cell, column) => !matches(column, cell, others[column] ?? '')).length
      // A row is about what its first cell names.
      const other = matches(0, cells[0] ?? '', others[0] ?? '') ? 0 : 0.5
      return Math.min(1, unlike / (2 * cells.length) + other)
    }
  })
  if (changes === null) return null
  const header = old.columns
  const rows = changes.flatMap((change): readonly NewRow[] => {
    if (change.type === 'drop') return []
    if (change.type === 'insert') return [{from: null, text: null, cells: cellsOf(now.rows[change.to])}]
    const from = change.from + old.offset + 1
    const row = rowAt.get(change.from)
    if (change.type !== 'replace') return [{from, text: body[change.from] ?? '', cells: row?.cells ?? null}]
    const others = cellsOf(now.rows[change.to])
    const cells = others.map((text, column) => {
      const cell = row?.cells[column] ?? ''
      return matches(column, cell, text) ? cell : text
    })
    return [{from, text: null, cells}]
  })
  return layOut(shown.slice(0, old.offset + 1), header, rows)
}

interface NewRow {
  readonly from: number | null
  /** As the page has it, or null for a new or changed row. */
  readonly text: string | null
  /** Null for a line that leaves rows out. */
  readonly cells: readonly string[] | null
}

/** Put cells below their headers, and move columns apart where one has become wider. */
function layOut(head: readonly string[], columns: readonly string[], rows: readonly NewRow[]): readonly NewLine[] {
  const line = head.at(-1) ?? ''
  const starts: number[] = []
  for (const name of columns) starts.push(line.indexOf(name, (starts.at(-1) ?? -1) + 1))
  const widths = columns.map((name, column) =>
    Math.max(name.length, ...rows.filter(({text}) => text === null).map(({cells}) => cells?.[column]?.length ?? 0))
  )
  const fits = starts.every(
    (start, column) => start + (widths[column] ?? 0) + 1 < (starts[column + 1] ?? Number.POSITIVE_INFINITY)
  )
  if (!fits) {
    const all = columns.map((name, column) =>
      Math.max(name.length, ...rows.map(({cells}) => cells?.[column]?.length ?? 0))
    )
    for (let column = 1; column < starts.length; column++) {
      starts[column] = (starts[column - 1] ?? 0) + (all[column - 1] ?? 0) + 3
    }
  }
  const render = (cells: readonly string[]): string =>
    cells
      .reduce((text, cell, column) => {
        const start = starts[column] ?? 0
        return `${column === 0 || text.length < start ? text.padEnd(start) : `${text} `}${cell}`
      }, '')
      .trimEnd()
  return [
    ...head.map((text, from) => ({text: fits || from < head.length - 1 ? text : render(columns), from})),
    ...rows.map(({from, text, cells}) => ({
      from,
      text: text !== null && (fits || cells === null) ? text : render(cells ?? [])
    }))
  ]
}

/** The table of an output that is nothing but one. */
function onlyTable(lines: readonly string[]): Table | null {
  const {tables, loose} = readTables(lines, isGapLine)
  const [table, ...others] = tables
  return table === undefined || others.length > 0 || loose.some((line) => line.trim() !== '') ? null : table
}

function cellText(cell: string): string {
  return cell === '<none>' ? '' : cell
}
