import {existsSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {HarnessError} from '../../src/errors.ts'
import type {Attempt} from '../../src/transcript.ts'
import type {Header, RecordedStep, Recording} from './recording.ts'

/** Write a recording in a stable order, whole or not at all. */
export function writeRecording(path: string, recording: Recording): void {
  const lines: unknown[] = [recording.header]
  for (const {attempts, ...step} of recording.steps) {
    lines.push(step, ...attempts.map((attempt) => ({type: 'attempt', ...attempt})))
  }
  const partial = `${path}.partial`
  writeFileSync(partial, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  renameSync(partial, path)
}

/**
 * Read a recording, or null where there is none.
 *
 * @throws HarnessError `recording` where the file is not one
 */
export function readRecording(path: string): Recording | null {
  if (!existsSync(path)) return null
  let header: Header | null = null
  const steps: {step: Omit<RecordedStep, 'attempts'>; attempts: Attempt[]}[] = []
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line === '') continue
    const entry = parseLine(line, `${path}:${index + 1}`)
    if (entry.type === 'recording') header = entry
    else if (entry.type === 'step') steps.push({step: entry, attempts: []})
    else {
      const {type: _, ...attempt} = entry
      steps.at(-1)?.attempts.push(attempt)
    }
  }
  if (header?.version !== 1) {
    throw new HarnessError('recording', `${path}: not a recording of version 1; record it again with --live --record`)
  }
  return {header, steps: steps.map(({step, attempts}) => ({...step, attempts}))}
}

type Entry = Header | Omit<RecordedStep, 'attempts'> | ({readonly type: 'attempt'} & Attempt)

function parseLine(line: string, place: string): Entry {
  try {
    const entry = JSON.parse(line) as Entry
    if (['recording', 'step', 'attempt'].includes(entry.type)) return entry
  } catch (error) {
    throw new HarnessError('recording', `${place}: no JSON; record it again with --live --record`, {cause: error})
  }
  throw new HarnessError(
    'recording',
    `${place}: neither a header, a step nor an attempt; record it again with --live --record`
  )
}
