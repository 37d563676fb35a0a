import {loadAll, YAMLException} from 'js-yaml'
import {parse as parseToml, TomlError} from 'smol-toml'
import type {Place} from '../place.ts'
import {type Problem, problem} from '../problem.ts'
import {maxAliases} from '../yaml.ts'

/** Front matter as data, or the problem that it has. */
export interface FrontMatter {
  readonly data: Readonly<Record<string, unknown>>
  readonly problems: readonly Problem[]
}

/**
 * Read the front matter of a page.
 *
 * @param text between its fences
 * @param start where the text's first line stands in the page
 */
export function readFrontMatter(text: string, language: 'yaml' | 'toml', start: Place): FrontMatter {
  return language === 'yaml' ? readYaml(text, start) : readToml(text, start)
}

function readYaml(text: string, start: Place): FrontMatter {
  try {
    const [value] = loadAll(text, {maxAliases})
    return toRecord(value, start)
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause
    const {line, column} = cause.mark ?? {line: 0, column: 0}
    return malformed(cause.reason, start, line + 1, column + 1)
  }
}

function readToml(text: string, start: Place): FrontMatter {
  try {
    return toRecord(parseToml(text, {integersAsBigInt: 'asNeeded'}), start)
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause
    const [message = ''] = cause.message.replace(/^Invalid TOML document: /, '').split('\n', 1)
    return malformed(message, start, cause.line, cause.column)
  }
}

function toRecord(value: unknown, start: Place): FrontMatter {
  const data = toJson(value ?? {})
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return {data: {...data}, problems: []}
  return malformed('it is not a mapping', start, 1, 1)
}

/** Dates and big integers as text, so that a guide can be printed as JSON. */
function toJson(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]))
}

function malformed(found: string, start: Place, line: number, column: number): FrontMatter {
  const place = {file: start.file, line: start.line + line - 1, column}
  return {data: {}, problems: [problem('malformed-front-matter', place, {found})]}
}
