#!/usr/bin/env node
import {optimiseLate} from '../bundle.ts'
import {exitStatusOf, report} from './errors.ts'
import {outliveReaders} from './outlive-readers.ts'
import {createProgram} from './program.ts'

outliveReaders()
optimiseLate()

try {
  await createProgram().parseAsync()
} catch (error) {
  process.stderr.write(report(error))
  process.exitCode = exitStatusOf(error)
}
