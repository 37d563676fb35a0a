import {readFileSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {showProgress} from '../../harness/terminal/progress.ts'
import type {RunEvent} from '../../src/result.ts'

// Shows the events of a file on standard error: one JSON value to a line, a number being a pause in milliseconds.
const [file = ''] = process.argv.slice(2)
const progress = await showProgress(process.stderr, process.env)
for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
  const entry = JSON.parse(line) as RunEvent | number
  if (typeof entry === 'number') await sleep(entry)
  else progress.report(entry)
}
progress.stop()
