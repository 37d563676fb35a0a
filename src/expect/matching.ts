/** Who got whom: for each expected row the actual one that it takes, or -1. */
export type Matching = readonly number[]

/**
 * Pair as many rows as can be paired, each with one of its own.
 *
 * Rows of the same class are alike for every other row, so those are paired first, by counting. What is left is paired by
 * augmenting paths (Kuhn), since a row that leaves much out must not take the only row of another.
 *
 * @param classesOf the classes of which an expected row may take any row; null where it must be asked
 * @param matches asked for at most `budget` pairs; beyond, rows stay unpaired
 */
export function pairRows<E, A>(
  expected: readonly E[],
  actual: readonly A[],
  classesOf: (row: E) => readonly string[] | null,
  classOf: (row: A) => string,
  matches: (row: E, other: A) => boolean,
  budget: number = Math.max(100_000, 2 * (expected.length + actual.length))
): Matching {
  const pairs = expected.map(() => -1)
  const free = takeByClass(expected, actual, classesOf, classOf, pairs)
  const open = pairs.flatMap((taken, at) => (taken === -1 ? [at] : []))
  const loose = open.filter((at) => {
    const row = expected[at]
    const classes = row === undefined ? null : classesOf(row)
    return classes === null || classes.length > 1
  })
  augment(loose, expected, actual, matches, pairs, free, budget)
  return pairs
}

function takeByClass<E, A>(
  expected: readonly E[],
  actual: readonly A[],
  classesOf: (row: E) => readonly string[] | null,
  classOf: (row: A) => string,
  pairs: number[]
): ReadonlySet<number> {
  const byClass = new Map<string, number[]>()
  const free = new Set<number>()
  for (const [at, row] of actual.entries()) {
    free.add(at)
    const key = classOf(row)
    const same = byClass.get(key)
    if (same === undefined) byClass.set(key, [at])
    else same.push(at)
  }
  for (const [at, row] of expected.entries()) {
    const classes = classesOf(row)
    // A row of several classes waits for those that have no choice.
    if (classes === null || classes.length !== 1) continue
    const taken = byClass.get(classes[0] ?? '')?.pop()
    if (taken === undefined) continue
    pairs[at] = taken
    free.delete(taken)
  }
  return free
}

function augment<E, A>(
  open: readonly number[],
  expected: readonly E[],
  actual: readonly A[],
  matches: (row: E, other: A) => boolean,
  pairs: number[],
  free: ReadonlySet<number>,
  budget: number
): void {
  const owner = new Map<number, number>()
  const options = new Map<number, readonly number[]>()
  let left = budget
  const optionsOf = (at: number): readonly number[] => {
    const known = options.get(at)
    if (known !== undefined) return known
    const found: number[] = []
    const row = expected[at]
    for (let other = 0; other < actual.length && left > 0 && row !== undefined; other++) {
      const candidate = actual[other]
      if (!free.has(other) || candidate === undefined) continue
      left--
      if (matches(row, candidate)) found.push(other)
    }
    options.set(at, found)
    return found
  }
  const find = (at: number, seen: Set<number>): boolean => {
    for (const other of optionsOf(at)) {
      if (seen.has(other)) continue
      seen.add(other)
      const before = owner.get(other)
      if (before === undefined || find(before, seen)) {
        owner.set(other, at)
        pairs[at] = other
        return true
      }
    }
    return false
  }
  for (const at of open) find(at, new Set())
}
