import type {Attempt} from '../transcript.ts'
import type {StatusExpectation} from './expectation.ts'
import {mentions} from './mention.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {readSampleTables} from './sample-tables.ts'
import {readScreen} from './screen.ts'
import {type Row, readTables, type Table} from './table-reading.ts'
import {generatedSuffix} from './vary/generated-suffix.ts'

/** A row together with the columns of its table. */
interface Named {
  readonly table: Table
  readonly row: Row
}

/**
 * What a cue awaits: every row that it names has the value, and for each name there is at least one row.
 *
 * @param output what the page shows of what the command prints, or null
 */
export function compareStatus(
  expectation: StatusExpectation,
  attempt: Pick<Attempt, 'stdout'>,
  output: string | null
): Outcome {
  const lines = readScreen(attempt.stdout)
  const {tables} = readTables(lines, () => false)
  const exhibit = {expected: expectation.value ?? 'any value', actual: lines.join('\n')}
  if (tables.length === 0) {
    const problem = problemOfText(expectation, lines)
    return problem === null ? passed() : failed(problem, exhibit)
  }
  const rows = rowsIn(telling(expectation, tables))
  const shown = output === null ? [] : rowsIn(telling(expectation, readSampleTables(output).tables))
  const names = expectation.names.length === 0 ? [null] : expectation.names
  for (const name of names) {
    const named = name === null ? rows : rowsOf(name, rows, shown)
    if (named.length === 0)
      return failed(name === null ? 'there is no row yet' : `there is no row for ${quote(name)} yet`, exhibit)
    for (const row of named) {
      const problem = problemOfRow(expectation, row, output)
      if (problem !== null) return failed(`${quote(nameOf(row))}: ${problem}`, exhibit)
    }
  }
  return passed()
}

/** Of several tables, those that tell of what is awaited: services have no state beside pods that have one. */
function telling({column, value}: StatusExpectation, tables: readonly Table[]): readonly Table[] {
  const columns = column !== null ? [column] : value === 'ready' ? readiness : []
  const those = tables.filter((table) => columns.some((name) => table.columns.includes(name)))
  return those.length === 0 ? tables : those
}

/** Columns that say whether something is ready. */
const readiness = ['READY', 'AVAILABLE', 'PROGRAMMED', 'STATUS']

function rowsIn(tables: readonly Table[]): readonly Named[] {
  return tables.flatMap((table) => table.rows.map((row) => ({table, row})))
}

/** The rows that a name stands for: its own, up to a generated suffix, or for a name from prose those that begin with it. */
function rowsOf(name: string, rows: readonly Named[], shown: readonly Named[]): readonly Named[] {
  const wanted = name.toLowerCase()
  const own = ownRows(wanted, rows)
  if (own.length > 0) return own
  // `HelloWorld` is what the text calls `helloworld-v1` and `helloworld-v2` together, as is a name of which the page shows only such rows.
  const isOfSeveral = name !== wanted || (ownRows(wanted, shown).length === 0 && rowsWithin(wanted, shown).length > 0)
  return isOfSeveral ? rowsWithin(wanted, rows) : []
}

function ownRows(name: string, rows: readonly Named[]): readonly Named[] {
  return rows.filter((row) => isNamed(nameOf(row).toLowerCase(), name))
}

function rowsWithin(name: string, rows: readonly Named[]): readonly Named[] {
  return rows.filter((row) => nameOf(row).toLowerCase().startsWith(`${name}-`))
}

function isNamed(actual: string, wanted: string): boolean {
  // `pod/sleep-…` where several kinds are listed, `sleep-….sample` where proxies are.
  const start = actual.startsWith(wanted) ? 0 : actual.indexOf(`/${wanted}`) + 1
  if (start === 0 && !actual.startsWith(wanted)) return false
  const end = start + wanted.length
  const rest = actual.slice(end)
  if (rest === '' || rest.startsWith('.')) return true
  if (!rest.startsWith('-')) return false
  const reading = generatedSuffix.read(actual, end + 1, {
    side: 'actual',
    lenient: false,
    form: 'cell',
    name: 'name',
    anyVersion: false
  })
  return reading !== null && (reading.end === actual.length || actual[reading.end] === '.')
}

function nameOf({table, row}: Named): string {
  // `docker ps` says it in the last column.
  return row.cells[Math.max(0, table.columns.indexOf('NAME'), table.columns.indexOf('NAMES'))] ?? ''
}

function problemOfRow({column, value}: StatusExpectation, named: Named, output: string | null): string | null {
  if (value === 'ready') return problemOfReadiness(named)
  const {table, row} = named
  const at = column === null ? -1 : table.columns.indexOf(column)
  if (column !== null && at === -1) return `there is no column \`${column}\``
  const cells = column === null ? row.cells : [row.cells[at] ?? '']
  if (value === null) {
    return cells.some((cell) => !isUnset(cell))
      ? null
      : `${column ?? 'its value'} is ${quote(cells[0] ?? '')}, not assigned yet`
  }
  if (value === 'restarted') {
    return cells.some((cell) => Number.parseInt(cell, 10) > 0) ? null : `${column} is ${quote(cells[0] ?? '')}`
  }
  if (!cells.some((cell) => equals(cell, value))) {
    return column === null
      ? `no column is ${quote(value)}`
      : `${column} is ${quote(cells[0] ?? '')}, not ${column === 'RESTARTS' ? '' : 'yet '}${quote(value)}`
  }
  // A reader who waits for `Running` and is shown `2/2` waits for both.
  return /^running$/i.test(value) && !showsUnready(output) ? problemOfCount(named) : null
}

function problemOfReadiness(named: Named): string | null {
  const {table, row} = named
  const cell = (name: string): string | null => {
    const at = table.columns.indexOf(name)
    return at === -1 ? null : (row.cells[at] ?? '')
  }
  const ready = cell('READY')
  if (ready !== null && /^\d+\/\d+$/.test(ready)) return problemOfCount(named)
  const [desired, available] = [cell('DESIRED'), cell('AVAILABLE')]
  if (desired !== null && available !== null) {
    return desired === available && desired !== '0' ? null : `AVAILABLE is ${quote(available)} of ${quote(desired)}`
  }
  if (ready !== null)
    return /^true$/i.test(ready) || (ready === desired && ready !== '0')
      ? null
      : `READY is ${quote(ready)}, not yet \`True\``
  const state = cell('PROGRAMMED') ?? cell('STATUS') ?? cell('AVAILABLE')
  if (state === null) return 'no column says whether it is ready'
  return /^(?:true|ready|deployed|active|bound)$/i.test(state) ? null : `it is ${quote(state)}, not yet ready`
}

function problemOfCount({table, row}: Named): string | null {
  const at = table.columns.indexOf('READY')
  const [ready, all] = (row.cells[at] ?? '').split('/')
  if (at === -1 || all === undefined) return null
  return ready === all && ready !== '0'
    ? null
    : `READY is ${quote(`${ready}/${all}`)}, not yet ${quote(`${all}/${all}`)}`
}

// The page itself shows a row that runs and of which not everything is ready.
function showsUnready(output: string | null): boolean {
  return (output ?? '').split('\n').some((line) => {
    const [, ready, all] = /\bRunning\b/i.test(line) ? (/(?<=\s)(\d{1,3})\/(\d{1,3})(?=\s)/.exec(line) ?? []) : []
    return ready !== all
  })
}

function isUnset(cell: string): boolean {
  return cell === '' || cell === 'None' || /^<(?:none|pending|unset|unknown|nil)>$/.test(cell)
}

function equals(cell: string, value: string): boolean {
  if (value === 'Running' && /^Up \d/.test(cell)) return true
  return cell === value || cell.toLowerCase() === value.toLowerCase()
}

function problemOfText({names, value}: StatusExpectation, lines: readonly string[]): string | null {
  const text = lines.filter((line) => line !== '').flatMap(statesOn)
  if (text.length === 0) return 'the command printed nothing yet'
  if (value === null) return text.every((line) => !isUnset(line.trim())) ? null : 'no value is assigned yet'
  const wanted = value === 'ready' ? /\b(?:ready|true|successfully rolled out|condition met)\b/i : null
  const named =
    names.length === 0
      ? text
      : text.filter((line) => names.some((name) => line.toLowerCase().includes(name.toLowerCase())))
  const relevant = named.length === 0 ? text : named
  const without = relevant.find((line) => !(wanted === null ? mentions(line, value) : wanted.test(line)))
  return without === undefined ? null : `${quote(without)} does not say ${quote(value)} yet`
}

/** What `jsonpath` prints of several objects, their states, stands on one line. */
const severalStates =
  /^(?:(?:True|False|Unknown)(?: |$)){2,}$|^(?:(?:Pending|Running|Succeeded|Failed|Unknown)(?: |$)){2,}$/i

function statesOn(line: string): readonly string[] {
  return severalStates.test(line) ? line.trim().split(' ') : [line]
}
