import {hasWord} from './attach.ts'
import type {StatusMeaning} from './cues/cue.ts'
import type {Draft} from './draft.ts'
import {optionValue} from './reading/arguments.ts'
import {holdTime} from './shown-output.ts'

/**
 * Add to a listing what its rows must show before the reader goes on.
 *
 * @returns false where the page shows a listing in which no row has such a name
 */
export function fulfilStatus(
  {names, column, value}: StatusMeaning,
  draft: Draft,
  {line, text}: {readonly line: number; readonly text: string}
): boolean {
  if (draft.background) return false
  const {shown} = draft
  const scopes = scopesOf(draft)
  const subjects = names.filter((name) => !isScope(name, text, scopes))
  const found = shown === null ? subjects : subjects.filter((name) => hasWord(shown, name))
  if (shown !== null && subjects.length > 0 && found.length === 0 && !/\.\.\.|…/.test(shown)) return false
  const rows = found.length > 0 ? found : subjects
  draft.promised.push({
    type: 'status',
    line,
    text: `waits until ${saying(rows, value)} (line ${line})`,
    holdMs: value !== null && /^(?:Pending|Terminating|\d+\/\d+)$/.test(value) && !isWhole(value) ? holdTime : 0,
    names: rows,
    column: columnIn(draft, column),
    value
  })
  return true
}

function saying(names: readonly string[], value: string | null): string {
  const who = names.map((name) => `\`${name}\``).join(' and ')
  const verb = names.length > 1 ? 'are' : 'is'
  if (value === null) return who === '' ? 'an address is assigned' : `${who} has an address`
  if (value === 'ready') return who === '' ? 'all are ready' : `${who} ${verb} ready`
  return who === '' ? `all are \`${value}\`` : `${who} ${verb} \`${value}\``
}

function isWhole(value: string): boolean {
  const [ready, all] = value.split('/')
  return ready === all
}

/** Values of the command's options that say where it looks, not what it lists. */
function scopesOf({entry}: Draft): ReadonlySet<string> {
  const scopes = entry.script.calls.flatMap(({words}) => [
    optionValue(words, '-n', '--namespace'),
    optionValue(words, '--context', '--kube-context')
  ])
  return new Set(scopes.filter((scope) => scope !== null))
}

function isScope(name: string, text: string, scopes: ReadonlySet<string>): boolean {
  if (scopes.has(name)) return true
  const at = text.indexOf(name)
  const after = text.slice(at + name.length, at + name.length + 20)
  const before = text.slice(Math.max(0, at - 30), at)
  return (
    /^[`"]? (?:namespace|cluster|context|node)\b/.test(after) ||
    /\b(?:namespace|cluster|context|on|in)(?: the)? [`"]$/.test(before)
  )
}

/** The column as the listing has it; null where it has none by that name. */
function columnIn({shown, entry}: Draft, column: string | null): string | null {
  if (column === null) return null
  if (shown !== null) return hasWord(shown.split('\n')[0] ?? '', column) ? column : null
  const formatted = entry.script.calls.some(({words}) => optionValue(words, '-o', '--output') !== null)
  return formatted || entry.script.ending.piped ? null : column
}
