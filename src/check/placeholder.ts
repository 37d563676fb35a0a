import {findCapitalNames} from './capital-name.ts'
import type {Finding, ParsedCommand} from './finding.ts'
import {invocationOf} from './invocation.ts'
import {findStandIns} from './stand-in.ts'

/** `<like this>`: no space inside its brackets, as redirections have, and no second `<` before it, as heredocs have. */
const bracketed = /(?<![<{\w$&\\-])<([A-Za-z](?:[\w .:/-]*\w)?)>/g
const shouted =
  /(?<![$\w{-])(?:YOUR[_-]?|INSERT[_-])[A-Z0-9][A-Z0-9_-]*(?![\w=])|(?<![$\w{-])(?:CHANGE|REPLACE)[_-]?ME(?![\w=])|(?<![^\s="'])X{4,}(?![^\s"'])|(?<==["']?)\*{3,}(?![^\s"'])/g
/** Values that commands print and that conditions compare with. */
const printed: ReadonlySet<string> = new Set([
  'none',
  'pending',
  'unknown',
  'unset',
  'invalid',
  'nil',
  'no value',
  'empty'
])
/** Programs that look for text, so that it is theirs and not the reader's. */
const searchers: ReadonlySet<string> = new Set(['sed', 'perl', 'awk', 'grep', 'egrep', 'rg', 'envsubst', 'tr'])

/**
 * Find what is left for the reader to fill in: `<your-ip>`, `YOUR_PROJECT`, `password=*****`, `kubectl logs PODNAME`, `{host}`.
 *
 * @param replaced words that the page tells its reader to replace
 */
export function findPlaceholders(parsed: ParsedCommand, replaced: readonly string[]): readonly Finding[] {
  const told = [...findMarked(parsed), ...replaced.flatMap((word) => findWord(parsed.text, word))]
  const isTold = ({offset}: Finding): boolean => told.some((other) => other.offset === offset)
  return [...told, ...[...findCapitalNames(parsed), ...findStandIns(parsed)].filter((found) => !isTold(found))]
}

function findWord(text: string, word: string): readonly Finding[] {
  const isApart = (offset: number): boolean => !/[\w-]/.test(text.charAt(offset))
  const offset = text.indexOf(word)
  if (offset === -1 || !isApart(offset - 1) || !isApart(offset + word.length) || isComment(text, offset)) return []
  return [{ruleId: 'placeholder', offset, detail: {found: word}}]
}

function findMarked({text, commands}: ParsedCommand): readonly Finding[] {
  // Most commands have none, and then there is nothing to look at more closely.
  if (text.search(bracketed) < 0 && text.search(shouted) < 0) return []
  const searched = commands.filter((command) => searchers.has(invocationOf(command).program))
  const quoted = commands.flatMap(({words, redirections, assignments}) => [
    ...words,
    ...assignments.map(({value}) => value),
    ...redirections.flatMap(({target}) => (target === null ? [] : [target]))
  ])
  const within = (ranges: readonly {start: number; end: number}[], offset: number): boolean =>
    ranges.some(({start, end}) => start <= offset && offset < end)

  const found = [...text.matchAll(bracketed)].filter(({0: match, 1: name = '', index}) =>
    within(quoted, index)
      ? isTelling(name) && !text.includes(`</${name}`) && !within(searched, index)
      : isTelling(name) || (!/\.\w+$/.test(name) && !/[\w&]/.test(text.charAt(index + match.length)))
  )
  const names = [...text.matchAll(shouted)].filter(({index}) => !within(searched, index))
  return [...found, ...names]
    .filter(({0: match, index}) => !printed.has(match.slice(1, -1).toLowerCase()) && !isComment(text, index))
    .map(({0: match, index}) => ({ruleId: 'placeholder', offset: index, detail: {found: match}}))
}

/** Whether a name reads like a description rather than like a file or an XML tag. */
function isTelling(name: string): boolean {
  return /[ _-]/.test(name) || /^[A-Z][A-Z0-9]+$/.test(name) || /^(?:your|my)/i.test(name)
}

function isComment(text: string, offset: number): boolean {
  return /(?:^|\s)#/.test(text.slice(text.lastIndexOf('\n', offset) + 1, offset))
}
