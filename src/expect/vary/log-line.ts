import {matchEnd} from './character.ts'

/** Whether a key of a log, as `bytes_sent=175` or in JSON, is that of a size or a time; the name in lower case. */
export function isMeasuredName(name: string): boolean {
  return measured.test(name)
}

const measured =
  /^(?:bytes_(?:sent|recv|received)|size_bytes|(?:request|response)_(?:size|duration)|upstream_service_time|(?:duration|latency|elapsed)(?:_(?:ms|us|ns|seconds))?)$/

/** Whether the number from `at` to `end` of a log line is a size or a time, rather than a status code or a port. */
export function isMeasuredInLog(line: string, at: number, end: number): boolean {
  const request = matchEnd(ofProxy, line, 0)
  // Bytes and milliseconds stand alone, as does the status code, right after the request.
  if (request !== -1) return at > request && line[at - 1] === ' ' && line[end] === ' '
  const size = matchEnd(ofSquid, line, 0)
  if (size !== -1) return at === size || at === matchEnd(squidTime, line, 0)
  const status = matchEnd(ofServer, line, 0)
  if (status !== -1) return at === status && (end === line.length || line[end] === ' ')
  if (line.length - at < 100 && dated.test(line.slice(0, 400)) && isBehindStatus(line, at)) return true
  if (line.startsWith('{') && durationBefore.test(line.slice(Math.max(0, at - 60), at))) return true
  if (line[at - 1] !== '=' && line[at - 1] !== '"') return false
  const key = keyBefore.exec(line.slice(Math.max(0, at - 40), at))?.[1]
  return key !== undefined && isMeasuredName(key)
}

// Envoy's access log: `[2020-11-25T21:26:18.409Z] "GET / HTTP/1.1" 418 - via_upstream - "-" 0 135 4 3 "-" …`.
const ofProxy = /^\[\d{4}-\d\d-\d\dT[\d:.]{8,18}Z\] "[^"]{0,2000}" /y

// The common log format, up to the size: `127.0.0.1 - - [07/Mar/2018:19:02:43 +0000] "GET /headers HTTP/1.1" 200 321`.
const ofServer = /^\S{1,255} \S{1,64} \S{1,64} \[[^\]]{20,30}\] "[^"]{0,2000}" \d{3} /y

// Squid's own format: `1544160065.248    228 192.0.2.7 TCP_TUNNEL/200 87633 CONNECT shop.example.com:443 …`, up to the size.
const ofSquid = /\d{10}\.\d{3} +\d{1,9} \S{1,64} [A-Z_]{3,40}\/\d{3} /y
const squidTime = /\d{10}\.\d{3} +/y

/** Whether a line is one of Squid's access log, which begins with the seconds since 1970. */
export function isOfSquid(line: string): boolean {
  return matchEnd(ofSquid, line, 0) !== -1
}

// What other servers put behind the status: `… [01/Aug/2018:15:32:02 +0000] TCP [shop.example.com] 200 81513 280 0.600`.
const dated = /\[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:/
const behindStatus = / [1-5]\d\d (?:\d{1,15}(?:\.\d{1,9})? ){0,6}$/
const numbersToEnd = /^\d{1,15}(?:\.\d{1,9})?(?: \d{1,15}(?:\.\d{1,9})?){0,6}$/

function isBehindStatus(line: string, at: number): boolean {
  return numbersToEnd.test(line.slice(at)) && behindStatus.test(line.slice(Math.max(0, at - 100), at))
}

const durationBefore = /"(?:[a-z]{1,20}_){0,6}(?:duration|latency)": ?$/

const keyBefore = /(?:^|\s)([a-z_]{4,24})="?$/
