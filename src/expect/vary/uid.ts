import {hexDigits, isWordAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** UIDs, and request ids that are written like them. */
export const uid: VaryingKind = {
  id: 'uid',
  title: 'UIDs and request ids',
  why: 'A UUID names one object or one request. Any matches any other, where all 32 hexadecimal digits and their hyphens are there. In the text of protobuf, an `id` is a number of 15 digits or more.',
  forms: ['text', 'cell', 'value'],
  first: hexDigits,
  read: (text, at, {form}) => {
    if (form === 'text' && text.startsWith('id:"', at - 4) && !isWordAt(text, at - 5)) {
      const end = matchEnd(long, text, at)
      if (end !== -1) return {end, shape: 'number'}
    }
    if (text[at + 8] !== '-' || isWordAt(text, at - 1)) return null
    const end = matchEnd(uuid, text, at)
    return end === -1 || isWordAt(text, end) ? null : {end, shape: 'UUID'}
  }
}

// `id:"4907021563105487283"` of a request in the text of protobuf.
const long = /\d{15,20}(?=")/y
const uuid = /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}/y
