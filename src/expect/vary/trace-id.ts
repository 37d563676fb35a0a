import {hexDigits, isWordAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** Ids of traces and spans. */
export const traceId: VaryingKind = {
  id: 'trace-id',
  title: 'Trace and span ids',
  why: 'A trace or span has an id of 32 or 16 hexadecimal digits, which matches another of the same length, where the key, the column or the words before it speak of a trace, a span or a request, or where nothing else is on the line; Amazon writes its own as `1-674599d4-77a4…`. Digests (`sha256:…`, those of `md5sum`, an `etag`) say which content it is, and must be the same.',
  forms: ['text', 'cell', 'value'],
  first: hexDigits,
  read: (text, at, {form, name}) => {
    if (isWordAt(text, at - 1) || !isWordAt(text, at + 15)) return null
    const context = form === 'text' ? text.slice(Math.max(0, at - 100), at) : (name ?? '')
    if (form === 'text' ? !tracing.test(context) && !onlyIds.test(text) : !ofTrace.test(context)) return null
    const amazon = matchEnd(amazonId, text, at)
    if (amazon !== -1 && !isWordAt(text, amazon)) return {end: amazon, shape: 'Amazon'}
    const end = matchEnd(hex, text, at)
    if (end === -1 || isWordAt(text, end)) return null
    const value = text.slice(at, end)
    // Where nothing speaks of a span, sixteen digits or letters alone are rather a number or a word. An id of zeros is none.
    const isId = ofSpan.test(context) ? /[^0]/.test(value) : /\d/.test(value) && /[a-fA-F]/.test(value)
    return isId && (value.length === 16 || value.length === 32) ? {end, shape: `${value.length} digits`} : null
  }
}

const hex = /[0-9a-fA-F]{16,33}/y
// `Root=1-674599d4-77a473943844e9e31844b48e`
const amazonId = /1-[0-9a-f]{8}-[0-9a-f]{24}/y
const tracing = /trace|span|\bb3\b|request-?_?id|correlation/i
const ofTrace = /trace|span|^b3$|request|correlation|(?:^|[^a-z])id$|parentid/
const ofSpan = /trace|span/i
const onlyIds = /^[\s"']{0,20}[0-9a-fA-F-]{16,80}[\s"',]{0,20}$/
