import {hexDigits, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** Serial numbers of certificates. */
export const serialNumber: VaryingKind = {
  id: 'serial-number',
  title: 'Serial numbers of certificates',
  why: 'Every issued certificate has a serial number of its own. In the column `SERIAL NUMBER`, after `serial=` and `Serial Number:` (16 digits and more) and on a line of its own (`e2:07:b9:…`, as `openssl x509 -text` writes it, and key ids with it), any matches any other.',
  forms: ['text', 'cell', 'value'],
  first: hexDigits,
  read: (text, at, {form, name}) => {
    if (form === 'cell')
      return name === 'serial number' && at === 0 && /^[0-9a-fA-F]{8,48}$/.test(text)
        ? {end: text.length, shape: 'serial number'}
        : null
    if (form === 'value') return name === 'serial number' && at === 0 ? readWhole(decimal, text, at) : null
    if (text.startsWith('Serial Number: ', at - 15)) return readWhole(decimal, text, at)
    if (text.slice(Math.max(0, at - 7), at) === 'serial=') return readWhole(serial, text, at)
    return text.length < 120 && text.slice(0, at).trim() === '' ? readWhole(octets, text, at) : null
  }
}

function readWhole(pattern: RegExp, text: string, at: number): {readonly end: number; readonly shape: string} | null {
  const end = matchEnd(pattern, text, at)
  return end === -1 || text.slice(end).trim() !== '' ? null : {end, shape: 'serial number'}
}

// They have up to 20 octets, and those that are not chosen by hand at least eight.
const serial = /[0-9a-fA-F]{16,40}/y
const octets = /(?:[0-9a-f]{2}(?::[0-9a-f]{2}){7,19}|[0-9A-F]{2}(?::[0-9A-F]{2}){7,19})/y
const decimal = /\d{16,50}(?: \(0x[0-9a-f]{8,40}\))?/y
