import type {Expectation} from '../../src/expect/expectation.ts'
import type {Attempt} from '../../src/transcript.ts'

/** A judged step that is broken in one way, which its verdicts must show. */
export interface Mutant {
  /** What was broken, such as `status` or `row missing`. */
  readonly kind: string
  readonly expectation: Expectation
  readonly attempts: readonly Attempt[]
}

/** Every way in which something is broken. */
export const mutantKinds: readonly string[] = [
  ...['version', 'status', 'count', 'name stem', 'ordinal', 'port', 'path', 'host', 'identity', 'setting'],
  ...['text', 'share', 'message', 'order'],
  ...['row missing', 'row more', 'row twice', 'row there', 'forbidden text'],
  ...['exit status', 'other exit status', 'time limit', 'emptied output', 'truncated output', 'swapped streams']
]

/** How many mutants there are of each kind, as `3 × status, 1 × count`. */
export function countKinds(mutants: readonly Mutant[]): string {
  const counts = new Map<string, number>()
  for (const {kind} of mutants) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => `${count} × ${kind}`).join(', ')
}

/** Break an expectation, or what happened, in every way that its type knows. */
export function mutate(expectation: Expectation, attempts: readonly Attempt[]): readonly Mutant[] {
  return [...mutatePage(expectation, attempts), ...mutateAttempts(expectation, attempts)]
}

function mutatePage(expectation: Expectation, attempts: readonly Attempt[]): readonly Mutant[] {
  const make = (kind: string, changed: Expectation): Mutant => ({kind, expectation: changed, attempts})
  switch (expectation.type) {
    case 'exit':
      return expectation.expected === 'any' || expectation.expected === 'answer'
        ? []
        : [make('exit status', {...expectation, expected: expectation.expected === 0 ? 'nonzero' : 0})]
    case 'absence':
      return [make('message', {...expectation, expected: 'No resources found in nowhere namespace.'})].filter(() =>
        expectation.expected.includes(' in ')
      )
    case 'status':
      return [
        ...(expectation.value === null ? [] : [make('status', {...expectation, value: 'Evicted'})]),
        ...(expectation.names.length === 0
          ? []
          : [make('name stem', {...expectation, names: expectation.names.map((name) => `${name}x`)})])
      ]
    case 'samples': {
      const {samples, elided} = expectation
      const others = samples.flatMap((sample, at) =>
        breakText(sample).map(({kind, text}) => make(kind, {...expectation, samples: samples.with(at, text)}))
      )
      const fewer =
        elided || samples.length < 2 ? [] : [make('row missing', {...expectation, samples: samples.slice(1)})]
      return [...others, ...fewer, make('row more', {...expectation, samples: [...samples, 'q9q']})]
    }
    case 'share':
      return [
        make('share', {
          ...expectation,
          shares: expectation.shares.map((share) => ({...share, percent: share.percent > 50 ? 1 : 99}))
        })
      ]
    case 'first':
      return expectation.answer === null ? [] : [make('text', {...expectation, answer: `${expectation.answer}9`})]
    case 'not-contains':
      return []
    default: {
      const {expected} = expectation
      const broken =
        expectation.type === 'contains'
          ? [{kind: 'text', text: `${expected}x`}]
          : breakOutput(expectation.type, expected)
      return broken.map(({kind, text}) => make(kind, {...expectation, expected: text}))
    }
  }
}

interface Broken {
  readonly kind: string
  readonly text: string
}

function breakOutput(type: string, text: string): readonly Broken[] {
  const lines = text.split('\n')
  const elided = lines.some((line) => line.trim() === '...')
  const rows = lines.flatMap((line, at) =>
    line.trim() === '' || line.trim() === '...' || (type === 'table' && at === 0) ? [] : [at]
  )
  const broken = rows.flatMap((at) =>
    breakText(lines[at] ?? '').map(({kind, text: line}) => ({kind, text: lines.with(at, line).join('\n')}))
  )
  if (type === 'lines') return breakSigns(lines)
  if (type === 'json') return [...broken, ...breakMembers(text)]
  if (type === 'yaml') return broken
  if (type === 'http') {
    const [at] = rows.filter((row) => /^server: /.test(lines[row] ?? ''))
    if (at === undefined || elided) return broken
    broken.push({kind: 'row missing', text: lines.toSpliced(at, 1).join('\n')})
    return [...broken, {kind: 'row more', text: lines.toSpliced(at, 0, 'x-q9q: 1').join('\n')}]
  }
  for (const at of rows) {
    const line = lines[at] ?? ''
    broken.push({kind: 'row twice', text: lines.toSpliced(at, 0, line).join('\n')})
    broken.push({kind: 'row more', text: lines.toSpliced(at, 0, line.replace(/[a-z]/i, 'q9q')).join('\n')})
    if (!elided && rows.length > 1) broken.push({kind: 'row missing', text: lines.toSpliced(at, 1).join('\n')})
  }
  const [first, second] = rows
  if (
    type !== 'table' &&
    type !== 'listing' &&
    first !== undefined &&
    second !== undefined &&
    lines[first] !== lines[second]
  ) {
    const swapped = lines.with(first, lines[second] ?? '').with(second, lines[first] ?? '')
    broken.push({kind: 'order', text: swapped.join('\n')})
  }
  return broken
}

// What must be there must not, and the other way round.
function breakSigns(lines: readonly string[]): readonly Broken[] {
  return lines.flatMap((line, at) => {
    const isWanted = line.startsWith('+ ')
    const turned = {kind: isWanted ? 'forbidden text' : 'text', text: `${isWanted ? '-' : '+'}${line.slice(1)}`}
    return [turned, ...(isWanted ? breakText(line) : [])].map(({kind, text}) => ({
      kind,
      text: lines.with(at, text).join('\n')
    }))
  })
}

function breakMembers(text: string): readonly Broken[] {
  const value: unknown = text.includes('...') ? null : JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const members = Object.entries(value)
  const fewer = members.map((_, at) => ({
    kind: 'row missing',
    text: JSON.stringify(Object.fromEntries(members.toSpliced(at, 1)))
  }))
  return [...fewer, {kind: 'row more', text: JSON.stringify({...value, q9q: 1})}]
}

const changes: readonly (readonly [kind: string, pattern: RegExp, replacement: string])[] = [
  ['version', /\bv([1-8])\b/, 'v9'],
  ['version', /(?<![\d.]|curl\/)(\d+)\.(\d+)\.(\d+)(?![\d.])/, '$1.$2.9$3'],
  ['status', /\b(?:Running|Completed|Pending)\b/, 'CrashLoopBackOff'],
  ['status', /\b(?:SYNCED|deployed|created|labeled|configured)\b/, 'unchanged'],
  ['status', /\bHTTP\/1\.1 \d{3}\b/, 'HTTP/1.1 418'],
  ['count', /(?<=\s)(\d+)\/(\d+)(?=\s)/, '$1/9$2'],
  ['ordinal', /(?<=[a-z]-)(\d)(?=\s)/, '9$1'],
  ['name stem', /^("?[a-z]+)(?=[a-z0-9-]*[\s.:]|$)/, '$1q'],
  ['port', /\b(\d+)(?=:\d+\/TCP|\/TCP)/, '9$1'],
  ['status', /(?<=" )[1-5]\d\d(?= )/, '418'],
  ['path', /(?<="(?:GET|POST) \/)/, 'q'],
  ['host', /\b(?=[a-z0-9-]+\.svc\.cluster\.local)/, 'q'],
  ['identity', /(?<=\/sa\/)/, 'q'],
  ['setting', /(?<=^ *(?:- )?"?(?:port|weight|replicas|targetPort)"?: )(\d+)/, '9$1']
]

function breakText(line: string): readonly Broken[] {
  return changes.flatMap(([kind, pattern, replacement]) => {
    const text = line.replace(pattern, replacement)
    return text === line ? [] : [{kind, text}]
  })
}

function mutateAttempts(expectation: Expectation, attempts: readonly Attempt[]): readonly Mutant[] {
  const all = (kind: string, change: (attempt: Attempt) => Attempt): Mutant => ({
    kind,
    expectation,
    attempts: attempts.map(change)
  })
  const last = attempts.at(-1)
  if (last === undefined) return []
  if (expectation.type === 'exit') {
    if (expectation.expected === 'any' || expectation.expected === 'answer') return []
    const exitCode = expectation.expected === 0 ? 1 : 0
    return [
      all('other exit status', (attempt) => ({...attempt, exitCode, pipeStatus: [exitCode]})),
      all('time limit', (attempt) => ({...attempt, exitCode: null, timedOut: 1000}))
    ]
  }
  if (expectation.type === 'not-contains') {
    return [all('forbidden text', (attempt) => ({...attempt, stdout: `${attempt.stdout}\n${expectation.expected}\n`}))]
  }
  if (expectation.type === 'absence')
    return [all('row there', (attempt) => ({...attempt, stdout: 'NAME   AGE\nx      1s\n'}))]
  const mutants = [all('emptied output', (attempt) => ({...attempt, stdout: '', stderr: ''}))]
  const oneStream = 'stream' in expectation && expectation.stream === 'stdout'
  if (oneStream)
    mutants.push(all('swapped streams', (attempt) => ({...attempt, stdout: attempt.stderr, stderr: attempt.stdout})))
  const open = 'expected' in expectation && /\.{3}\s*$/.test(expectation.expected)
  if (
    (oneStream || last.stderr === '') &&
    !open &&
    expectation.type !== 'contains' &&
    expectation.type !== 'status' &&
    expectation.type !== 'lines'
  ) {
    mutants.push(all('truncated output', (attempt) => ({...attempt, stdout: truncate(attempt.stdout)})))
  }
  return mutants
}

// Cut within the last line, at the end of its first word but one.
function truncate(output: string): string {
  const text = output.trimEnd()
  const start = text.lastIndexOf('\n') + 1
  const end = text.slice(start).search(/\s/)
  return text.slice(0, end === -1 ? Math.max(start, text.length - 2) : start + end)
}
