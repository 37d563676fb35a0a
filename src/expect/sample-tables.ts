import {isGapLine} from './elided.ts'
import {readScreen} from './screen.ts'
import {readTables, type Tables} from './table-reading.ts'

let last: {readonly sample: string; readonly tables: Tables} | undefined

/** Read the tables of a sample. Several cues ask for those of one sample, one after the other. */
export function readSampleTables(sample: string): Tables {
  if (last?.sample !== sample) last = {sample, tables: readTables(readScreen(sample), isGapLine)}
  return last.tables
}
