import type {Table} from './table-reading.ts'

/**
 * The table that a watch comes to: the last row of each name.
 *
 * Which states an object passes through, and how often it is listed meanwhile, differs between runs.
 */
export function latestRows(table: Table): Table {
  const key = ['NAMESPACE', 'NAME'].map((name) => table.columns.indexOf(name))
  if (key[1] === -1) return table
  const latest = new Map(table.rows.map((row) => [key.map((at) => row.cells[at] ?? '').join('\t'), row]))
  return {...table, rows: [...latest.values()]}
}
