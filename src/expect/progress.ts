import type {NumberedLine} from './numbered-line.ts'
import {isLoadReport} from './vary/load-report.ts'

/**
 * Lines without those of which there are as many as it takes: `kubectl rollout status` waiting, the buckets and failed requests of
 * a load report; and with one form of those that each release of fortio logs in its own.
 *
 * Of the buckets of one histogram, and of requests that failed alike, one line stays, since a report without any would be another one.
 */
export function dropProgress(lines: readonly NumberedLine[]): readonly NumberedLine[] {
  const failures = new Set<string>()
  let before = false
  return lines.flatMap((line) => {
    if (waiting.test(line.text)) return []
    const level = logLevel.exec(line.text)?.[1]
    if (level !== undefined) return [{...line, text: `(log level ${level})`}]
    const isBucket = bucket.test(line.text)
    const isLater = isBucket && before
    before = isBucket
    if (isBucket) return isLater ? [] : [{...line, text: '(buckets of a histogram)'}]
    const code = failedRequest.exec(line.text)?.slice(1).join('') ?? ''
    if (code === '') return [line]
    if (failures.has(code)) return []
    failures.add(code)
    return [{...line, text: `(requests that failed with ${code})`}]
  })
}

const waiting = /^Waiting for (?:deployment|daemon set|statefulset|\d{1,5} pods)\b.{0,300}\.\.\.$/

// `> 0.001 <= 0.002 , 0.0015 , 15.00, 1` of fortio, `  0.003 [1]	|■■` of hey.
const bucket =
  /^(?:>=? -?\d[\d.e+-]{0,20} <=? -?\d[\d.e+-]{0,20} , [\d.e+-]{1,20} , [\d.]{1,10}, \d{1,12}| {2,4}\d+\.\d{1,9} \[\d{1,9}\]\s{1,8}\|■{0,80})$/

// `20:33:46 W http_client.go:679> Parsed non ok code 503 (HTTP/1.1 503)` of fortio; later releases log `Non ok http code, code=503, …`,
// and JSON where nobody looks on.
const failedRequest =
  /^(?:\d\d:\d\d:\d\d.{1,80}> (?:Parsed non ok code |Non ok http code, code=)(\d{3})\b|\{"ts":.{1,160}"msg":"Non ok http code","code":(\d{3}),)/

const logLevel = /^(?:\d\d:\d\d:\d\d.{1,80}> |\{"ts":.{1,160}"msg":")Log level is now (\d)\b/

/**
 * A load report without what fortio of another release adds, where the page has nothing like it.
 *
 * Its codes and counts are in every release; what it measures besides has grown.
 *
 * @param sample what the page shows
 */
export function dropAdditions(
  sample: readonly NumberedLine[],
  lines: readonly NumberedLine[]
): readonly NumberedLine[] {
  if (!sample.some(({text}) => isLoadReport(text))) return lines
  const added = additions.filter((pattern) => !sample.some(({text}) => pattern.test(text)))
  let inside = false
  return lines.filter(({text}) => {
    const isAdded = added.some((pattern) => pattern.test(text))
    // Errors and connections have histograms of their own.
    inside = ofHistogram.test(text) ? inside : isAdded
    return !(isAdded || inside)
  })
}

const additions: readonly RegExp[] = [
  /^\(log level \d\)$|(?:> |"msg":")Log level is now \d/,
  /^# target 90% /,
  /^Error cases : /,
  /^# Socket and IP used /,
  /^\[\d{1,4}\] +\d{1,6} socket used, /,
  /^Connection time /,
  /^Sockets used: /,
  /^(?:Uniform: \w{4,5}, )?Jitter: /,
  /^IP addresses distribution:$/,
  /^[\d.:[\]a-f]{3,50}:\d{1,5}: \d{1,9}$/
]

const ofHistogram = /^(?:# range|\(buckets |# target )/
