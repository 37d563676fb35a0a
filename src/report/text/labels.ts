/**
 * Short names for lines that mostly say the same: of `Hello version: v1, instance: …` and `Hello version: v2, …`, the
 * first word in which all differ, `v1` and `v2`. Lines without such a word keep their whole text.
 */
export function labelLines(lines: readonly string[]): readonly string[] {
  const words = lines.map((line) => line.split(/[\s,;]+/).filter((word) => word !== ''))
  const longest = Math.max(0, ...words.map((row) => row.length))
  for (let column = 0; column < longest; column += 1) {
    const candidates = words.map((row) => row[column])
    if (candidates.every((word) => word !== undefined) && new Set(candidates).size === lines.length) {
      return candidates.map((word, index) => word ?? lines[index] ?? '')
    }
  }
  return lines
}
