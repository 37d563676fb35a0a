/** How a sequence becomes another one: entries kept, replaced, dropped or inserted, and gaps, which stand for anything. */
export type Change =
  | {readonly type: 'keep' | 'replace'; readonly from: number; readonly to: number}
  | {readonly type: 'gap' | 'drop'; readonly from: number}
  | {readonly type: 'insert'; readonly to: number}

/** Two sequences, by the places of their entries. */
export interface Alignment {
  /** Entries of the old one. */
  readonly from: number
  /** Entries of the new one. */
  readonly to: number
  readonly isGap: (from: number) => boolean
  /** 0 for the same, up to 1 for nothing in common. */
  readonly difference: (from: number, to: number) => number
}

/** Table cells that are worth their time: two texts of 2,000 lines. */
const largest = 4_000_000

/**
 * Change an old sequence into a new one with the least that must be said; what falls into a gap stays unsaid.
 *
 * @returns null where the sequences are too long to be compared
 */
export function align({from, to, isGap, difference}: Alignment): readonly Change[] | null {
  if (from * to > largest) return null
  const width = to + 1
  const costs = new Float64Array((from + 1) * width)
  const cost = (i: number, j: number): number => costs[i * width + j] ?? Number.POSITIVE_INFINITY
  const choose = (i: number, j: number): {readonly cost: number; readonly change: Change | null} => {
    if (i === from) return {cost: cost(i, j + 1) + 1, change: {type: 'insert', to: j}}
    if (isGap(i)) {
      const end = cost(i + 1, j)
      // Nothing is said of what a gap stands for.
      return j < to && cost(i, j + 1) < end
        ? {cost: cost(i, j + 1), change: null}
        : {cost: end, change: {type: 'gap', from: i}}
    }
    // What the page begins or ends with is not left to a gap beside it.
    const drop = {cost: cost(i + 1, j) + (i === 0 || i === from - 1 ? 2 : 1), change: {type: 'drop', from: i} as const}
    if (j === to) return drop
    const insert = {cost: cost(i, j + 1) + 1, change: {type: 'insert', to: j} as const}
    const unlike = difference(i, j)
    const pair = {
      cost: cost(i + 1, j + 1) + (unlike === 0 ? 0 : 0.1 + 1.1 * unlike),
      change: {type: unlike === 0 ? 'keep' : 'replace', from: i, to: j} as const
    }
    return [pair, insert, drop].reduce((best, next) => (next.cost < best.cost ? next : best))
  }
  for (let i = from; i >= 0; i--) {
    for (let j = to; j >= 0; j--) costs[i * width + j] = i === from && j === to ? 0 : choose(i, j).cost
  }
  const changes: Change[] = []
  for (let i = 0, j = 0; i < from || j < to; ) {
    const {change} = choose(i, j)
    if (change !== null) changes.push(change)
    if (change === null || change.type === 'insert') j++
    else if (change.type === 'gap' || change.type === 'drop') i++
    else [i, j] = [i + 1, j + 1]
  }
  return changes
}

/** How little two lists of words have in common: 0 for the same words, 1 for none. */
export function dissimilarity(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of one) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of other) {
    const count = left.get(word) ?? 0
    if (count > 0) common++
    left.set(word, count - 1)
  }
  return one.length + other.length === 0 ? 0 : 1 - (2 * common) / (one.length + other.length)
}
