import {isWordAt, matchEnd} from './character.ts'

/** Whether a line is one of a load report in which something was measured. */
export function isLoadReport(line: string): boolean {
  return line.length < 400 && reports.test(line)
}

/** What was measured in a line of a load report, of the number from `at` to `end`; null for what is counted. */
export function inLoadReport(
  line: string,
  at: number,
  end: number
): {readonly end: number; readonly shape: string} | null {
  if (line.startsWith('Code ')) return codeShare(line, at, end)
  if (/^(?:Fortio|Starting) /.test(line)) return processors(line, at, end)
  if (/^(?:All done|Ended after) /.test(line)) {
    // `All done 20 calls (plus 0 warmup) 10.534 ms avg, 187.1 qps`: the calls are counted, the rest is measured.
    if (line.slice(0, at).endsWith('qps=')) return {end, shape: 'measure'}
    const duration = line.slice(0, at).endsWith('after ') ? matchEnd(durationRest, line, end) : -1
    if (duration !== -1) return {end: duration, shape: 'duration'}
    return matchEnd(unit, line, end) === -1 ? null : {end, shape: 'measure'}
  }
  if (isWordAt(line, end) || /(?:\bcount |target |^ {2,4})$/.test(line.slice(0, at)) || line[end] === ']') return null
  return {end, shape: 'measure'}
}

/** Lines of fortio's report, and of hey's. */
const reports =
  /^(?:Fortio \d|Starting at |Aggregated |Code +-?\d{1,3} : |All done \d|Ended after \d|# target |# range|>=? \d|Response |Sockets used|Jitter|IP addresses distribution|Connection time|WARNING \d+\.\d+% of sleep| {2}(?:Total|Slowest|Fastest|Average|Requests\/sec|Total data|Size\/request|DNS\+dialup|DNS-lookup|req write|resp wait|resp read):\s| {2,4}\d{1,2}%? in \d)/

const unit = / ?(?:ms|qps|%|seconds|secs?)\b/y
// A number with its unit, and more of them: `1m2.5s`.
const durationRest = /(?:ms|us|µs|ns|[mhs])(?:\d{1,4}(?:\.\d{1,9})?(?:ms|us|µs|[ms])){0,3}/y

// `Fortio 1.60.3 running at 0 queries per second, 6->6 procs, …`, `… [gomax 6] …`: how many the machine has.
function processors(line: string, at: number, end: number): {readonly end: number; readonly shape: string} | null {
  const has = line.slice(0, at).endsWith('[gomax ') || matchEnd(procs, line, end) !== -1
  return has ? {end, shape: 'processors'} : null
}

const procs = /(?:->\d{1,4})? procs\b/y

// `Code 503 : 3 (15.0 %)`: some and not all, where the page shows some and not all.
function codeShare(line: string, at: number, end: number): {readonly end: number; readonly shape: string} | null {
  if (at < line.indexOf(' : ') + 3) return null
  const share = /\((\d{1,3}(?:\.\d{1,6})?) ?%\)$/.exec(line.trimEnd())
  const percent = Number(share?.[1])
  return percent > 0 && percent < 100 ? {end, shape: 'part of all'} : null
}
