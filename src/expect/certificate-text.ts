import {isGapLine} from './elided.ts'
import type {NumberedLine} from './numbered-line.ts'

/**
 * Lines of a certificate as `openssl x509 -text` prints it, with one line for the octets of a key or a signature: they are others in
 * each certificate, and as many as its size takes. Only older releases say `keyid:`.
 */
export function readCertificate(lines: readonly NumberedLine[]): readonly NumberedLine[] {
  let inside = false
  return lines.flatMap((line) => {
    const {text} = line
    if (wholeRow.test(text)) {
      const isFirst = !inside
      inside = true
      return isFirst ? [{...line, text: text.replace(/\S.*/, '(octets)')}] : []
    }
    if (inside && lastRow.test(text)) return []
    // The last row may be shown below `...`.
    inside = inside && isGapLine(text)
    return [{...line, text: text.replace(keyId, '$1')}]
  })
}

// 15 octets of a key, 18 of a signature.
const wholeRow = /^\s*(?:[0-9a-f]{2}:){15}(?:(?:[0-9a-f]{2}:){3})?$/
const lastRow = /^\s*(?:[0-9a-f]{2}:){0,17}[0-9a-f]{2}$/
const keyId = /^(\s*)keyid:(?=[0-9A-F]{2}:)/
