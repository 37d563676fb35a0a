const explicitAnchor = /\s*\{#([^}\s]+)[^}]*\}\s*$/

/** The text of a heading without its `{#anchor}`, and that anchor or null. */
export function splitAnchor(text: string): {readonly text: string; readonly anchor: string | null} {
  const match = explicitAnchor.exec(text)
  if (match === null) return {text: text.trim(), anchor: null}
  return {text: text.slice(0, match.index).trim(), anchor: match[1] ?? null}
}

/**
 * The fragment that Hugo gives a heading without an anchor of its own, in its default (GitHub) style.
 *
 * @param text the heading without markup
 * @see markup/goldmark/autoid.go of Hugo
 */
export function anchorOf(text: string): string {
  // V8 takes long over what `\p{L}` stands for, and most headings need none of it.
  const other = /[^\0-\x7F]/.test(text) ? /[^\p{L}\p{Nd}\p{Mn}_\- ]/gu : /[^\w\- ]/g
  return text.trim().toLowerCase().replace(other, '').replaceAll(' ', '-')
}

/** Make each anchor of a page its own, as Hugo does: `usage`, `usage-1`, `usage-2`. */
export function uniqueAnchors(): (anchor: string) => string {
  const taken = new Set<string>()
  const next = new Map<string, number>()
  return (anchor) => {
    let unique = anchor
    for (let count = next.get(anchor) ?? 1; taken.has(unique); count++) {
      unique = `${anchor}-${count}`
      next.set(anchor, count + 1)
    }
    taken.add(unique)
    return unique
  }
}
