import {isRemark, withoutRemark} from './curl-remarks.ts'
import {isGapLine} from './elided.ts'
import type {NumberedLine} from './numbered-line.ts'

/** Whether a line opens an HTTP response: `HTTP/1.1 200 OK`, also as `curl -v` shows it. */
export function isStatusLine(line: string): boolean {
  return /^(?:< )?HTTP\/\d(?:\.\d)? \d{3}(?: |$)/.test(line)
}

/** Whether a line is an HTTP header as servers write them; keys of other listings have blanks or capitals within words. */
export function isHttpHeader(line: string): boolean {
  const name = /^(?:< )?([A-Za-z][A-Za-z0-9-]{0,60}): /.exec(line)?.[1]?.toLowerCase()
  return name !== undefined && (known.has(name) || /^x-[a-z0-9-]+$/.test(name) || name.startsWith('access-control-'))
}

const known: ReadonlySet<string> = new Set([
  ...[
    'accept',
    'accept-encoding',
    'age',
    'alt-svc',
    'authorization',
    'cache-control',
    'connection',
    'content-encoding'
  ],
  ...[
    'content-length',
    'content-type',
    'cookie',
    'date',
    'etag',
    'expires',
    'host',
    'keep-alive',
    'last-modified',
    'location'
  ],
  ...['server', 'set-cookie', 'transfer-encoding', 'user-agent', 'vary', 'via', 'www-authenticate']
])

/** One HTTP response as `curl -i` or `-v` shows it. */
export interface Response {
  /** `HTTP/1.1 200 OK`; null where only headers are shown. */
  readonly status: string | null
  /** Names in lower case. */
  readonly headers: readonly Header[]
  readonly body: readonly NumberedLine[]
  /** True where something is left out among its headers or in its body. */
  readonly elided: boolean
  /** Of its first line, counted from 0. */
  readonly offset: number
}

export interface Header {
  readonly name: string
  readonly value: string
  readonly offset: number
}

/** What a client prints of its requests. */
export interface Exchange {
  /** In order; lines before the first are skipped. */
  readonly responses: readonly Response[]
  /** What `curl -v` says besides. */
  readonly remarks: readonly NumberedLine[]
}

/** Read responses, and what `curl -v` says besides. */
export function readExchange(lines: readonly string[]): Exchange {
  const responses: {status: string | null; headers: Header[]; body: NumberedLine[]; elided: boolean; offset: number}[] =
    []
  const remarks: NumberedLine[] = []
  let inBody = false
  let verbose = false
  for (const [offset, full] of lines.entries()) {
    const line = full.startsWith('< ') ? full.slice(2) : full === '<' ? '' : full
    const open = responses.at(-1)
    const header = /^([A-Za-z][A-Za-z0-9-]{0,100}): ?(.*)$/.exec(line)
    // Without marks, a body may have lines like these.
    if (isRemark(line) && (verbose || !inBody)) remarks.push({text: line, offset})
    else if (isStatusLine(line)) {
      responses.push({status: line.trimEnd(), headers: [], body: [], elided: false, offset})
      inBody = false
      verbose = line !== full
    } else if (open === undefined) {
      // Headers alone, as `grep` leaves them.
      if (isHttpHeader(line))
        responses.push({status: null, headers: [toHeader(header, offset)], body: [], elided: false, offset})
    } else if (isGapLine(line)) open.elided = true
    else if (!inBody && line === '') inBody = true
    else if (!inBody && header !== null && !(verbose && line === full)) open.headers.push(toHeader(header, offset))
    else open.body.push({text: verbose ? withoutRemark(line) : line, offset})
  }
  return {responses, remarks}
}

function toHeader(match: RegExpExecArray | null, offset: number): Header {
  return {name: (match?.[1] ?? '').toLowerCase(), value: (match?.[2] ?? '').trim(), offset}
}
