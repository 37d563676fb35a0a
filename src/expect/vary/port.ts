import {isDigitAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** Ports that are drawn from a range: node ports, and the client's end of a connection. */
export const port: VaryingKind = {
  id: 'port',
  title: 'Ports from a range',
  why: 'A node port (30000 to 32767, as in `80:31380/TCP`) and a client port (32768 to 65535, after an address) and the field `nodePort` are drawn at random. Each matches another of its range; every other port must be the same.',
  forms: ['text', 'cell', 'value'],
  first: '3456',
  read: (text, at, {form, name}) => {
    const named = form === 'value' && name === 'nodeport' && at === 0
    if (!named && (text[at - 1] !== ':' || !(isDigitAt(text, at - 2) || text[at - 2] === ']'))) return null
    const end = matchEnd(five, text, at)
    if (end === -1 || isDigitAt(text, end)) return null
    const number = Number(text.slice(at, end))
    if (number < 30_000 || number > 65_535) return null
    return {end, shape: number <= 32_767 ? 'node port' : 'client port'}
  }
}

const five = /\d{5}/y
