import type {Finding, ParsedCommand} from './finding.ts'

/** Most commands have none, and are not looked at more closely. */
const mayHave = /\{[A-Za-z]|\[[A-Z]{2}|\s\.{3}(?:\s|$)/
/**
 * `{NAME}` and `[PROJECT_ID]`: no list or range of braces, no template, no `%{time_total}` of curl or `HEAD@{upstream}` of git,
 * no element of an array, and, as the value of an option, no list of a single thing.
 */
const standIn = /(?<![\w$%@^{\\])(?:(?<!=)\{[A-Za-z][\w-]*\}|(?<==)\{[A-Z][A-Z\d_-]+\}|\[[A-Z][A-Z\d_-]{3,}\])(?![}<>])/
/** Programs to which braces, brackets or dots mean something of their own. */
const others: ReadonlySet<string> = new Set(
  'echo printf go grep egrep rg sed perl awk tr parallel xargs find fd'.split(' ')
)

/** Find what stands for a reader's own in a word without quotes: `http://{HOST}/`, `[PROJECT_ID]`, or `...` alone. */
export function findStandIns({text, commands}: ParsedCommand): readonly Finding[] {
  if (!mayHave.test(text)) return []
  return commands.flatMap(({assignments, words}): readonly Finding[] => {
    if (words.some((word) => others.has(word.text))) return []
    return [...assignments.map(({value}) => value), ...words].flatMap(({start, end}): readonly Finding[] => {
      const source = text.slice(start, end)
      const match = source === '...' ? {0: source, index: 0} : /["'`]/.test(source) ? null : standIn.exec(source)
      return match === null ? [] : [{ruleId: 'placeholder', offset: start + match.index, detail: {found: match[0]}}]
    })
  })
}
