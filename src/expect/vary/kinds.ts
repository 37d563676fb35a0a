import {ipv4, ipv6, loadBalancer} from './address.ts'
import {age} from './age.ts'
import {generatedSuffix} from './generated-suffix.ts'
import {resourceVersion, serialNumber, traceId, uid} from './identifier.ts'
import type {VaryingKind} from './kind.ts'
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
