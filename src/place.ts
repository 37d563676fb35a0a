/** A place in a page or file, as editors count: lines and columns from 1. */
export interface Place {
  /** Path relative to the working directory, with `/`. */
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Render a place as `file:line:column`, which terminals and editors make clickable. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`
}
