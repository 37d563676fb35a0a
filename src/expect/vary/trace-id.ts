import {hexDigits, isWordAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** Ids of traces and spans. */
export const traceId: VaryingKind = {
  id: 'trace-id',
  title: 'Trace and span ids',
  why: 'A trace or span has an id of 32 or 16 hexadecimal digits, which matches another of the same length, where the key, the column or the words before it speak of a trace, a span or a request, or where nothing else is on the line. Digests (`sha256:…`, those of `md5sum`, an `etag`) say which content it is, and must be the same.',
  forms: ['text', 'cell', 'value'],
  first: hexDigits,
  read: (text, at, {form, name}) => {
    if (isWordAt(text, at - 1) || !isWordAt(text, at + 15)) return null
    if (
      form === 'text'
        ? !tracing.test(text.slice(Math.max(0, at - 100), at)) && !onlyIds.test(text)
        : !ofTrace.test(name ?? '')
    )
      return null
    const end = matchEnd(hex, text, at)
    if (end === -1 || isWordAt(text, end)) return null
    const value = text.slice(at, end)
    // Sixteen digits or letters alone are rather a number or a word.
    return (value.length === 16 || value.length === 32) && /\d/.test(value) && /[a-fA-F]/.test(value)
      ? {end, shape: `${value.length} digits`}
      : null
  }
}

const hex = /[0-9a-fA-F]{16,33}/y
const tracing = /trace|span|\bb3\b|request-?_?id|correlation/i
const ofTrace = /trace|span|^b3$|request|correlation|(?:^|[^a-z])id$|parentid/
const onlyIds = /^[\s"']{0,20}[0-9a-fA-F-]{16,80}[\s"',]{0,20}$/
