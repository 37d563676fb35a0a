import {readEcho} from './echo.ts'
import type {DiffLine, OutputExpectation} from './expectation.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'
import {remedy} from './remedy.ts'
import {readSampleJson} from './sample-json.ts'
import type {Sample} from './sample-tree.ts'
import {readSampleYaml, readYaml} from './sample-yaml.ts'
import type {Streams} from './streams.ts'
import {type Difference, findDifferences} from './structure-difference.ts'
import {compareText} from './text.ts'
import {isObject} from './value.ts'
import type {Leeway} from './vary/kind.ts'

/**
 * Compare JSON or YAML by structure: members in any order, elements in theirs, nothing missing and nothing more, except
 * where the page leaves something out.
 */
export function compareStructure(expectation: OutputExpectation, streams: Streams, command: string): Outcome {
  const {type, expected} = expectation
  const name = type === 'json' ? 'JSON' : 'YAML'
  const samples = type === 'json' ? readJsonSamples(expected) : readSampleYaml(expected)
  if (samples === null) return asText(expectation, streams, name)
  const text = streams.stdout.join('\n')
  const exhibit = {expected, actual: text}
  const values = type === 'json' ? readJson(text) : readYaml(text)
  const first = streams.stdout[0] ?? streams.stderr[0]
  if (first === undefined) return failed(`the command printed nothing, where the page shows ${name}`, exhibit)
  // Programs abridge, too: what is the page to the letter is what the page shows.
  if (values === null && text.trim() === expected.trim()) return passed(exhibit)
  if (values === null) return failed(`the output is no ${name}; it begins with ${quote(first)}`, exhibit)
  if (values.length !== samples.length) {
    return failed(`the page shows ${samples.length} documents, the command printed ${values.length}`, exhibit)
  }
  const differences = samples.flatMap((sample, at) => {
    const echo = readEcho(sample, values[at], command)
    return differencesOf(echo.sample, echo.actual, expectation)
  })
  const [worst] = differences
  if (worst === undefined) return passed(exhibit)
  const others = differences.length > 1 ? ` (and ${differences.length - 1} more)` : ''
  const line = placeOf(worst, expectation)
  const {actual} = worst
  const advice = line === null || actual === null || worst.expected === null ? '' : `; ${remedy(actual, line)}`
  return failed(`${describe(worst)}${others}${advice}`, {
    ...exhibit,
    diff: differences.flatMap(toDiff),
    ...(line === null ? {} : {line})
  })
}

/** Of an object of Kubernetes, a page may show what stands under some keys, at whatever depth; of a list of them, its items. */
function differencesOf(sample: Sample, value: unknown, leeway: Leeway): readonly Difference[] {
  if (sample.type === 'array' && isObject(value) && value.kind === 'List' && 'items' in value) {
    const list: Sample = {type: 'object', members: new Map([['items', sample]]), elided: true}
    return findDifferences(list, value, leeway)
  }
  const isPart = sample.type === 'object' && !sample.members.has('apiVersion') && !sample.members.has('kind')
  if (!isPart || !isObject(value) || !('apiVersion' in value)) return findDifferences(sample, value, leeway)
  const keys = [...sample.members.keys()]
  const held = (record: Readonly<Record<string, unknown>>): number =>
    keys.filter((key) => Object.hasOwn(record, key)).length
  let most = held(value)
  let least = findDifferences(sample, value, leeway, 'excerpt')
  for (const inner of recordsWithin(value)) {
    if (least.length === 0) break
    const count = held(inner)
    // Only what has as many of its keys as any other can be what is shown.
    if (count === 0 || count < most) continue
    const found = findDifferences(sample, inner, leeway, 'excerpt')
    if (count > most || found.length < least.length) least = found
    most = count
  }
  return least
}

function recordsWithin(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(recordsWithin)
  return isObject(value) ? [value, ...inner] : inner
}

function readJsonSamples(text: string): readonly Sample[] | null {
  const sample = readSampleJson(text)
  return sample === null ? null : [sample]
}

function readJson(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text)
    return [value]
  } catch {
    return null
  }
}

function asText(expectation: OutputExpectation, streams: Streams, name: string): Outcome {
  const outcome = compareText(expectation, streams)
  const note = `the sample is no ${name}, so it was compared as text`
  return {...outcome, message: outcome.message === null ? note : `${outcome.message}; ${note}`}
}

function describe({path, expected, actual, name}: Difference): string {
  if (expected === null && name !== undefined && name !== null)
    return `the page does not show the item ${quote(name)} (\`${path}\`); add it, or \`...\``
  if (expected === null)
    return `the page does not show \`${path}\`, which is ${quote(actual ?? '')}; add it, or \`...\``
  if (actual === null) return `\`${path}\` is missing, where the page shows ${quote(expected)}`
  return `\`${path}\` is ${quote(actual)}, not ${quote(expected)}`
}

/** The line of the page that differs, as far as it can be found. */
function placeOf({path, expected}: Difference, {expected: text, line}: OutputExpectation): number | null {
  if (expected === null) return null
  const key = /[^.[\]"]+(?=[[\]\d"]*$)/.exec(path.slice(-200))?.[0] ?? ''
  const bare = expected.replace(/^"|"$/g, '')
  const at = text.split('\n').findIndex((other) => other.includes(key) && other.includes(bare))
  return at === -1 ? null : line + at
}

function toDiff({path, expected, actual}: Difference): readonly DiffLine[] {
  const line = (sign: '-' | '+', value: string | null): readonly DiffLine[] => {
    if (value === null) return []
    const text = `${path}: ${value}`
    return [{sign, text, ranges: [[path.length + 2, text.length]]}]
  }
  return [...line('-', expected), ...line('+', actual)]
}
