import {parseDuration} from '../duration.ts'
import type {Block, Directive} from '../guide/guide.ts'
import type {Place} from '../place.ts'
import type {BlockConfiguration} from '../plan/configuration.ts'
import {type Problem, problem} from '../problem.ts'
import {type Clause, type Misspelling, readCount, readVocabulary} from './vocabulary.ts'

/** What authors say about a block, in comments beside it and in the configuration; null or empty where they say nothing. */
export interface BlockOptions {
  /** Why it does not run. */
  readonly skip: string | null
  /** Chosen although it is an alternative. */
  readonly run: boolean
  readonly background: boolean | null
  /** The id of the block after which it runs. */
  readonly after: string | null
  readonly clauses: readonly Clause[]
  /** The line of the page that says `clauses`; the block's own where configuration does. */
  readonly line: number
  readonly repeat: number | null
  readonly timeoutMs: number | null
  readonly problems: readonly Problem[]
}

/** Read what authors say about a block. Configuration wins over comments, option by option. */
export function readBlockOptions(block: Block, configured: BlockConfiguration = {}): BlockOptions {
  const said = readDirectives(block)
  const place = {file: block.page, line: block.line, column: block.column}
  const set = readConfiguration(configured, place, block.id)
  return {
    skip: set.skip ?? said.skip ?? null,
    run: set.run ?? said.run ?? false,
    background: set.background ?? said.background ?? null,
    after: set.after ?? said.after ?? null,
    clauses: set.clauses ?? said.clauses ?? [],
    line: set.clauses === undefined ? (said.line ?? block.line) : block.line,
    repeat: set.repeat ?? said.repeat ?? null,
    timeoutMs: set.timeoutMs ?? said.timeoutMs ?? null,
    problems: [...said.problems, ...set.problems]
  }
}

/** Options of one source; undefined where it does not say. */
interface Said {
  skip?: string
  run?: boolean
  background?: boolean
  after?: string
  clauses?: Clause[]
  line?: number
  repeat?: number
  timeoutMs?: number
  readonly problems: Problem[]
}

function readDirectives(block: Block): Said {
  const said: Said = {problems: []}
  for (const directive of block.directives) {
    const {name, value, line, column} = directive
    for (const {found, expected, offset} of readDirective(directive, said)) {
      const place = {file: block.page, line, column: column + (offset === 0 ? 0 : name.length + 1 + offset)}
      said.problems.push(
        problem('unknown-option', place, {
          found: name === 'expect' && found !== '' ? found : `${name} ${value}`.trim(),
          expected
        })
      )
    }
  }
  return said
}

/** Take down what a comment says; returns what of it cannot be understood. */
function readDirective({name, value, line}: Directive, said: Said): readonly Misspelling[] {
  const wrong = (expected: string): readonly Misspelling[] => [{found: value, expected, offset: 0}]
  switch (name) {
    case 'skip':
      said.skip = unquote(value)
      return said.skip === '' ? wrong('`skip` with a reason in quotes') : []
    case 'after':
      said.after = unquote(value)
      return said.after === '' ? wrong('`after` with the id of a block') : []
    case 'run':
    case 'background':
      said[name] = value !== 'false'
      return value === '' || value === 'true' || value === 'false' ? [] : wrong(`\`${name}\` alone`)
    case 'repeat': {
      const count = readCount(value)
      if (count === null) return wrong('`repeat` with a number from 1')
      said.repeat = count
      return []
    }
    case 'timeout': {
      const limit = parseDuration(value)
      if (limit === null) return wrong('`timeout` with a duration such as `90s` or `5m`')
      said.timeoutMs = limit
      return []
    }
    case 'expect': {
      const {clauses, misspellings} = readVocabulary(value)
      said.clauses = [...(said.clauses ?? []), ...clauses]
      said.line ??= line
      return misspellings
    }
    default:
      // The reader of the page has reported a name that does not exist.
      return []
  }
}

function readConfiguration(configured: BlockConfiguration, place: Place, id: string): Said {
  const {skip, run, background, after, expect, repeat, timeout} = configured
  const said: Said = {problems: []}
  const wrong = (found: string, expected: string): void => {
    said.problems.push(problem('unknown-option', place, {found: `${found}\` of block \`${id}`, expected}))
  }
  if (skip !== undefined) said.skip = skip
  if (run !== undefined) said.run = run
  if (background !== undefined) said.background = background
  if (after !== undefined) said.after = after
  if (repeat !== undefined) {
    if (readCount(String(repeat)) === null) wrong(`repeat: ${repeat}`, 'a whole number from 1')
    else said.repeat = repeat
  }
  if (timeout !== undefined) {
    const limit = parseDuration(timeout)
    if (limit === null) wrong(`timeout: ${timeout}`, 'a duration such as `90s` or `5m`')
    else said.timeoutMs = limit
  }
  if (expect === undefined) return said
  said.clauses = []
  for (const text of typeof expect === 'string' ? [expect] : expect) {
    const {clauses, misspellings} = readVocabulary(text)
    said.clauses.push(...clauses)
    for (const {found, expected} of misspellings) wrong(`expect: ${found}`, expected)
  }
  return said
}

function unquote(text: string): string {
  return /^(["'`])(.*)\1$/s.exec(text)?.[2]?.trim() ?? text.trim()
}
