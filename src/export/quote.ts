/** A text as a word of bash, in single quotes. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** A place, a file name or a number as a word of bash: bare where that is safe. */
export function quoteName(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : quote(text)
}
