/** The known word that a misspelt one is most like, or null where none is near. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  const lower = word.toLowerCase().slice(0, 40)
  const reach = lower.length <= 3 ? 1 : lower.length <= 7 ? 2 : 3
  let nearest: string | null = null
  let least = reach + 1
  for (const candidate of known) {
    const distance = editDistance(lower, candidate)
    if (distance < least) [nearest, least] = [candidate, distance]
  }
  return nearest
}

/** How many letters must be added, removed, changed or swapped with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({length: b.length + 1}, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1)
      }
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
