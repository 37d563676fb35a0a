import {digits, isWordAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'
import {timestampEnd} from './timestamp.ts'

/** Ages and durations. */
export const age: VaryingKind = {
  id: 'age',
  title: 'Ages and durations',
  why: 'How long something took or has existed differs from run to run, so any age (`40s`, `2m30s`, `3d4h`, `1.5ms`, `3 hours ago`) matches any other. So does how often an event was seen (`3m (x2 over 5m)`), which a single one does not say. Where a duration is a setting (`timeout: 3s`, values in JSON and YAML, columns other than ages, a line that is nothing but a duration) it must be the same. A plain number is no age.',
  forms: ['text', 'cell', 'value'],
  first: `${digits}AL`,
  read: (text, at, {form, name}) => {
    if (form === 'cell' && name === 'status') return readUptime(text, at)
    if (form === 'cell')
      return ageColumns.has(name ?? '') && at === 0 && isAge(text) ? {end: text.length, shape: 'age'} : null
    if (form === 'value' && !ageKeys.has(name ?? '')) return null
    if (isWordAt(text, at - 1) || text[at - 1] === '-' || text[at - 1] === '.') return null
    const worded = matchEnd(ago, text, at)
    const end = worded === -1 ? matchEnd(duration, text, at) : worded
    if (end === -1 || isWordAt(text, end) || text[end] === '-') return null
    if (form === 'text' && isSetting(text, at, end)) return null
    return worded === -1 ? {end: occurrencesEnd(text, end), shape: 'age'} : {end, shape: 'ago'}
  }
}

// Docker says `Up 2 minutes (healthy)` and `Exited (0) 3 hours ago` in its column `STATUS`.
function readUptime(text: string, at: number): {readonly end: number; readonly shape: string} | null {
  const end = /^(?:Up|Exited \(\d{1,3}\)) $/.test(text.slice(0, Math.min(at, 14))) ? matchEnd(lasted, text, at) : -1
  return end === -1 ? null : {end, shape: 'age'}
}

/** The end of a duration such as `2m30s` that starts at `at`, or -1. */
function durationEnd(text: string, at: number): number {
  return matchEnd(duration, text, at)
}

/** The end of ` (x2 over 4m57s)` behind the age of an event that came more than once; `at` where it came once. */
function occurrencesEnd(text: string, at: number): number {
  return text.startsWith(' (x', at) ? Math.max(at, matchEnd(occurrences, text, at)) : at
}

// Every group starts with a digit and ends with a unit, so there is one way to read each.
const groups = String.raw`(?:\d{1,9}(?:\.\d{1,9})?(?:ms|us|µs|ns|[ydhms])){1,6}`
const duration = new RegExp(groups, 'y')
const occurrences = new RegExp(String.raw` \(x\d{1,9} over ${groups}\)`, 'y')
const lasted = /(?:\d{1,4}|About an?|Less than a) (?:second|minute|hour|day|week|month|year)s?/y
const spoken = /(?:\d{1,4}|About an?|Less than a) (?:second|minute|hour|day|week|month|year)s? ago/y
const ago = /\d{1,4} (?:second|minute|hour|day|week|month|year)s? ago/y
// What stands before a duration that somebody chose.
const setting =
  /(?:cpu|timeout|interval|delay|ttl|period|after|every|retries|deadline|within|limit)["']?\s?[:= ]\s?["']?$/i

/** Whether somebody chose a duration: words before it say so, or it is all that a command prints of an object. */
function isSetting(text: string, at: number, end: number): boolean {
  if (setting.test(text.slice(Math.max(0, at - 40), at))) return true
  if (text.length > 40 || text.endsWith('ago')) return false
  // Nobody chooses milliseconds to three places: that is what `curl` measured.
  return text.slice(0, at).trim() === '' && text.slice(end).trim() === '' && !/\.\d{3}/.test(text)
}

const ageColumns: ReadonlySet<string> = new Set([
  ...[
    'age',
    'last seen',
    'first seen',
    'duration',
    'uptime',
    'last schedule',
    'since',
    'last restart',
    'created at',
    'created',
    'creationtime'
  ]
])
const ageKeys: ReadonlySet<string> = new Set(['age', 'uptime', 'elapsed', 'took', 'running for'])

// Custom resources of old releases show the time of creation in the column `AGE`.
function isAge(cell: string): boolean {
  if (matchEnd(spoken, cell, 0) === cell.length) return true
  const end = durationEnd(cell, 0)
  return (end !== -1 && occurrencesEnd(cell, end) === cell.length) || timestampEnd(cell, 0) === cell.length
}
