import {parseDuration} from '../duration.ts'
import type {ExitExpectation, OutputType} from './expectation.ts'
import {nearestWord} from './nearest-word.ts'

/** One thing that an author says in `expect`. */
export type Clause =
  | {readonly type: 'contains' | 'not-contains'; readonly text: string}
  | {readonly type: 'as'; readonly how: OutputType}
  | {readonly type: 'absence'}
  | {readonly type: 'status'; readonly name: string | null; readonly value: string}
  | {readonly type: 'exit'; readonly expected: ExitExpectation['expected']}
  | {readonly type: 'within'; readonly limitMs: number}
  | {readonly type: 'in-a-row'; readonly times: number}
  | {readonly type: 'any-version'}
  | {readonly type: 'step'; readonly number: number}

/** What of an option cannot be understood. */
export interface Misspelling {
  readonly found: string
  readonly expected: string
  /** Where it begins in the text, from 0. */
  readonly offset: number
}

export interface Vocabulary {
  readonly clauses: readonly Clause[]
  readonly misspellings: readonly Misspelling[]
}

const comparisons = ['same', 'like', 'lines', 'elided', 'table', 'json', 'yaml', 'http', 'listing'] as const
const keywords: readonly string[] = [
  'contains',
  'not contains',
  ...comparisons,
  'absence',
  'status',
  'exit',
  'within',
  '3 in a row',
  'any version',
  'step'
]

/**
 * Read what an author says in `expect`: clauses one after another, with commas between them or not.
 *
 * `contains "503"`, `not contains "x"`, `same`, `like`, `lines`, `elided`, `table`, `json`, `yaml`, `http`, `listing`, `absence`,
 * `status "X" "Running"`, `exit 1`, `within 5m`, `3 in a row`, `any version`; `step 2` begins what is about the second command.
 */
export function readVocabulary(text: string): Vocabulary {
  const tokens = tokenize(text)
  const clauses: Clause[] = []
  const misspellings: Misspelling[] = []
  let at = 0
  while (at < tokens.length) {
    const result = readClause(tokens, at)
    if ('clause' in result) clauses.push(result.clause)
    else misspellings.push({...result.problem, offset: tokens[at]?.offset ?? 0})
    // After an error, what follows up to the next comma belongs to it.
    at = 'clause' in result ? result.next : tokens.findIndex((token, index) => index >= at && token.comma)
    if (at === -1) break
    while (tokens[at]?.comma === true) at++
  }
  if (clauses.length === 0 && misspellings.length === 0) {
    misspellings.push({found: text, expected: `one of ${list(keywords)}`, offset: 0})
  }
  return {clauses, misspellings}
}

interface Token {
  readonly text: string
  readonly quoted: boolean
  readonly comma: boolean
  readonly offset: number
}

function tokenize(text: string): readonly Token[] {
  const pattern = /,|"((?:[^"\\]|\\.)*)"|'([^']*)'|`([^`]*)`|[^\s,]+/g
  return [...text.matchAll(pattern)].map((match) => {
    const [whole, double, single, code] = match
    const inner = double?.replace(/\\(["\\])/g, '$1').replace(/\\n/g, '\n') ?? single ?? code
    return {text: inner ?? whole, quoted: inner !== undefined, comma: whole === ',', offset: match.index}
  })
}

type Result =
  | {readonly clause: Clause; readonly next: number}
  | {readonly problem: {readonly found: string; readonly expected: string}}

function readClause(tokens: readonly Token[], at: number): Result {
  const token = tokens[at]
  const word = token === undefined || token.quoted ? '' : token.text
  const [first, second] = [tokens[at + 1], tokens[at + 2]]
  const wrong = (expected: string, ...parts: readonly (Token | undefined)[]): Result => ({
    problem: {found: [token, ...parts].flatMap((part) => part?.text ?? []).join(' '), expected}
  })
  const comparison = comparisons.find((name) => name === word)
  if (comparison !== undefined) return {clause: {type: 'as', how: comparison}, next: at + 1}
  switch (word) {
    case 'absence':
      return {clause: {type: 'absence'}, next: at + 1}
    case 'contains':
      if (first?.quoted !== true || first.text === '') return wrong('a text in quotes after `contains`', first)
      return {clause: {type: 'contains', text: first.text}, next: at + 2}
    case 'not':
      if (first?.text !== 'contains' || second?.quoted !== true || second.text === '')
        return wrong('`not contains` with a text in quotes', first, second)
      return {clause: {type: 'not-contains', text: second.text}, next: at + 3}
    case 'status':
      if (first?.quoted !== true) return wrong('`status` with a name and a state in quotes, or a state alone', first)
      if (second?.quoted !== true) return {clause: {type: 'status', name: null, value: first.text}, next: at + 2}
      return {clause: {type: 'status', name: first.text, value: second.text}, next: at + 3}
    case 'exit': {
      const expected = readStatus(first?.text ?? '')
      return expected === null
        ? wrong('`exit` with a number from 0 to 255, `nonzero` or `any`', first)
        : {clause: {type: 'exit', expected}, next: at + 2}
    }
    case 'within': {
      const limitMs = parseDuration(first?.text ?? '')
      return limitMs === null
        ? wrong('`within` with a duration such as `90s` or `5m`', first)
        : {clause: {type: 'within', limitMs}, next: at + 2}
    }
    case 'any':
      return first?.text === 'version' ? {clause: {type: 'any-version'}, next: at + 2} : wrong('`any version`', first)
    case 'step': {
      const number = readCount(first?.text ?? '')
      return number === null
        ? wrong('`step` with the number of a command of the block, from 1', first)
        : {clause: {type: 'step', number}, next: at + 2}
    }
  }
  const times = readCount(word)
  if (times !== null) {
    const rest = tokens.slice(at + 1, at + 4)
    if (rest.map(({text}) => text).join(' ') !== 'in a row') {
      return wrong(`\`${times} in a row\``, ...rest.filter(({comma}) => !comma))
    }
    return {clause: {type: 'in-a-row', times}, next: at + 4}
  }
  return wrong(`one of ${list(keywords)}${suggestion(word, keywords)}`)
}

/** What a misspelt word may have been meant to be, as the end of an error message. */
function suggestion(word: string, known: readonly string[]): string {
  const nearest = nearestWord(word, known)
  return nearest === null ? '' : `; did you mean \`${nearest}\`?`
}

function readStatus(text: string): ExitExpectation['expected'] | null {
  if (text === 'nonzero' || text === 'any') return text
  return /^\d{1,3}$/.test(text) && Number(text) <= 255 ? Number(text) : null
}

/** A number from 1 to 9999, or null. */
export function readCount(text: string): number | null {
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : null
}

function list(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ')
}
