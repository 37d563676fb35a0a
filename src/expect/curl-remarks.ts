import {actualLine, type LineSetting, linePattern} from './line-pattern.ts'
import type {NumberedLine} from './numbered-line.ts'

/**
 * Whether a line is what `curl -v` says besides a response: of its connection (`* `), of its request (`> `), and how much it sent or
 * got.
 */
export function isRemark(line: string): boolean {
  return /^(?:[*>](?: |$)|[{}] \[\d{1,12} bytes data\]$)/.test(line)
}

/** Whether a remark tells no more than how this curl went about it, so that another release says something else. */
export function isIncidental(remark: string): boolean {
  return /^(?:[*>]$|[{}])/.test(remark) || /^> user-agent:/i.test(remark) || ofConnection.test(remark)
}

// Of certificates, of the chosen protocol and of errors, what is said stays.
const ofConnection =
  /^\* {1,3}(?:Trying |Connected to |Connection |Clos(?:ing|ed) connection|Established connection |Host \S+ was resolved|IPv[46]: |Rebuilt URL |TCP_NODELAY |Expire in |Mark bundle |Found bundle |Can not multiplex|Re-?using |Issue another request |Request completely |upload completely |We are completely uploaded|Ignoring the response-body|Added \S+ to DNS|Hostname \S+ was found in DNS|[Uu]sing HTTP|Using Stream ID|Copying HTTP\/2 |ALPN[,:] offer|successfully set certificate verify locations|(?:CAfile|CApath): |TLSv1\.\d \((?:IN|OUT)\), TLS (?:handshake|change cipher|header|app data))/

/** A line of a body without what curl says behind it on a terminal, where the body ends without a line break. */
export function withoutRemark(line: string): string {
  return line.replace(behindBody, '')
}

const behindBody = /\* (?:Connection #\d{1,6} to host \S{1,253} left intact|Closing connection(?: #?\d{1,6})?)$/

/** The first remark of a page that curl did not make after those before it; what is incidental is not asked for. */
export function missingRemark(
  wanted: readonly NumberedLine[],
  actual: readonly NumberedLine[],
  setting: LineSetting
): NumberedLine | undefined {
  const lines = actual.map(({text}) => actualLine(text, setting))
  let at = 0
  return wanted.find(({text}) => {
    if (isIncidental(text)) return false
    const pattern = linePattern(text, setting)
    const found = lines.findIndex((line, index) => index >= at && pattern.matches(line))
    at = found + 1
    return found === -1
  })
}
