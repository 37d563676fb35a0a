#!/usr/bin/env node
import {setUpV8} from '../v8-settings.ts'
import {exitStatusOf, report} from './errors.ts'
import {outliveReaders} from './outlive-readers.ts'
import {createProgram} from './program.ts'

outliveReaders()
setUpV8()

try {
  await createProgram().parseAsync()
} catch (error) {
  process.stderr.write(report(error))
  process.exitCode = exitStatusOf(error)
}
