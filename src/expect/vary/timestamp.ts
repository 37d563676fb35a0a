import {digits, isDigitAt, isWordAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'
import {isOfSquid} from './log-line.ts'

/** Dates and times of day. */
export const timestamp: VaryingKind = {
  id: 'timestamp',
  title: 'Timestamps and dates',
  why: 'When something happened differs from run to run. A timestamp matches another that is written in the same form (ISO 8601, RFC 1123, RFC 822, ctime, klog, access log, certificate, date, time of day of 24 or 12 hours, the fourteen digits that end a name such as `backup-20240102030405`, seconds since 1970 under keys that stand for a time, in the log of Squid and in the text of protobuf); the thirteenth month or the 25th hour is none.',
  forms: ['text', 'cell', 'value'],
  first: `${digits}ADEFIJMNOSTW`,
  read: (text, at, {form, name}) => {
    if (form === 'value' && at === 0 && ofTime.test(name ?? '') && sinceEpoch.test(text))
      return {end: text.length, shape: 'seconds since 1970'}
    const seconds = form === 'text' ? secondsEnd(text, at) : -1
    if (seconds !== -1) return {end: seconds, shape: 'seconds since 1970'}
    // `02:42:ac:11:00:02` is a hardware address.
    if (isWordAt(text, at - 1) || /^[0-9a-fA-F]{2}:$/.test(text.slice(Math.max(0, at - 3), at))) return null
    const found = formAt(text, at)
    return found === null ? null : {end: found.end, shape: found.form}
  }
}

// Prometheus puts the time of a sample before its value; tokens say when they were issued.
const ofTime = /^(?:values?|ts|iat|nbf|exp)$|time(?:stamp)?$/
// From 2014 to 2046: what is further away was chosen.
const sinceEpoch = /^(?:1[4-9]|2[0-3])\d{8}(?:\.\d{1,9})?$/

/** The end of seconds since 1970 as Squid logs them, or of `seconds:1610076306 nanos:473835000` in protobuf's text, or -1. */
function secondsEnd(text: string, at: number): number {
  if (at === 0) return isOfSquid(text) ? text.indexOf(' ') : -1
  return text[at - 1] === ':' && text.startsWith('seconds:', at - 8) ? matchEnd(protobufTime, text, at) : -1
}

const protobufTime = /(?:1[4-9]|2[0-3])\d{8}(?: {1,2}nanos:\d{1,9})?(?!\w)/y

/** The end of a timestamp that starts at `at`, or -1. */
export function timestampEnd(text: string, at: number): number {
  return formAt(text, at)?.end ?? -1
}

const date = String.raw`[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`
const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:[.,]\d{1,9})?`
const zone = String.raw`(?: ?(?:Z|[+-]\d{2}:?\d{2}|UTC|GMT)(?: (?:UTC|GMT))?)?`
const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const day = String.raw`(?:0?[1-9]| [1-9]|[12]\d|3[01])`

type Form = readonly [form: string, pattern: RegExp]

// In order: a longer form before one that it begins with. Each pattern has bounded length.
const numeric: readonly Form[] = [
  ['ISO 8601', new RegExp(`${date}[T ]${time}${zone}`, 'y')],
  ['slashed time', new RegExp(String.raw`\d{4}\/\d{2}\/\d{2} ${time}`, 'y')],
  ['date', new RegExp(date, 'y')],
  ['access log', new RegExp(String.raw`${day}\/${month}\/\d{4}[: ]${time}(?: [+-]\d{4})?`, 'y')],
  ['12-hour time', /(?:0?[1-9]|1[0-2]):[0-5]\d:[0-5]\d ?(?:[AP]M|[ap]m)/y],
  ['time', new RegExp(time, 'y')]
]

/** Those without a mark that tells them from a number. */
const unmarked: readonly Form[] = [
  ['digits', /20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d/y],
  ['RFC 822', new RegExp(String.raw`${day} ${month} \d{2} (?:[01]\d|2[0-3]):[0-5]\d (?:[A-Z]{3,4}|[+-]\d{4})`, 'y')]
]

const worded: readonly Form[] = [
  ['RFC 1123', new RegExp(String.raw`${weekday}, ${day}[ -]${month}[ -]\d{4} ${time} (?:GMT|UTC|[+-]\d{4})`, 'y')],
  ['ctime', new RegExp(String.raw`${weekday} ${month} ${day} ${time}(?: [A-Z]{3,4})? \d{4}`, 'y')],
  ['certificate date', new RegExp(String.raw`${month} ${day} ${time} \d{4} GMT`, 'y')],
  ['syslog', new RegExp(`${month} ${day} ${time}`, 'y')],
  // How bad it is, is no time.
  ...['I', 'W', 'E', 'F'].map(
    (severity): Form => [`klog ${severity}`, new RegExp(String.raw`${severity}(?:0[1-9]|1[0-2])[0-3]\d ${time}`, 'y')]
  )
]

function formAt(text: string, at: number): {readonly form: string; readonly end: number} | null {
  const isNumeric = isDigitAt(text, at)
  for (const [form, pattern] of isNumeric ? formsOfNumber(text, at) : worded) {
    const end = matchEnd(pattern, text, at)
    if (end !== -1 && !isWordAt(text, end)) return {form, end}
  }
  return null
}

const none: readonly Form[] = []

/** Nearly every number has none, which keeps long outputs cheap. */
function formsOfNumber(text: string, at: number): readonly Form[] {
  if (/[:/-]/.test(text.slice(at + 1, at + 5))) return numeric
  return isDigitAt(text, at + 13) || (text[at + 2] === ' ' && text[at + 6] === ' ') ? unmarked : none
}
