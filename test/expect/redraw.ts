/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32), so that a failing draw can be drawn again. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const safe = 'bcdfghjklmnpqrstvwxz2456789'
const hashDigits = '456789bcdf'
const hex = '0123456789abcdef'

/** Draw anew whatever in an output differs between runs by nature: suffixes, addresses, node ports, ids, times and ages. */
export function redraw(output: string, next: () => number): string {
  const below = (limit: number): number => Math.floor(next() * limit)
  const draw = (letters: string, length: number): string =>
    Array.from({length}, () => letters.charAt(below(letters.length))).join('')
  const two = (limit: number, start = 0): string => String(start + below(limit)).padStart(2, '0')
  return output
    .replace(
      /-[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g,
      (suffix) => `-${draw(hashDigits, suffix.length - 7)}-${draw(safe, 5)}`
    )
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, (uuid) =>
      uuid.replace(/[0-9a-f]/g, () => draw(hex, 1))
    )
    .replace(/\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)(?:[0-9a-f]{32}|[0-9a-f]{16})\b/g, (id) => draw(hex, id.length))
    .replace(/\b(?!127\.|0\.)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b( *)/g, (whole, blanks: string) =>
      pad(`${1 + below(126)}.${below(256)}.${below(256)}.${below(256)}`, whole.length, blanks)
    )
    .replace(/:3[0-2]\d{3}\//g, () => `:${30_000 + below(2768)}/`)
    .replace(
      /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g,
      () => `20${two(30, 20)}-${two(12, 1)}-${two(28, 1)}T${two(24)}:${two(60)}:${two(60)}`
    )
    .replace(
      /(?<=\s)\d{1,3}[smhd](?:\d{1,2}[smh])?(?=\s|$)/g,
      () =>
        [`${1 + below(59)}s`, `${1 + below(9)}m${below(60)}s`, `${1 + below(9)}h`, `${1 + below(400)}d`][below(4)] ??
        '1s'
    )
}

// Columns keep their places, as they do where a program aligns them anew.
function pad(value: string, length: number, blanks: string): string {
  return blanks === '' ? value : `${value.padEnd(length - 1)} `
}
