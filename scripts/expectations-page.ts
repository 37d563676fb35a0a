import {readdirSync, readFileSync} from 'node:fs'
import {kinds} from '../src/expect/vary/kinds.ts'

/** A fixture of one kind of varying value, as far as the page shows it. */
interface Pair {
  readonly sample: string
  readonly actual: string
  readonly column?: string
  readonly key?: string
  readonly anyVersion?: boolean
  readonly why?: string
}

interface Case {
  readonly why: string
  readonly expected?: readonly string[]
  readonly expectation: Readonly<Record<string, unknown>>
  readonly attempts: readonly {
    readonly stdout?: readonly string[]
    readonly stderr?: readonly string[]
    readonly exitCode?: number | null
  }[]
  readonly verdict: {readonly message: string | null; readonly hopeless: string | null}
}

const fixtures = new URL('../test/fixtures/', import.meta.url)

/** What comparisons are for, in the order of the page. */
const comparisons: readonly (readonly [type: string, about: string])[] = [
  ['exit', 'The exit status is that of bash, without `pipefail`.'],
  [
    'same',
    'Every line as the page shows it and no other one, in order. Blanks at the ends of lines and blank lines at the end do not count.'
  ],
  [
    'elided',
    '`...` stands for anything: on a line of its own for lines, within a line for the rest of it. The parts between must be there in order, on line boundaries, anchored at the beginning and the end unless the page leaves something out there.'
  ],
  [
    'table',
    'Columns by header, rows in any order, each row of the page with a row of its own. Extra columns do not matter, extra rows do, unless the page has `...`.'
  ],
  ['json', 'By structure. `...` leaves members or elements out.'],
  ['yaml', 'By structure. `...` leaves keys or items out at its own level, and of what ends there.'],
  ['http', 'Status line and headers; the body where it is shown.'],
  ['listing', 'Keys and values, in any order.'],
  ['lines', 'Lines that must be there (`+ `) and must not (`- `).'],
  ['contains', 'A literal text, anywhere.'],
  ['not-contains', 'A literal text, nowhere.'],
  ['absence', 'Nothing, or a message that says so. It must hold for five seconds.'],
  [
    'status',
    'A cue of the prose: rows of a name must reach a state. `Running` includes that all containers are ready, unless the page itself shows `1/2`.'
  ],
  ['samples', 'Each sample must be seen over repeated requests.'],
  [
    'share',
    'Shares of requests, by an exact two-sided binomial test. Each claim fails a correct guide once in 1,000 runs at most.'
  ],
  ['first', 'What the page says of the first of several answers. Those that follow are judged by other expectations.']
]

/** The text of `docs/expectations.md`, made from the kinds of varying values and from the fixtures that test them. */
export function renderExpectationsPage(): string {
  const varying = [...kinds.map(({id, title, why}) => ({id, title, why})), decoration]
  return [
    '# What matches, and what does not',
    '',
    '<!-- Made by `npm run docs` from the fixtures of the test suite; changes here are lost. -->',
    '',
    'Output is compared by meaning. First, what differs between runs by nature and matches by type; then each comparison, with what passes and what fails.',
    '',
    '## What varies by nature',
    '',
    'The sample on the page decides what a value is; the actual value must be of the same kind. Anything else must be the same, character by character.',
    '',
    ...varying.flatMap(renderKind),
    '## Comparisons',
    '',
    ...comparisons.flatMap(renderComparison)
  ].join('\n')
}

const decoration = {
  id: 'decoration',
  title: 'Decoration of installers',
  why: 'Ticks, emoji, spinners, colours and lines that only say what is going on are no part of what an installer says. Crosses and warning signs are.'
}

function renderKind({id, title, why}: typeof decoration): readonly string[] {
  const {match, differ} = JSON.parse(readFileSync(new URL(`vary/${id}.json`, fixtures), 'utf8')) as {
    match: readonly Pair[]
    differ: readonly Pair[]
  }
  return [
    `### ${title}`,
    '',
    why,
    '',
    '| the page shows | the command prints | |',
    '| --- | --- | --- |',
    ...match.map(renderPair('matches')),
    ...differ.map(renderPair('does not match')),
    ''
  ]
}

function renderPair(result: string): (pair: Pair) => string {
  return ({sample, actual, column, key, anyVersion, why}) => {
    const where = column !== undefined ? ` in column \`${column}\`` : key !== undefined ? ` under \`${key}\`` : ''
    const notes = [
      `${result}${where}`,
      ...(anyVersion === true ? ['with `anyVersion`'] : []),
      ...(why === undefined ? [] : [why])
    ]
    return `| ${code(sample)} | ${code(actual)} | ${notes.join('; ')} |`
  }
}

function renderComparison([type, about]: readonly [string, string]): readonly string[] {
  const folder = new URL(`compare/${type}/`, fixtures)
  const cases = readdirSync(folder)
    .sort()
    .map((file) => ({file, ...(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case)}))
  const passing = cases.filter(({file}) => file.startsWith('passes'))
  const failing = cases.filter(({file}) => file.startsWith('fails'))
  const [example] = failing
  return [
    `### ${type}`,
    '',
    about,
    '',
    'Passes:',
    '',
    ...passing.map(({why}) => `- ${why}`),
    '',
    'Fails:',
    '',
    ...failing.map(
      ({why, verdict}) =>
        `- ${why} → ${verdict.message}${verdict.hopeless === null ? '' : ` (given up at once: ${verdict.hopeless})`}`
    ),
    '',
    ...(example?.expected === undefined ? [] : renderExample(example))
  ]
}

function renderExample({why, expected = [], attempts}: Case): readonly string[] {
  const {stdout = [], stderr = []} = attempts.at(-1) ?? {}
  return [
    `For example: ${why}`,
    '',
    '```text',
    ...expected,
    '```',
    '',
    'against',
    '',
    '```text',
    ...stdout,
    ...stderr,
    '```',
    ''
  ]
}

// Tables of markdown know no line breaks, and take `|` for a column.
function code(value: string): string {
  if (value === '') return '(empty)'
  const text = value.replaceAll('\u001b', '␛').replaceAll('\r', '␍').replaceAll('\n', '␊').replaceAll('|', '\\|')
  return `\`${text}\``
}
