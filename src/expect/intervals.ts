const firstMs = 200
const growth = 1.25

/**
 * How long to wait before looking again, in milliseconds: what is nearly there is seen soon, what takes long is not asked too often.
 *
 * @param looks how often it was looked at so far, at least once
 */
export function intervalAfter(looks: number, longestMs = 2000): number {
  return Math.min(firstMs * growth ** (looks - 1), longestMs)
}
