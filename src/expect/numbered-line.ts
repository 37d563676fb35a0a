/** A line of a text, and where it stands there, from 0: lines of a sample keep their place however many are left out. */
export interface NumberedLine {
  readonly text: string
  readonly offset: number
}

/** Number the lines of a text. */
export function numberLines(lines: readonly string[]): readonly NumberedLine[] {
  return lines.map((text, offset) => ({text, offset}))
}
