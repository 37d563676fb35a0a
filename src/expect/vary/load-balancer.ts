import {matchEnd, nameStarts} from './character.ts'
import {isVaryingIpv4, isVaryingIpv6} from './ip.ts'
import type {VaryingKind} from './kind.ts'

/** What stands for a load balancer: an address here, a host name on another provider. */
export const loadBalancer: VaryingKind = {
  id: 'load-balancer',
  title: 'Addresses of load balancers',
  why: 'In the columns `EXTERNAL-IP` and `ADDRESS`, some providers give an address and others a host name of theirs, some one and others one for each node or family, so any of these match any others. `<pending>` and `<none>` are neither, and names inside the cluster (`….svc.cluster.local`) must be the same.',
  forms: ['cell'],
  first: `${nameStarts}ABCDEF:`,
  read: (text, at, {side, form, name, given}) => {
    if (form !== 'cell' || !(name === 'external-ip' || name === 'address')) return null
    if (at !== 0 || matchEnd(list, text, 0) !== text.length) return null
    const hosts = text.split(',')
    if (side === 'sample' && hosts.some((host) => given?.includes(host))) return null
    const isVarying = hosts.every((host) => isVaryingIpv4(host) || isVaryingIpv6(host) || isPublicName(host))
    return isVarying ? {end: text.length, shape: 'load balancer'} : null
  }
}

const list = /[0-9A-Za-z.:,-]{2,1000}/y

function isPublicName(value: string): boolean {
  const labels = value.split('.')
  return (
    labels.length >= 3 &&
    labels.every((label) => /^[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?$/.test(label)) &&
    /^[a-z]{2,}$/.test(labels.at(-1) ?? '') &&
    labels.at(-1) !== 'local'
  )
}
