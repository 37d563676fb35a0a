import {age} from './age.ts'
import {containerId} from './container-id.ts'
import {fingerprint} from './fingerprint.ts'
import {generatedSuffix} from './generated-suffix.ts'
import {gitRevision} from './git-revision.ts'
import {ipv4} from './ipv4-address.ts'
import {ipv6} from './ipv6-address.ts'
import type {Setting, VaryingKind} from './kind.ts'
import {loadBalancer} from './load-balancer.ts'
import {measure} from './measure.ts'
import {nodeName} from './node-name.ts'
import {port} from './port.ts'
import {resourceVersion} from './resource-version.ts'
import {restarts} from './restarts.ts'
import {serialNumber} from './serial-number.ts'
import {timestamp} from './timestamp.ts'
import {traceId} from './trace-id.ts'
import {uid} from './uid.ts'
import {version} from './version.ts'

/** Every kind of value that varies by nature; the first that reads a value decides what it is. */
export const kinds: readonly VaryingKind[] = [
  restarts,
  loadBalancer,
  nodeName,
  serialNumber,
  fingerprint,
  containerId,
  resourceVersion,
  age,
  timestamp,
  uid,
  traceId,
  gitRevision,
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
  const table: VaryingKind[][] = Array.from({length: 128}, () => [])
  for (const kind of kinds) {
    if (!kind.forms.includes(form)) continue
    for (const character of new Set(kind.first)) table[character.charCodeAt(0)]?.push(kind)
  }
  return table
}
