/** A text as a regular expression that matches nothing else; `RegExp.escape` needs Node 24. */
export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
