import {resolve} from 'node:path'
import {formatPlace, type Place} from '../../src/place.ts'
import type {StepResult} from '../../src/result.ts'

/** A failed step as Vitest and editors show it: its stack points at the line of the page. */
export class BlockFailure extends Error {
  override readonly name = 'BlockFailure'
  readonly expected: string | undefined
  readonly actual: string | undefined

  constructor(step: StepResult) {
    const verdict = step.expectations.find(({status}) => status === 'failed')
    super(`${step.page}:${step.line}: ${step.reason ?? verdict?.message ?? step.status}`)
    this.expected = verdict?.expected ?? undefined
    this.actual = verdict?.actual ?? undefined
    this.stack = `${this.name}: ${this.message}\n    at ${step.block} (${resolve(step.page)}:${step.line}:1)`
  }
}

/** What failed outside any block, as Vitest and editors show it. */
export class PageFailure extends Error {
  override readonly name = 'PageFailure'

  constructor(place: Place, reason: string) {
    super(`${formatPlace(place)}: ${reason}`)
    this.stack = `${this.name}: ${this.message}\n    at ${resolve(place.file)}:${place.line}:${place.column}`
  }
}
