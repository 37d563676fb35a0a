/** What one stream of a step wrote, as far as it is kept. */
export interface Output {
  readonly total: number
  readonly truncated: boolean
  push(chunk: Buffer): void
  /** The last line, without what was on it before a carriage return; its newline is left out. */
  lastLine(): string
  /** True where the cursor is behind the last line, not below it. */
  readonly open: boolean
  /** Remove the last line, because it was a question. */
  dropLastLine(): void
  text(): string
}

/** Bytes of one stream that are kept: half from its head, half from its tail. */
const KEPT_BYTES = 16 * 1024 * 1024

const HALF = KEPT_BYTES / 2
const NEWLINE = 0x0a
/** A longer last line is no question. */
const LINE_BYTES = 4096

/** Keep head and tail of a stream; bytes that are not UTF-8 become U+FFFD. */
export function keepOutput(): Output {
  let buffer = Buffer.allocUnsafe(4096)
  let length = 0
  let total = 0
  let dropped = 0

  const lastLineStart = (): number => {
    const end = buffer[length - 1] === NEWLINE ? length - 1 : length
    return end === 0 ? 0 : buffer.lastIndexOf(NEWLINE, end - 1) + 1
  }

  return {
    get total() {
      return total
    },
    get truncated() {
      return dropped > 0 || length > KEPT_BYTES
    },
    get open() {
      return length > 0 && buffer[length - 1] !== NEWLINE
    },
    push(chunk) {
      total += chunk.length
      if (length + chunk.length > buffer.length) {
        const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + chunk.length))
        buffer.copy(larger, 0, 0, length)
        buffer = larger
      }
      chunk.copy(buffer, length)
      length += chunk.length
      // Cutting rarely keeps the work linear: each cut moves half a limit after another half was written.
      if (length > KEPT_BYTES + HALF) {
        dropped += length - KEPT_BYTES
        buffer.copyWithin(HALF, length - HALF, length)
        length = KEPT_BYTES
      }
    },
    lastLine() {
      const start = lastLineStart()
      if (length - start > LINE_BYTES) return ''
      const line = buffer.toString('utf8', start, length)
      return (
        line
          .replace(/\r?\n$/, '')
          .split('\r')
          .at(-1) ?? ''
      )
    },
    dropLastLine() {
      length = lastLineStart()
    },
    text() {
      const surplus = length > KEPT_BYTES ? length - KEPT_BYTES : 0
      if (dropped + surplus === 0) return decode(buffer.subarray(0, length))
      const head = decode(buffer.subarray(0, HALF))
      const tail = decode(buffer.subarray(length - HALF, length))
      return `${head}\n[… ${dropped + surplus} bytes left out …]\n${tail}`
    }
  }
}

/** Bytes as text; a byte order mark stays, because the command wrote it. */
function decode(bytes: Buffer): string {
  return new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes)
}
