/** What a number begins with. */
export const digits = '0123456789'

/** What a hexadecimal number begins with. */
export const hexDigits = '0123456789abcdefABCDEF'

/** What a name of an object begins with. */
export const nameStarts = '0123456789abcdefghijklmnopqrstuvwxyz'

/** True for ASCII letters and digits and `_`; false beyond either end of the text. */
export function isWordAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return isDigitCode(code) || isLetterCode(code) || code === 95
}

/** True for ASCII digits; false beyond either end of the text. */
export function isDigitAt(text: string, at: number): boolean {
  return isDigitCode(text.charCodeAt(at))
}

/** The end of a sticky match at `at`, or -1. */
export function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}

// `charCodeAt` gives NaN beyond the text, for which every comparison is false.
function isDigitCode(code: number): boolean {
  return code >= 48 && code <= 57
}

function isLetterCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}
