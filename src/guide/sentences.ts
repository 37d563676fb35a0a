/** Abbreviations whose period ends no sentence, in lower case without it. */
const abbreviations: ReadonlySet<string> = new Set(
  'e.g i.e eg ie cf vs viz al ca approx resp incl excl esp min max no nos fig figs sec ch vol pp ref dr mr mrs ms st a.k.a aka w.r.t'.split(
    ' '
  )
)

/** What may end a sentence, and code spans: one counts as one thing; an unmatched backtick is text. */
const ending = /(`+)(?!`)[^`]*\1(?!`)|[.!?…]+["'”’»)\]*_]*(?=\s|$)|[。！？]+[」』”）]*/g

/**
 * Cut prose into its sentences: offsets `[start, end)` without the space around them.
 *
 * A period in a code span, a version, an address or an abbreviation ends nothing; neither does a colon before more text.
 *
 * @param text one paragraph on one line
 */
export function splitSentences(text: string): readonly (readonly [number, number])[] {
  const sentences: (readonly [number, number])[] = []
  let start = 0
  const add = (end: number): void => {
    const sentence = text.slice(start, end)
    if (sentence.trim() !== '') {
      sentences.push([start + sentence.length - sentence.trimStart().length, start + sentence.trimEnd().length])
    }
    start = end
  }
  for (let match = ending.exec(text); match !== null; match = ending.exec(text)) {
    if (match[1] !== undefined) continue
    const end = match.index + match[0].length
    if (endsSentence(text, start, match.index, match[0], end)) add(end)
  }
  add(text.length)
  return sentences
}

function endsSentence(text: string, start: number, at: number, mark: string, end: number): boolean {
  if (/^[。！？]/.test(mark) || end >= text.length) return true
  const next = /\S/.exec(text.slice(end, end + 50))?.[0] ?? ''
  const startsLower = next !== next.toUpperCase()
  if (!mark.startsWith('.')) return !startsLower
  // An ellipsis may stand within a sentence.
  if (/^\.{2,}/.test(mark)) return !startsLower
  const word = /[^\s([{"'“‘*_]*$/.exec(text.slice(Math.max(start, at - 40), at))?.[0] ?? ''
  if (abbreviations.has(word.toLowerCase())) return false
  if (isInitial(word) && text.slice(start, at).trim() === word) return false
  return !(startsLower && word.toLowerCase() === 'etc')
}

/** An initial (`J. Doe`), or a list's number (`1. First`). */
function isInitial(word: string): boolean {
  return (word.length === 1 && word !== word.toLowerCase()) || /^\d{1,2}$/.test(word)
}
