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
