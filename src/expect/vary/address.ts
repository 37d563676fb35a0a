import {digits, hexDigits, isDigitAt, isWordAt, matchEnd, nameStarts} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** IPv4 addresses that a cluster hands out. */
export const ipv4: VaryingKind = {
  id: 'ipv4-address',
  title: 'IPv4 addresses',
  why: 'Clusters hand out addresses. A sample address matches any other IPv4 address, but no IPv6 address, no name, no `<pending>`, `<none>` or `None`, and nothing that only resembles one (a version, an octet above 255). Loopback, `0.0.0.0` and the metadata address are the same everywhere, and must be the same.',
  forms: ['text', 'cell', 'value'],
  first: digits,
  read: (text, at) => {
    if (isWordAt(text, at - 1) || text[at - 1] === '.') return null
    const end = matchEnd(quad, text, at)
    if (end === -1 || isWordAt(text, end) || (text[end] === '.' && isDigitAt(text, end + 1))) return null
    const address = text.slice(at, end)
    if (address.split('.').some((octet) => Number(octet) > 255)) return null
    return isFixed(address) ? null : {end, shape: 'IPv4'}
  }
}

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
    const address = text.slice(at, end)
    return isIpv6(address) && address !== '::1' && address !== '::' ? {end, shape: 'IPv6'} : null
  }
}

/** What stands for a load balancer: an address here, a host name on another provider. */
export const loadBalancer: VaryingKind = {
  id: 'load-balancer',
  title: 'Addresses of load balancers',
  why: 'In the columns `EXTERNAL-IP` and `ADDRESS`, some providers give an address and others a host name of theirs, so either matches either. `<pending>` and `<none>` are neither, and names inside the cluster (`….svc.cluster.local`) must be the same.',
  forms: ['cell'],
  first: `${nameStarts}ABCDEF:`,
  read: (text, at, {form, name}) => {
    if (form !== 'cell' || !(name === 'external-ip' || name === 'address')) return null
    if (at !== 0 && text[at - 1] !== ',') return null
    const end = matchEnd(host, text, at)
    if (end === -1 || (end < text.length && text[end] !== ',')) return null
    const value = text.slice(at, end)
    return isAddress(value) || isPublicName(value) ? {end, shape: 'load balancer'} : null
  }
}

const quad = /\d{1,3}(?:\.\d{1,3}){3}/y
const hexGroups = /[0-9a-fA-F:]{2,39}/y
const host = /[0-9A-Za-z.:-]{2,253}/y

function isFixed(address: string): boolean {
  return address.startsWith('127.') || address === '0.0.0.0' || address === '169.254.169.254'
}

function isAddress(value: string): boolean {
  const octets = value.split('.')
  if (octets.length === 4 && octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255))
    return !isFixed(value)
  return isIpv6(value) && value !== '::1' && value !== '::'
}

function isIpv6(value: string): boolean {
  const halves = value.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8
}

function isPublicName(value: string): boolean {
  const labels = value.split('.')
  return (
    labels.length >= 3 &&
    labels.every((label) => /^[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?$/.test(label)) &&
    /^[a-z]{2,}$/.test(labels.at(-1) ?? '') &&
    labels.at(-1) !== 'local'
  )
}
