import {digits, isDigitAt, isWordAt, matchEnd} from './character.ts'
import {isVaryingIpv4} from './ip.ts'
import type {VaryingKind} from './kind.ts'

/** IPv4 addresses that a cluster hands out. */
export const ipv4: VaryingKind = {
  id: 'ipv4-address',
  title: 'IPv4 addresses',
  why: 'Clusters hand out addresses. A sample address matches any other IPv4 address, but no IPv6 address, no name, no `<pending>`, `<none>` or `None`, and nothing that only resembles one (a version, an octet above 255). Loopback, `0.0.0.0` and the metadata address are the same everywhere, and must be the same, as must one that a command of the page gave.',
  forms: ['text', 'cell', 'value'],
  first: digits,
  read: (text, at, {side, given}) => {
    if (isWordAt(text, at - 1)) return null
    const end = matchEnd(quad, text, at)
    if (end === -1 || (text[at - 1] === '.' && matchEnd(wildcardDns, text, end) === -1)) return null
    if (isWordAt(text, end) || (text[end] === '.' && isDigitAt(text, end + 1))) return null
    const address = text.slice(at, end)
    if (side === 'sample' && given?.includes(address)) return null
    return isVaryingIpv4(address) ? {end, shape: 'IPv4'} : null
  }
}

// `hello.default.10.0.0.1.sslip.io` resolves to the address that is in it.
const wildcardDns = /\.(?:sslip|nip|xip)\.io\b/y
const quad = /\d{1,3}(?:\.\d{1,3}){3}/y
