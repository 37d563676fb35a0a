import {nameOf, pairItems} from './item-pairs.ts'
import {actualLine, linePattern, lineSetting} from './line-pattern.ts'
import type {Gap, Sample} from './sample-tree.ts'
import {isMarkedGap} from './sample-yaml.ts'
import {isObject} from './value.ts'
import type {Leeway} from './vary/kind.ts'

/** One place in which a structure is not as the sample shows it; `expected` is null where there is more, `actual` where there is less. */
export interface Difference {
  /** As in `spec.containers[0].image`; `.` is the whole. */
  readonly path: string
  readonly expected: string | null
  readonly actual: string | null
  /** Of an item that is one too many, its name, or null. */
  readonly name?: string | null
}

/**
 * The differences between a sample and a value, in the sample's order, at most 20.
 *
 * @param shows of an excerpt, every mapping may have more than it shows; an empty one shows that there is nothing
 */
export function findDifferences(
  sample: Sample,
  actual: unknown,
  leeway: Leeway,
  shows: 'all' | 'excerpt' = 'all'
): readonly Difference[] {
  const found: Difference[] = []
  compare(sample, actual, {path: '', name: '', leeway, excerpt: shows === 'excerpt'}, found, 20)
  return found
}

interface Where {
  readonly path: string
  /** The nearest key; empty at the root. */
  readonly name: string
  readonly leeway: Leeway
  readonly excerpt: boolean
}

function compare(sample: Sample, actual: unknown, where: Where, found: Difference[], limit: number): void {
  if (found.length >= limit || sample.type === 'any') return
  if (sample.type === 'object' && isObject(actual)) compareMembers(sample, actual, where, found, limit)
  else if (sample.type === 'array' && Array.isArray(actual)) compareItems(sample.items, actual, where, found, limit)
  else if (sample.type === 'object' && sample.elided && Array.isArray(actual) && actual.some(isObject))
    found.push(...leastOfItems(sample, actual, where, limit - found.length))
  else if (sample.type !== 'scalar' || !isSameScalar(sample.value, actual, where)) {
    found.push({path: where.path || '.', expected: print(sample), actual: printValue(actual)})
  }
}

function compareMembers(
  {members, elided}: Sample & {type: 'object'},
  actual: Readonly<Record<string, unknown>>,
  where: Where,
  found: Difference[],
  limit: number
): void {
  for (const [key, member] of members) {
    const inner = {...where, path: join(where.path, key), name: key}
    if (Object.hasOwn(actual, key)) compare(member, actual[key], inner, found, limit)
    else if (found.length < limit) found.push({path: inner.path, expected: print(member), actual: null})
  }
  if (elided || (where.excerpt && members.size > 0)) return
  for (const [key, value] of Object.entries(actual)) {
    if (found.length >= limit) return
    if (!members.has(key)) found.push({path: join(where.path, key), expected: null, actual: printValue(value)})
  }
}

function compareItems(
  items: readonly (Sample | Gap)[],
  actual: readonly unknown[],
  where: Where,
  found: Difference[],
  limit: number
): void {
  const gaps = items.some(({type}) => type === 'gap')
  if (gaps) {
    if (!fitsAround(items, actual, where))
      found.push({path: where.path || '.', expected: print({type: 'array', items}), actual: printValue(actual)})
    return
  }
  // Whoever asks for one difference only asks whether there is any.
  if (limit === 1 && items.length !== actual.length) {
    found.push({path: where.path || '.', expected: print({type: 'array', items}), actual: printValue(actual)})
    return
  }
  const shown = items.filter((item) => item.type !== 'gap')
  const pairs = pairItems(shown, actual, (item, value) => isSame(item, value, where))
  // What is one too many explains more than what differs in the others.
  for (const {sample, actual: at} of pairs) {
    if (found.length >= limit) return
    if (sample === null && at !== null)
      found.push({
        path: `${where.path}[${at}]`,
        name: nameOf(actual[at]),
        expected: null,
        actual: printValue(actual[at])
      })
  }
  for (const {sample, actual: at} of pairs) {
    const item = sample === null ? undefined : shown[sample]
    if (item === undefined) continue
    if (at !== null) compare(item, actual[at], {...where, path: `${where.path}[${at}]`}, found, limit)
    else if (found.length < limit) found.push({path: `${where.path}[${sample}]`, expected: print(item), actual: null})
  }
}

/** What differs in the item that is most like a mapping of which `...` leaves out the beginning, with its `- `. */
function leastOfItems(sample: Sample, actual: readonly unknown[], where: Where, limit: number): readonly Difference[] {
  let least: readonly Difference[] | null = null
  for (const [at, item] of actual.entries()) {
    const found: Difference[] = []
    compare(sample, item, {...where, path: `${where.path}[${at}]`}, found, limit)
    if (least === null || found.length < least.length) least = found
  }
  return least ?? []
}

/** Whether the runs of items between gaps are found in order, the first and last where no gap is beside them. */
function fitsAround(items: readonly (Sample | Gap)[], actual: readonly unknown[], where: Where): boolean {
  const runs: Sample[][] = [[]]
  for (const item of items) {
    if (item.type === 'gap') runs.push([])
    else runs.at(-1)?.push(item)
  }
  const fits = (run: readonly Sample[], from: number): boolean =>
    from >= 0 && run.every((item, at) => from + at < actual.length && isSame(item, actual[from + at], where))
  const first = runs[0] ?? []
  const last = runs.at(-1) ?? []
  const end = actual.length - last.length
  if (!fits(first, 0) || end < first.length || !fits(last, end)) return false
  let at = first.length
  for (const run of runs.slice(1, -1)) {
    while (at + run.length <= end && !fits(run, at)) at++
    if (at + run.length > end) return false
    at += run.length
  }
  return true
}

function isSame(sample: Sample, actual: unknown, where: Where): boolean {
  const found: Difference[] = []
  compare(sample, actual, where, found, 1)
  return found.length === 0
}

function isSameScalar(expected: string | number | boolean | null, actual: unknown, {name, leeway}: Where): boolean {
  if (expected === actual) return true
  if (typeof expected !== typeof actual || (typeof actual !== 'string' && typeof actual !== 'number')) return false
  const setting = lineSetting(leeway, 'value', name)
  const lines = String(expected).split('\n')
  const others = String(actual).split('\n')
  const elided = lines.findIndex(isMarkedGap)
  // A text that is cut short on the page is the same as far as it goes.
  const shown = elided === -1 ? lines : lines.slice(0, elided)
  if (elided === -1 && lines.length !== others.length) return false
  return shown.every((line, at) => linePattern(line, setting).matches(actualLine(others[at] ?? '', setting)))
}

function join(path: string, key: string): string {
  const plain = /^[\w-]+$/.test(key)
  return plain ? (path === '' ? key : `${path}.${key}`) : `${path}["${key}"]`
}

function print(sample: Sample | Gap): string {
  if (sample.type === 'scalar') return printValue(sample.value)
  if (sample.type === 'any' || sample.type === 'gap') return '...'
  if (sample.type === 'array') return `[${sample.items.map(print).join(', ')}]`
  const members = [...sample.members].map(([key, member]) => `${key}: ${print(member)}`)
  return `{${[...members, ...(sample.elided ? ['...'] : [])].join(', ')}}`
}

/** A value as JSON, at most 300 characters of it. */
function printValue(value: unknown): string {
  try {
    const text = JSON.stringify(value) ?? 'nothing'
    return text.length > 300 ? `${text.slice(0, 299)}…` : text
  } catch {
    // Nested deeper than the stack.
    return Array.isArray(value) ? '[…]' : '{…}'
  }
}
