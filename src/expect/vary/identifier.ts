import {digits, hexDigits, isWordAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** UIDs, and request ids that are written like them. */
export const uid: VaryingKind = {
  id: 'uid',
  title: 'UIDs and request ids',
  why: 'A UUID names one object or one request. Any matches any other, where all 32 hexadecimal digits and their hyphens are there.',
  forms: ['text', 'cell', 'value'],
  first: hexDigits,
  read: (text, at) => {
    if (text[at + 8] !== '-' || isWordAt(text, at - 1)) return null
    const end = matchEnd(uuid, text, at)
    return end === -1 || isWordAt(text, end) ? null : {end, shape: 'UUID'}
  }
}

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

/** Resource versions of the Kubernetes API. */
export const resourceVersion: VaryingKind = {
  id: 'resource-version',
  title: 'Resource versions',
  why: 'The API server counts every change of any object. Under the key `resourceVersion`, any number matches any other; elsewhere it is a number like every other.',
  forms: ['text', 'value'],
  first: digits,
  read: (text, at, {form, name}) => {
    if (
      form === 'value' ? name !== 'resourceversion' || at !== 0 : !keyBefore.test(text.slice(Math.max(0, at - 24), at))
    ) {
      return null
    }
    const end = matchEnd(number, text, at)
    return end === -1 || isWordAt(text, end) ? null : {end, shape: 'number'}
  }
}

/** Fingerprints of client certificates, as proxies pass them on. */
export const fingerprint: VaryingKind = {
  id: 'fingerprint',
  title: 'Fingerprints of certificates',
  why: 'A workload gets a certificate of its own, which is renewed. In `x-forwarded-client-cert`, the digest after `Hash=` matches any other; elsewhere a digest must be the same.',
  forms: ['text', 'value'],
  first: hexDigits,
  read: (text, at) => {
    if (text.slice(Math.max(0, at - 5), at) !== 'Hash=') return null
    const end = matchEnd(digest, text, at)
    return end === -1 || isWordAt(text, end) ? null : {end, shape: 'SHA-256'}
  }
}

/** Serial numbers of certificates. */
export const serialNumber: VaryingKind = {
  id: 'serial-number',
  title: 'Serial numbers of certificates',
  why: 'Every issued certificate has a serial number of its own. In the column `SERIAL NUMBER`, after `serial=` and on a line of its own (`e2:07:b9:…`, as `openssl x509 -text` writes it, and key ids with it), any matches any other.',
  forms: ['text', 'cell'],
  first: hexDigits,
  read: (text, at, {form, name}) => {
    if (form === 'cell')
      return name === 'serial number' && at === 0 && /^[0-9a-fA-F]{8,48}$/.test(text)
        ? {end: text.length, shape: 'serial number'}
        : null
    if (text.slice(Math.max(0, at - 7), at) === 'serial=') return readWhole(serial, text, at)
    return text.length < 120 && text.slice(0, at).trim() === '' ? readWhole(octets, text, at) : null
  }
}

function readWhole(pattern: RegExp, text: string, at: number): {readonly end: number; readonly shape: string} | null {
  const end = matchEnd(pattern, text, at)
  return end === -1 || text.slice(end).trim() !== '' ? null : {end, shape: 'serial number'}
}

// Serial numbers have up to 20 octets, and those that are not chosen by hand at least eight.
const serial = /[0-9a-fA-F]{16,40}/y
const octets = /[0-9a-f]{2}(?::[0-9a-f]{2}){7,19}/y
const tracing = /trace|span|\bb3\b|request-?_?id|correlation/i
const ofTrace = /trace|span|^b3$|request|correlation|(?:^|[^a-z])id$|parentid/
const onlyIds = /^[\s"']{0,20}[0-9a-fA-F-]{16,80}[\s"',]{0,20}$/
const uuid = /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}/y
const hex = /[0-9a-fA-F]{16,33}/y
const digest = /[0-9a-fA-F]{64}/y
const number = /\d{1,20}/y
const keyBefore = /resourceVersion["']?[:=] ?["']?$/
