#!/usr/bin/env node
import {exitStatusOf, report} from './errors.ts'
import {outliveReaders} from './outlive-readers.ts'
import {createProgram} from './program.ts'

outliveReaders()

try {
  await createProgram().parseAsync()
} catch (error) {
  process.stderr.write(report(error))
  process.exitCode = exitStatusOf(error)
}
