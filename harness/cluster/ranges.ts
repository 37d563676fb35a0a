/** IPv4 ranges, as numbers: the first address and the length of the prefix. */
export interface Range {
  readonly first: number
  readonly prefix: number
}

/**
 * Read a range such as `10.96.0.0/12`, or an address, as a range of one.
 *
 * @returns null for IPv6 and whatever else is no IPv4 range
 */
export function parseRange(text: string): Range | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text.trim())
  if (match === null) return null
  const octets = match.slice(1, 5).map(Number)
  const prefix = Number(match[5] ?? 32)
  if (octets.some((octet) => octet > 255) || prefix > 32) return null
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0)
  return {first: address - (address % sizeOf(prefix)), prefix}
}

/** Write a range as `10.96.0.0/12`. */
export function formatRange(range: Range): string {
  return `${formatAddress(range.first)}/${range.prefix}`
}

function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')
}

/** Whether two ranges share an address. */
export function overlap(one: Range, other: Range): boolean {
  return one.first < other.first + sizeOf(other.prefix) && other.first < one.first + sizeOf(one.prefix)
}

/**
 * The next range of the given size in a space that overlaps nothing that is taken.
 *
 * @param at where in the space to begin, from 0 (its first address) to 1; the search goes round
 * @returns null where the space is full
 */
export function freeRange(space: Range, prefix: number, taken: readonly Range[], at = 0): Range | null {
  const start = space.first + Math.floor(at * 2 ** (prefix - space.prefix)) * sizeOf(prefix)
  const end = space.first + sizeOf(space.prefix)
  return freeBetween(start, end, prefix, taken) ?? freeBetween(space.first, start, prefix, taken)
}

function freeBetween(start: number, end: number, prefix: number, taken: readonly Range[]): Range | null {
  for (let first = start; first + sizeOf(prefix) <= end; ) {
    const candidate = {first, prefix}
    const obstacle = taken.find((range) => overlap(range, candidate))
    if (obstacle === undefined) return candidate
    const after = obstacle.first + sizeOf(obstacle.prefix)
    first = Math.ceil(after / sizeOf(prefix)) * sizeOf(prefix)
  }
  return null
}

/** How many addresses a prefix leaves. */
export function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix)
}
