import {digits, isWordAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'
import {inLoadReport, isLoadReport} from './load-report.ts'
import {isMeasuredInLog, isMeasuredName} from './log-line.ts'

/** What a load generator or a proxy measured: latencies, rates, sizes. */
export const measure: VaryingKind = {
  id: 'measure',
  title: 'Sizes, latencies and rates',
  why: 'Lengths of bodies and times to answer are measured (`content-length`, `x-envoy-upstream-service-time`, load reports of fortio and hey, access logs of proxies and servers, durations and latencies in a log of JSON, `bytes_sent=` and the like, errors and times of curl, sizes and usage, bytes of the certificates, keys and tokens that `kubectl describe secret` lists). Counts are not: how many calls were made must be the same, and a share of all of them (`100.0 %`) is never a share of some. In what linkerd lists, rates and latencies vary, and a success rate of none, of some and of all.',
  forms: ['text', 'cell', 'value'],
  first: digits,
  read: (text, at, {form, name}) => {
    if (isWordAt(text, at - 1) || text[at - 1] === '.') return null
    if (form === 'value' && credentials.has(name ?? '')) return whole(text, at, bytes, 'bytes')
    if (form === 'value') return isMeasuredValue(name ?? '') ? whole(text, at, number, 'number') : null
    if (form === 'cell') return inColumn(text, at, name ?? '')
    return inText(text, at)
  }
}

const number = /\d{1,15}(?:\.\d{1,15})?(?:e[+-]?\d{1,3})?/y
const usage = /\d{1,15}(?:\.\d{1,6})?(?:ms|m|%|Ki|Mi|Gi|Ti|B|kB|MB|GB|rps|s)?/y

const measuredHeaders: ReadonlySet<string> = new Set([
  ...['content-length', 'x-envoy-upstream-service-time', 'age', 'x-ratelimit-remaining', 'x-ratelimit-reset']
])
/** Keys of secrets whose values are made anew; their lengths differ by some bytes. */
const credentials: ReadonlySet<string> = new Set(['ca.crt', 'tls.crt', 'tls.key', 'token'])
const bytes = /\d{1,7} bytes/y

function isMeasuredValue(name: string): boolean {
  return measuredHeaders.has(name) || isMeasuredName(name)
}

const measuredColumns: ReadonlySet<string> = new Set([
  'cpu(cores)',
  'cpu(%)',
  'memory(bytes)',
  'memory(%)',
  'cpu%',
  'memory%',
  ...['rps', 'latency_p50', 'latency_p95', 'latency_p99', 'tcp_conn']
])
/** Columns of linkerd in which none and all say something. */
const sharedColumns: ReadonlySet<string> = new Set(['success', 'effective_success', 'actual_success', 'unauthorized'])

function inColumn(text: string, at: number, name: string): Found {
  if (measuredColumns.has(name)) return whole(text, at, usage, 'usage')
  if (!sharedColumns.has(name)) return null
  const share = Number.parseFloat(text)
  return whole(text, at, usage, share === 0 ? 'none' : share === 100 && text.endsWith('%') ? 'all' : 'some')
}

type Found = {readonly end: number; readonly shape: string} | null

function whole(text: string, at: number, pattern: RegExp, shape: string): Found {
  const end = matchEnd(pattern, text, at)
  return at === 0 && end === text.length ? {end, shape} : null
}

function inText(text: string, at: number): Found {
  const end = matchEnd(number, text, at)
  if (end === -1) return null
  if (isLoadReport(text)) return inLoadReport(text, at, end)
  if (isMeasuredInLog(text, at, end)) return {end, shape: 'measure'}
  // `Failed to connect to a port 80 after 3 ms`, `Operation timed out after 5001 milliseconds with 0 bytes received`
  if (text.startsWith('curl: (')) return matchEnd(milliseconds, text, end) === -1 ? null : {end, shape: 'measure'}
  if (at < 40 && credentials.has(/^ *([a-z.]{5,7}): +$/.exec(text.slice(0, at))?.[1] ?? ''))
    return matchEnd(bytes, text, at) === text.length ? {end: text.length, shape: 'bytes'} : null
  // `%{time_total}` and its kin.
  return matchEnd(curlTime, text, at) === end && !isWordAt(text, end) ? {end, shape: 'measure'} : null
}

const milliseconds = / (?:ms|milliseconds)\b/y
const curlTime = /\d{1,4}\.\d{6}/y
