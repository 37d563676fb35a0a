/** A guide and how long it takes, in any unit. */
export interface Weighed {
  readonly path: string
  readonly weight: number
}

/**
 * Choose the i-th of n parts that take about equally long; every guide is in exactly one.
 *
 * The longest guides are dealt out first, each to the part that is lightest so far (Graham's LPT rule), so that every
 * machine comes to the same parts by itself.
 *
 * @param index from 1
 */
export function chooseShard(guides: readonly Weighed[], index: number, count: number): ReadonlySet<string> {
  const parts = Array.from({length: count}, () => ({weight: 0, paths: new Set<string>()}))
  const byWeight = [...guides].sort((one, other) => other.weight - one.weight || (one.path < other.path ? -1 : 1))
  for (const {path, weight} of byWeight) {
    const lightest = parts.reduce((best, part) => (part.weight < best.weight ? part : best))
    lightest.paths.add(path)
    lightest.weight += weight
  }
  return parts[index - 1]?.paths ?? new Set()
}
