import {says} from '../../says.ts'
import type {AwaitedState, RestartsMeaning, StatusMeaning} from '../cues/cue.ts'
import type {Draft} from '../draft.ts'
import type {StatusExpectation} from '../expectation.ts'
import {listingOf} from '../listed-states.ts'
import {mentions} from '../mention.ts'
import {optionValue} from '../reading/arguments.ts'
import {readSampleTables} from '../sample-tables.ts'
import {type SelectedField, valueInState} from '../selected-field.ts'
import {holdTime, isUnsettled} from '../shown-output.ts'
import {compareStatus} from '../status.ts'
import type {CueContext} from './context.ts'

/**
 * Add to a listing what its rows must show before the reader goes on.
 *
 * @returns false where nothing would check it: no row has such a name, or the listing shows no such thing
 */
export function fulfilStatus({names, states}: StatusMeaning, draft: Draft, context: CueContext): boolean {
  const done = states.map((state) => awaitState(names, state, draft, context)).every((done) => done)
  // No row that is awaited tells how many there are.
  return done && (draft.shown !== null || !says(context.text, counts))
}

/**
 * How what a page shows stands to the states that were said to be awaited before: it has them, it is on the way to them, or
 * it is something else.
 */
export function courseTo({promised}: Draft, shown: string): 'same' | 'passing' | 'other' {
  const has = (expectation: StatusExpectation): boolean => compareStatus(expectation, {stdout: shown}, shown).passed
  const awaited = promised.filter((expectation) => expectation.type === 'status')
  if (awaited.every(has)) return 'same'
  return isUnsettled(shown) && awaited.every(({column}) => column !== 'RESTARTS') ? 'passing' : 'other'
}

/** Add to a listing how its containers have fared; as `fulfilStatus`. */
export function fulfilRestarts({names, value}: RestartsMeaning, draft: Draft, context: CueContext): boolean {
  return awaitState(names, {column: 'RESTARTS', value}, draft, context)
}

const counts =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) (?:[\w-]+ ){0,2}(?:pods|replicas|deployments|services|nodes|containers|instances|jobs)\b/

function awaitState(
  names: readonly string[],
  {column, value}: AwaitedState,
  draft: Draft,
  {line, text}: CueContext
): boolean {
  const {shown, entry} = draft
  const listing = listingOf(entry.script)
  if (draft.background || listing === null || listing.type === 'document') return false
  const isCount = column === 'RESTARTS'
  // `kubectl wait` and `rollout status` end when it is so, and fail otherwise.
  if (listing.type === 'waits') return !isCount
  const subjects = subjectsOf(names, text, draft)
  const tables = shown === null ? [] : readSampleTables(shown).tables
  const isText = shown === null ? listing.type === 'text' : tables.length === 0
  const columns =
    shown === null && listing.type === 'table' ? listing.columns : tables.flatMap((table) => table.columns)
  // No other column, and no text, tells of restarts.
  if (isCount && !columns.includes('RESTARTS')) return false
  const field = listing.type === 'text' ? listing.field : null
  const wanted = isText ? wantedOf(field, value) : wantedIn(columns, column, value)
  // The value of a member stands alone: whose it is, the command says.
  const naming = field === null ? shown : entry.step.command
  const found = naming === null ? subjects : subjects.filter((name) => mentions(naming, name))
  const missing = naming !== null && subjects.length > 0 && found.length === 0
  if (missing && !tables.some(({elided}) => elided)) return false
  // Without a column for it, a shown listing can only say that the row is there, which is compared anyway.
  if (wanted === null) return shown !== null && value !== null && field === null
  const rows = found.length > 0 ? found : subjects
  const hold = value !== null && /^(?:Pending|Terminating)$|^0\//.test(value) ? holdTime : 0
  const said = `waits until ${saying(rows, column, value)} (line ${line})`
  const expectation: StatusExpectation = {type: 'status', line, text: said, holdMs: hold, names: rows, ...wanted}
  if (shown !== null && !missing && !compareStatus(expectation, {stdout: shown}, shown).passed) {
    // A page may show what is on the way to the state that is awaited. What it shows of settled rows must come about as well.
    if (isCount) return false
    if (isUnsettled(shown)) draft.output = null
    else if (rows.length === 0) return true
  }
  draft.promised.push(expectation)
  return true
}

/** The value to look for in plain output, or null where all of it is a member that tells of no such state. */
function wantedOf(field: SelectedField | null, value: string | null): AwaitedState | null {
  if (field === null || value === null) return {column: null, value}
  const wanted = valueInState(field, value)
  return wanted === null ? null : {column: null, value: wanted}
}

/** The column and value to look for in a listing with these columns, or null where it shows no such thing. */
function wantedIn(columns: readonly string[], column: string | null, value: string | null): AwaitedState | null {
  if (value === null) {
    const address = ['EXTERNAL-IP', 'ADDRESS'].find((name) => columns.includes(name))
    return address === undefined ? null : {column: address, value}
  }
  if (value === 'ready') {
    const tells = ['READY', 'AVAILABLE', 'PROGRAMMED', 'STATUS'].some((name) => columns.includes(name))
    return tells ? {column: columns.includes('READY') ? 'READY' : null, value} : null
  }
  if (column === null) return {column, value}
  if (columns.includes(column)) return {column, value}
  // Deployments show how many of their pods run, others that they are ready, none of them in a column for a state.
  return (value === 'Running' || value === 'Ready') && columns.includes('READY')
    ? {column: 'READY', value: 'ready'}
    : null
}

function saying(names: readonly string[], column: string | null, value: string | null): string {
  const who = names.map((name) => `\`${name}\``).join(' and ')
  const verb = names.length > 1 ? 'are' : 'is'
  if (value === null)
    return who === '' ? 'an address is assigned' : `${who} ${names.length > 1 ? 'have' : 'has'} an address`
  if (column === 'RESTARTS') {
    return `${who === '' ? 'all' : who} ${names.length === 1 ? 'has' : 'have'}${value === '0' ? ' not' : ''} been restarted`
  }
  const state = value === 'ready' ? 'ready' : `\`${value}\``
  return who === '' ? `all are ${state}` : `${who} ${verb} ${state}`
}

/** Names of objects, without those that say where they are: namespaces, clusters, contexts. */
function subjectsOf(names: readonly string[], text: string, {entry}: Draft): readonly string[] {
  if (names.length === 0) return names
  const scopes = entry.script.calls.flatMap(({words}) => [
    optionValue(words, '-n', '--namespace'),
    optionValue(words, '--context', '--kube-context')
  ])
  return names.filter((name) => {
    const at = text.indexOf(name)
    const after = text.slice(at + name.length, at + name.length + 20)
    const before = text.slice(Math.max(0, at - 30), at)
    const isPlace = /^[`"]? (?:namespaces?|clusters?|contexts?|networks?)\b/.test(after)
    return !scopes.includes(name) && !isPlace && !/\b(?:namespace|cluster|context|on|in)(?: the)? [`"]$/.test(before)
  })
}
