import {digits, isWordAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** What a load generator or a proxy measured: latencies, rates, sizes. */
export const measure: VaryingKind = {
  id: 'measure',
  title: 'Sizes, latencies and rates',
  why: 'Lengths of bodies and times to answer are measured (`content-length`, `x-envoy-upstream-service-time`, load reports of fortio, access logs of proxies, sizes and usage). Counts are not: how many calls were made must be the same, and a share of all of them (`100.0 %`) is never a share of some.',
  forms: ['text', 'cell', 'value'],
  first: digits,
  read: (text, at, {form, name}) => {
    if (isWordAt(text, at - 1) || text[at - 1] === '.') return null
    if (form === 'value') return measuredHeaders.has(name ?? '') ? whole(text, at, 'number') : null
    if (form === 'cell') return measuredColumns.has(name ?? '') ? whole(text, at, 'usage') : null
    return inReport(text, at)
  }
}

const number = /\d{1,15}(?:\.\d{1,15})?(?:e[+-]?\d{1,3})?/y
const usage = /\d{1,15}(?:\.\d{1,6})?(?:m|%|Ki|Mi|Gi|Ti|B|kB|MB|GB)?/y
const unit = / ?(?:ms|qps|%|seconds|secs?)\b/y

const measuredHeaders: ReadonlySet<string> = new Set([
  ...['content-length', 'x-envoy-upstream-service-time', 'age', 'x-ratelimit-remaining', 'x-ratelimit-reset']
])
const measuredColumns: ReadonlySet<string> = new Set([
  'cpu(cores)',
  'cpu(%)',
  'memory(bytes)',
  'memory(%)',
  'cpu%',
  'memory%'
])

function whole(text: string, at: number, shape: string): {readonly end: number; readonly shape: string} | null {
  const end = matchEnd(shape === 'usage' ? usage : number, text, at)
  return at === 0 && end === text.length ? {end, shape} : null
}

// Lines of fortio's report in which every number is measured.
const measuredLines =
  /^(?:Aggregated |# target |# range|>=? \d|Response |Sockets used|Jitter|IP addresses distribution|Connection time|WARNING \d+\.\d+% of sleep|Ended after )/

function inReport(text: string, at: number): {readonly end: number; readonly shape: string} | null {
  const end = matchEnd(number, text, at)
  if (end === -1) return null
  if (accessLog.test(text)) return isMeasuredInLog(text, at, end) ? {end, shape: 'measure'} : null
  if (/^Code +-?\d{1,3} : /.test(text)) return codeShare(text, at, end)
  if (measuredLines.test(text)) return isWordAt(text, end) ? null : {end, shape: 'measure'}
  // `All done 20 calls (plus 0 warmup) 10.534 ms avg, 187.1 qps`: the calls are counted, the rest is measured.
  return /^All done \d/.test(text) && matchEnd(unit, text, end) !== -1 ? {end, shape: 'measure'} : null
}

// Envoy's access log: `[2020-11-25T21:26:18.409Z] "GET / HTTP/1.1" 418 - via_upstream - "-" 0 135 4 3 "-" …`.
const accessLog = /^\[\d{4}-\d\d-\d\dT[\d:.]{8,18}Z\] "/

// Bytes and milliseconds stand alone; the status code alone stands after the request.
function isMeasuredInLog(text: string, at: number, end: number): boolean {
  if (text[at - 1] !== ' ' || text[end] !== ' ') return false
  return !/HTTP\/[\d.]{1,3}" $/.test(text.slice(Math.max(0, at - 12), at))
}

// `Code 503 : 3 (15.0 %)`: some and not all, where the page shows some and not all.
function codeShare(text: string, at: number, end: number): {readonly end: number; readonly shape: string} | null {
  if (at < text.indexOf(' : ') + 3) return null
  const share = /\((\d{1,3}(?:\.\d{1,6})?) ?%\)$/.exec(text.trimEnd())
  const percent = Number(share?.[1])
  return percent > 0 && percent < 100 ? {end, shape: 'part of all'} : null
}
