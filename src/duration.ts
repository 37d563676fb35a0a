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
