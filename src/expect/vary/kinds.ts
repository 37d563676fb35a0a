import {ipv4, ipv6, loadBalancer} from './address.ts'
import {age} from './age.ts'
import {generatedSuffix} from './generated-suffix.ts'
import {fingerprint, resourceVersion, serialNumber, traceId, uid} from './identifier.ts'
import type {Setting, VaryingKind} from './kind.ts'
import {measure} from './measure.ts'
import {nodeName} from './node-name.ts'
import {port} from './port.ts'
import {restarts} from './restarts.ts'
import {timestamp} from './timestamp.ts'
import {version} from './version.ts'

/** Every kind of value that varies by nature; the first that reads a value decides what it is. */
export const kinds: readonly VaryingKind[] = [
  restarts,
  loadBalancer,
  nodeName,
  serialNumber,
  fingerprint,
  resourceVersion,
  age,
  timestamp,
  uid,
  traceId,
  ipv4,
  ipv6,
  port,
  generatedSuffix,
  version,
  measure
]

/** The kinds that a value beginning with this character may have, in their order. */
export function kindsAt(form: Setting['form'], code: number): readonly VaryingKind[] {
  return byFirst[form][code] ?? none
}

const none: readonly VaryingKind[] = []

const byFirst: Readonly<Record<Setting['form'], readonly (readonly VaryingKind[])[]>> = {
  text: tabulate('text'),
  cell: tabulate('cell'),
  value: tabulate('value')
}

function tabulate(form: Setting['form']): readonly (readonly VaryingKind[])[] {
  return Array.from({length: 128}, (_, code) =>
    kinds.filter(({forms, first}) => forms.includes(form) && first.includes(String.fromCharCode(code)))
  )
}
