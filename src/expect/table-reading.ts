/** One table of an output: its columns by header, and its rows cell by cell. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  /** True where a line of the sample stands for any number of rows. */
  readonly elided: boolean
  /** Of the header, counted from 0 within the output. */
  readonly offset: number
}

export interface Row {
  readonly cells: readonly string[]
  readonly text: string
  /** Counted from 0 within the output. */
  readonly offset: number
}

/** Tables of an output, and the other lines before the first one. */
export interface Tables {
  readonly tables: readonly Table[]
  /** Lines that belong to no table. */
  readonly loose: readonly string[]
}

/** A span of a line without two blanks in a row. */
interface Span {
  readonly text: string
  readonly start: number
}

/**
 * Read the tables of an output: each begins with a header and ends with a blank line or the next header.
 *
 * @param isGap whether a line stands for rows that are left out
 * @param apart words of headers that are two columns, although one blank may be between them
 */
export function readTables(
  lines: readonly string[],
  isGap: (line: string) => boolean,
  apart: ReadonlySet<string> = none
): Tables {
  const tables: {columns: string[]; rows: Row[]; elided: boolean; offset: number}[] = []
  const loose: string[] = []
  let header: readonly Span[] | null = null
  for (const [offset, line] of lines.entries()) {
    const table = tables.at(-1)
    const columns = readHeader(line, apart)
    if (columns !== null) {
      header = columns
      tables.push({columns: columns.map(({text}) => text), rows: [], elided: false, offset})
    } else if (line.trim() === '') header = null
    else if (table !== undefined && header !== null && isGap(line)) table.elided = true
    else if (table !== undefined && header !== null)
      table.rows.push({cells: readCells(line, header), text: line, offset})
    else if (table !== undefined && isGap(line)) table.elided = true
    else loose.push(line)
  }
  return {tables, loose}
}

const none: ReadonlySet<string> = new Set()

/**
 * The words of headers that are two columns, as pairs: those between which more than one blank stands somewhere, and those
 * of which the second has cells below it that begin where it does.
 *
 * A column that is as narrow as its header has one blank after it, and looks like a header of two words.
 */
export function wordsApart(lines: readonly string[]): ReadonlySet<string> {
  const apart = new Set<string>()
  for (const [at, line] of lines.entries()) {
    if (readHeader(line) === null) continue
    const words = singleSpans(line)
    const rows = rowsBelow(lines, at)
    for (const [index, word] of words.entries()) {
      const before = words[index - 1]
      if (before === undefined) continue
      const pair = `${before.text} ${word.text}`
      const isWide = before.start + before.text.length + 1 < word.start
      if (isWide || (!pairs.has(pair) && beginsCells(word.start, rows))) apart.add(pair)
    }
  }
  return apart
}

/** The lines below a header, up to a blank line or the next header. */
function rowsBelow(lines: readonly string[], header: number): readonly string[] {
  const below = lines.slice(header + 1)
  const end = below.findIndex((line) => line.trim() === '' || readHeader(line) !== null)
  return end === -1 ? below : below.slice(0, end)
}

/** Whether no row has a cell across a place, and some row has one that begins there. */
function beginsCells(place: number, rows: readonly string[]): boolean {
  const isBlank = (row: string, at: number): boolean => row.charAt(at).trim() === ''
  return rows.every((row) => isBlank(row, place - 1)) && rows.some((row) => !isBlank(row, place))
}

/** How a header begins; of most other lines, the first word tells. */
const opening = /^\s*[A-Z][A-Z0-9_/.-]*[\s(%]/

/** The columns of a header line, at least two; null for any other line. */
export function readHeader(line: string, apart: ReadonlySet<string> = none): readonly Span[] | null {
  if (!opening.test(line)) return null
  const words = line.trim().split(/\s+/)
  if (words.length < 2 || !words.every((word) => /^[A-Z][A-Z0-9_/.-]*(?:\([A-Za-z%]{1,10}\))?%?$/.test(word)))
    return null
  const spans = spansOf(line)
  // Headers that were typed by hand have one blank between columns.
  const columns = spans.length > 1 && spans.length * 3 > words.length ? spans : joinWords(singleSpans(line))
  if (columns.length < 2) return null
  return apart.size === 0 ? columns : columns.flatMap((column) => splitWords(column, apart))
}

function splitWords({text, start}: Span, apart: ReadonlySet<string>): readonly Span[] {
  const words = singleSpans(text)
  const cuts = words.flatMap((word, at) => (apart.has(`${words[at - 1]?.text} ${word.text}`) ? [word.start] : []))
  return [0, ...cuts].map((from, at) => ({text: text.slice(from, cuts[at]).trimEnd(), start: start + from}))
}

const withoutGap = /(?:[^\s]| (?=[^\s]))+/g
const single =
  /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})?(?: [+-]\d{4})?(?: [A-Z]{3,4})?|[^\s]+(?: \([0-9a-z]{1,16} ago\))?/g

/** The spans between tabs or runs of two and more blanks. */
function spansOf(line: string): readonly Span[] {
  return collect(line, withoutGap)
}

function singleSpans(line: string): readonly Span[] {
  return collect(line, single)
}

function collect(line: string, pattern: RegExp): readonly Span[] {
  const spans: Span[] = []
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    const text = match[0].trimStart()
    spans.push({text, start: match.index + match[0].length - text.length})
  }
  return spans
}

// Headers of two words that kubectl, istioctl and helm print.
const pairs: ReadonlySet<string> = new Set([
  ...['NOMINATED NODE', 'READINESS GATES', 'LAST SEEN', 'FIRST SEEN', 'LAST SCHEDULE', 'ACCESS MODES', 'APP VERSION'],
  ...[
    'CHART VERSION',
    'SERVICE FQDN',
    'DESTINATION RULE',
    'VIRTUAL SERVICE',
    'OUTLIER CHECK',
    'CERT CHAIN',
    'VALID CERT'
  ],
  ...['SERIAL NUMBER', 'NOT AFTER', 'NOT BEFORE', 'RESOURCE NAME', 'IMAGE ID', 'CONTAINER ID', 'TRUST DOMAIN'],
  ...['CREATED AT', 'POD SELECTOR', 'RECLAIM POLICY', 'STORAGE CLASS', 'MIN AVAILABLE'],
  ...['POD NAME', 'SERVICE NAME', 'SERVICE VIP', 'TRAFFIC TYPE', 'CERTIFICATE NAME']
])

function joinWords(words: readonly Span[]): readonly Span[] {
  const joined: Span[] = []
  for (const word of words) {
    const last = joined.at(-1)
    if (last !== undefined && pairs.has(`${last.text} ${word.text}`)) {
      joined[joined.length - 1] = {text: `${last.text} ${word.text}`, start: last.start}
    } else joined.push(word)
  }
  return joined
}

/**
 * The cells of a row, one for each column.
 *
 * Columns are found by position; where a row was edited by hand and cells no longer stand below their headers, by count.
 */
function readCells(line: string, header: readonly Span[]): readonly string[] {
  const spans = spansOf(line)
  if (spans.length === header.length) return spans.map(({text}) => text)
  if (spans.length < header.length && spans.every((span) => isBelow(span, header))) {
    return place(spans, header.length, ({start}) => header.findIndex((column) => column.start === start))
  }
  const split = spans.flatMap((span) => splitAt(span, header))
  if (split.every((span) => isBelow(span, header))) {
    return place(split, header.length, ({start}) => header.findIndex((column) => column.start === start))
  }
  const single = singleSpans(line)
  if (single.length === header.length) return single.map(({text}) => text)
  if (spans.length < header.length) return place(spans, header.length, nearestColumns(spans, header))
  // More spans than columns: cells hold runs of blanks, so only positions tell.
  return place(spans, header.length, ({start}) =>
    Math.max(
      0,
      header.findLastIndex((column) => column.start <= start + 1)
    )
  )
}

/** The cells that stand below headers of their own, although only one blank is between them. */
function splitAt({text, start}: Span, header: readonly Span[]): readonly Span[] {
  const cuts = header.map((column) => column.start - start).filter((at) => text[at - 1] === ' ')
  return [0, ...cuts].map((from, index) => ({text: text.slice(from, cuts[index]).trimEnd(), start: start + from}))
}

/** Whether a cell begins with its header and ends before the next one, as cells that a program aligned do. */
function isBelow({text, start}: Span, header: readonly Span[]): boolean {
  const at = header.findIndex((column) => column.start === start)
  return at !== -1 && start + text.length <= (header[at + 1]?.start ?? Number.POSITIVE_INFINITY)
}

function place(spans: readonly Span[], columns: number, columnOf: (span: Span) => number): readonly string[] {
  const cells = Array.from({length: columns}, () => '')
  for (const span of spans) {
    const at = columnOf(span)
    cells[at] = cells[at] === '' ? span.text : `${cells[at]} ${span.text}`
  }
  return cells
}

/** The assignment of spans to columns, in order, with the least distance between their starts. */
function nearestColumns(spans: readonly Span[], header: readonly Span[]): (span: Span) => number {
  // best[i][j]: least distance of the spans from i on, in columns from j on.
  const best = Array.from({length: spans.length + 1}, () => Array.from({length: header.length + 1}, () => 0))
  const cell = (i: number, j: number): number => best[i]?.[j] ?? Number.POSITIVE_INFINITY
  const taken = (i: number, j: number): number =>
    Math.abs((spans[i]?.start ?? 0) - (header[j]?.start ?? 0)) + cell(i + 1, j + 1)
  for (let i = spans.length - 1; i >= 0; i--) {
    for (let j = header.length; j >= 0; j--) {
      const row = best[i]
      if (row !== undefined)
        row[j] = j === header.length ? Number.POSITIVE_INFINITY : Math.min(cell(i, j + 1), taken(i, j))
    }
  }
  const columns = new Map<Span, number>()
  let j = 0
  for (const [i, span] of spans.entries()) {
    while (j < header.length && cell(i, j + 1) <= taken(i, j) && cell(i, j + 1) !== Number.POSITIVE_INFINITY) j++
    columns.set(span, j)
    j++
  }
  return (span) => columns.get(span) ?? 0
}
