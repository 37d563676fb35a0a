import stripAnsi from 'strip-ansi'

/** Write out whatever would act on a terminal, reorder a line or break a document: an escape becomes `\x1b`. */
export function makeVisible(text: string): string {
  // Controls but tab and line feed; marks that reorder or hide text (UTR #36); what is no character at all.
  const hidden =
    /(?![\t\n])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Surrogate}\u00ad\u200b\u2060-\u2064\ufeff\ufffe\uffff]/gu
  return text.replace(hidden, (character) => {
    const code = character.charCodeAt(0).toString(16)
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`
  })
}

/** A text of several lines as one. */
export function makeLine(text: string): string {
  return settleOutput(text).replace(/\s+/g, ' ').trim()
}

/** The text that a terminal would be left with: no colours, spinners overwritten, and everything else visible. */
export function settleOutput(output: string): string {
  const lines = stripAnsi(output.replaceAll('\r\n', '\n')).split('\n')
  return lines.map((line) => makeVisible(lastFrame(line))).join('\n')
}

function lastFrame(line: string): string {
  const trimmed = line.replace(/\r+$/, '')
  return trimmed.slice(trimmed.lastIndexOf('\r') + 1)
}
