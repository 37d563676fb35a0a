const units: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000}

/**
 * Read a duration such as `90s`, `5m`, `1h30m` or `500ms` (Go's form, whole numbers), in milliseconds.
 *
 * @returns null where the text is no duration, or none longer than nothing
 */
export function parseDuration(text: string): number | null {
  if (!/^(?:\d{1,9}(?:ms|s|m|h))+$/.test(text)) return null
  let total = 0
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|s|m|h)/g)) total += Number(count) * (units[unit ?? ''] ?? 0)
  return total > 0 ? total : null
}

/** Say a duration in milliseconds as `parseDuration` reads it: `1h30m`, `90s` as `1m30s`. */
export function formatDuration(milliseconds: number): string {
  const parts: string[] = []
  let rest = Math.round(milliseconds)
  for (const [unit, size] of [
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
    ['ms', 1]
  ] as const) {
    const count = Math.floor(rest / size)
    if (count > 0) parts.push(`${count}${unit}`)
    rest -= count * size
  }
  return parts.join('') || '0s'
}
