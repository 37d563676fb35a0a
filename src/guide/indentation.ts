/** Lines without the blanks that all of them begin with. */
export function withoutIndent(lines: readonly string[]): readonly string[] {
  const indent = indentOf(lines)
  return indent === 0 ? lines : lines.map((line) => line.slice(indent))
}

/** How many blanks all lines begin with that are not empty. */
export function indentOf(lines: readonly string[]): number {
  let least = Number.POSITIVE_INFINITY
  for (const line of lines) {
    if (least === 0) break
    const start = line.search(/\S/)
    if (start !== -1) least = Math.min(least, start)
  }
  return Number.isFinite(least) ? least : 0
}
