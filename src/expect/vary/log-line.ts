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
  const status = matchEnd(ofServer, line, 0)
  if (status !== -1) return at === status && (end === line.length || line[end] === ' ')
  if (line[at - 1] !== '=' && line[at - 1] !== '"') return false
  const key = keyBefore.exec(line.slice(Math.max(0, at - 40), at))?.[1]
  return key !== undefined && isMeasuredName(key)
}

// Envoy's access log: `[2020-11-25T21:26:18.409Z] "GET / HTTP/1.1" 418 - via_upstream - "-" 0 135 4 3 "-" …`.
const ofProxy = /^\[\d{4}-\d\d-\d\dT[\d:.]{8,18}Z\] "[^"]{0,2000}" /y

// The common log format, up to the size: `127.0.0.1 - - [07/Mar/2018:19:02:43 +0000] "GET /headers HTTP/1.1" 200 321`.
const ofServer = /^\S{1,255} \S{1,64} \S{1,64} \[[^\]]{20,30}\] "[^"]{0,2000}" \d{3} /y

const keyBefore = /(?:^|\s)([a-z_]{4,24})="?$/
