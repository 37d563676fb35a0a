/** Whether two trees say the same: all their fields are equal but for where they stand and how they were written. */
export function sameTree(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const left = new Map(Object.entries(one).filter(isSaid))
  const right = new Map(Object.entries(other).filter(isSaid))
  if (left.size !== right.size) return false
  for (const [field, value] of left) if (!sameTree(value, right.get(field))) return false
  return true
}

function isSaid([field, value]: [string, unknown]): boolean {
  return field !== 'position' && field !== 'source' && value !== undefined
}
