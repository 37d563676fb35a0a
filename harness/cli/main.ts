#!/usr/bin/env node
import {exitStatusOf, report} from './errors.ts'
import {createProgram} from './program.ts'

try {
  await createProgram().parseAsync()
} catch (error) {
  process.stderr.write(report(error))
  process.exitCode = exitStatusOf(error)
}
