import type {Place} from '../place.ts'

/** A unist point: line and column from 1, offset from 0 in UTF-16 units. */
export interface PagePoint {
  line: number
  column: number
  offset: number
}

/** Finds the line and column of an offset in one page. */
export interface Lines {
  readonly pointAt: (offset: number) => PagePoint
  readonly placeAt: (offset: number) => Place
}

/**
 * Index the lines of a page, which end in LF, CRLF or CR.
 *
 * A byte order mark has an offset but no column, because editors hide it.
 */
export function indexLines(source: string, file: string): Lines {
  let starts: number[] = []
  let lineOf: ((offset: number) => number) | undefined

  const pointAt = (offset: number): PagePoint => {
    if (lineOf === undefined) {
      starts = lineStarts(source)
      lineOf = searchInOrder(starts)
    }
    const line = lineOf(offset)
    return {line: line + 1, column: Math.max(offset - (starts[line] ?? 0), 0) + 1, offset}
  }

  return {
    pointAt,
    placeAt: (offset) => {
      const {line, column} = pointAt(offset)
      return {file, line, column}
    }
  }
}

/** How many numbers are looked at one by one before all of them are searched. */
const near = 4

/** As `lastAtOrBefore`, for limits that mostly ascend: each search begins where the one before ended. */
export function searchInOrder(ascending: readonly number[]): (limit: number) => number {
  let index = 0
  return (limit) => {
    if (limit < (ascending[index] ?? 0)) index = lastAtOrBefore(ascending, limit)
    for (let more = near; limit >= (ascending[index + 1] ?? Number.POSITIVE_INFINITY); more--) {
      index = more > 0 ? index + 1 : lastAtOrBefore(ascending, limit)
    }
    return index
  }
}

/** The index of the last of some ascending numbers that is at most a limit; 0 where none is. */
export function lastAtOrBefore(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((ascending[middle] ?? 0) <= limit) low = middle
    else high = middle - 1
  }
  return low
}

function lineStarts(source: string): number[] {
  const starts = [source.charCodeAt(0) === 0xfeff ? 1 : 0]
  if (source.includes('\r')) {
    for (const ending of source.matchAll(/\r\n?|\n/g)) starts.push(ending.index + ending[0].length)
  } else {
    for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  }
  return starts
}
