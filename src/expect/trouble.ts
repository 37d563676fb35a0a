import type {Attempt} from '../transcript.ts'
import type {Expectation} from './expectation.ts'
import {readSampleTables} from './sample-tables.ts'
import {readScreen} from './screen.ts'
import {readTables} from './table-reading.ts'
import {stemOf} from './vary/generated-suffix.ts'

/** A pod that is in trouble, as a table of pods shows it. */
interface Trouble {
  readonly name: string
  readonly state: string
  readonly restarts: number
}

// How long a state must last before it counts: a pull may be slow at first, a dependency may come up late.
const patienceMs: Readonly<Record<string, number>> = {
  InvalidImageName: 0,
  ErrImageNeverPull: 0,
  ErrImagePull: 10_000,
  ImagePullBackOff: 10_000,
  CreateContainerConfigError: 10_000,
  CreateContainerError: 10_000,
  RunContainerError: 10_000,
  CrashLoopBackOff: 30_000,
  OOMKilled: 30_000
}

// With so many restarts behind it, a crashing container need not be watched that long.
const crashingMs = 5000
const manyRestarts = 3

/**
 * Why waiting for a table cannot help any more: a pod that is awaited stays in a state that it does not leave by itself.
 *
 * @param attempts in order; looked at from the last one back, as far as the trouble goes
 */
export function findTrouble(expectation: Expectation, attempts: readonly Attempt[]): string | null {
  const last = attempts.at(-1)
  if (last === undefined || !awaitsRows(expectation)) return null
  for (const trouble of troublesOf(last)) {
    if (!concerns(expectation, trouble)) continue
    const lastedMs = endOf(last) - sinceWhen(trouble, attempts)
    const crashing = trouble.state === 'CrashLoopBackOff' || trouble.state === 'OOMKilled'
    const patience = crashing && trouble.restarts >= manyRestarts ? crashingMs : (patienceMs[trouble.state] ?? 0)
    if (lastedMs < patience) continue
    const restarts = trouble.restarts > 0 ? ` after ${trouble.restarts} restarts` : ''
    return `\`${trouble.name}\` stays in \`${trouble.state}\`${restarts}`
  }
  return null
}

function awaitsRows({type}: Expectation): boolean {
  return type === 'table' || type === 'status' || type === 'elided' || type === 'same'
}

const known = new WeakMap<Attempt, readonly Trouble[]>()

function troublesOf(attempt: Attempt): readonly Trouble[] {
  const before = known.get(attempt)
  if (before !== undefined) return before
  const {tables} = readTables(readScreen(attempt.stdout), () => false)
  const troubles = tables.flatMap(({columns, rows}) => {
    const at = (name: string): number => columns.indexOf(name)
    return rows.flatMap(({cells}) => {
      const state = (cells[at('STATUS')] ?? '').replace(/^Init:/, '')
      const restarts = Number.parseInt(cells[at('RESTARTS')] ?? '', 10)
      return state in patienceMs
        ? [{name: cells[at('NAME')] ?? '', state, restarts: Number.isNaN(restarts) ? 0 : restarts}]
        : []
    })
  })
  known.set(attempt, troubles)
  return troubles
}

/** Whether the page awaits something else of this pod. */
function concerns(expectation: Expectation, {name, state}: Trouble): boolean {
  if (expectation.type === 'status') {
    if (expectation.value === state || isBetween(state, expectation.value ?? '')) return false
    return (
      expectation.names.length === 0 ||
      expectation.names.some((wanted) => name.toLowerCase().includes(wanted.toLowerCase()))
    )
  }
  if (!('expected' in expectation) || typeof expectation.expected !== 'string') return false
  if (expectation.expected.includes(state) || isBetween(state, expectation.expected)) return false
  const {tables} = readSampleTables(expectation.expected)
  const named = tables.some(({columns, rows}) =>
    rows.some(({cells}) => stemOf(cells[columns.indexOf('NAME')] ?? '') === stemOf(name))
  )
  return named || (tables.length > 0 && !tables.some(({elided}) => elided))
}

/** Whether a container waits to be started again, which is between one end that the page shows and the next. */
function isBetween(state: string, shown: string): boolean {
  return state === 'CrashLoopBackOff' && /\b(?:OOMKilled|Error)\b/.test(shown)
}

// From the last attempt back, as long as the same pod is in trouble; ErrImagePull and ImagePullBackOff take turns.
function sinceWhen({name}: Trouble, attempts: readonly Attempt[]): number {
  let since = Number.POSITIVE_INFINITY
  for (let at = attempts.length - 1; at >= 0; at--) {
    const attempt = attempts[at]
    if (attempt === undefined || !troublesOf(attempt).some((other) => other.name === name)) break
    since = endOf(attempt)
  }
  return since
}

function endOf({startedMs, durationMs}: Attempt): number {
  return startedMs + durationMs
}
