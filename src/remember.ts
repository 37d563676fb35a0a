/** Longer than what a person wrote; nothing else takes much memory. */
const longest = 10_000

/**
 * A function of texts that remembers what it said of the last ones. Several stages ask for the same, and a site's pages share
 * sentences and commands: those of boilerplate, and of what many guides require.
 *
 * @param read its result depends on the text alone, and is never changed
 * @param capacity number of texts
 */
export function remember<Result>(read: (text: string) => Result, capacity = 2000): (text: string) => Result {
  const results = new Map<string, Result>()
  return (text) => {
    if (text.length > longest) return read(text)
    const known = results.get(text)
    if (known !== undefined) return known
    if (results.size >= capacity) results.clear()
    const result = read(text)
    results.set(text, result)
    return result
  }
}
