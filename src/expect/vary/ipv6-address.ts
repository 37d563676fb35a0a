import {hexDigits, isWordAt, matchEnd} from './character.ts'
import {isVaryingIpv6} from './ip.ts'
import type {VaryingKind} from './kind.ts'

/** IPv6 addresses that a cluster hands out. */
export const ipv6: VaryingKind = {
  id: 'ipv6-address',
  title: 'IPv6 addresses',
  why: 'As IPv4 addresses. `::1` and `::` must be the same; times (`10:20:30`) and hardware addresses are no addresses.',
  forms: ['text', 'cell', 'value'],
  first: `${hexDigits}:`,
  read: (text, at) => {
    if (isWordAt(text, at - 1) || text[at - 1] === ':' || text[at - 1] === '.') return null
    const colon = text.slice(at, at + 5).indexOf(':')
    if (colon === -1) return null
    const end = matchEnd(hexGroups, text, at)
    if (end === -1 || isWordAt(text, end) || text[end] === ':') return null
    return isVaryingIpv6(text.slice(at, end)) ? {end, shape: 'IPv6'} : null
  }
}

const hexGroups = /[0-9a-fA-F:]{2,39}/y
