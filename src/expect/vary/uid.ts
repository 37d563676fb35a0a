import {hexDigits, isWordAt, matchEnd} from './character.ts'
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

const uuid = /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}/y
