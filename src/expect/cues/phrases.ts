/** A code span or a text in double quotes. */
export const quoted: string = '(?:`[^`]{1,200}`|"[^"`]{1,200}")'

/** A list of them: "`a`", "`a` and `b`", "`a`, `b` and `c`". */
export const quotedList: string = `${quoted}(?:(?:,? (?:and|or|&)|,) (?:the |also )?${quoted}){0,7}`

/** What code spans and quotations of a text hold, in order. */
export function quotations(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]{1,200})`|"([^"`]{1,200})"/g)].map(([, code, words]) => code ?? words ?? '')
}

/** A sentence that speaks of what may not come about: "If …", "In case …", "Unless …". */
export function isConditional(text: string): boolean {
  if (
    /(?:,| only)? (?:if|unless|in case)\b(?! not\b)/i.test(text.slice(1)) &&
    !/\b(?:whether|as if|even if|(?:see|check|verify|confirm|test) if)\b/i.test(text)
  )
    return true
  return /^(?:otherwise|alternatively|optionally|(?:and|but|so|note that|note:|tip:)?,? ?(?:if|in case|unless|should (?:you|the|your)|whenever|suppose|assuming))\b/i.test(
    text
  )
}

const ifAllIsWell =
  '(?:if|when|once|provided|provided that) (?:everything|all|it all|(?:the |your |this )?(?:installation|setup|configuration|deployment)) (?:is|works?|worked|went|goes|has been|have been|was|succeeds|succeeded)(?: [\\w-]+){0,4}'
const leadingIf = new RegExp(`^${ifAllIsWell}, `, 'i')
const trailingIf = new RegExp(`,? ${ifAllIsWell}(?=[.:!]?$)`, 'i')

/** A sentence without "if everything works", which every promise of a guide means. */
export function unconditional(text: string): string {
  return text.replace(leadingIf, '').replace(trailingIf, '')
}

/** A sentence that speaks of what can happen, but need not: "you may see `503`", "requests might fail". */
export function isUncertain(text: string): boolean {
  return /\b(?:may|might|could|sometimes|occasionally|possibly|either)\b(?! (?:take|need|want))/i.test(text)
}

/** Words that turn what a sentence says into its opposite. */
export const negated: RegExp = /\b(?:not|never|no longer|don't|doesn't|won't|cannot|can't|no)\b/i

/** What of a quotation can stand in an output; null for a command, which a page quotes just as well. */
export function outputText(quotation: string): string | null {
  if (quotation.trim() === '' || /^(?:kubectl|istioctl|helm|curl|docker|kind|\$)(?: |$)/.test(quotation)) return null
  // Of "HTTP 403" and "403 Forbidden", only the number is in every form of a response.
  return /^(?:HTTP )?([1-5]\d\d)(?: [A-Z][A-Za-z -]{1,30})?$/.exec(quotation)?.[1] ?? quotation
}

const numbers: Readonly<Record<string, number>> = {
  once: 1,
  one: 1,
  twice: 2,
  two: 2,
  'a couple of': 2,
  couple: 2,
  three: 3,
  'a few': 3,
  few: 3,
  four: 4,
  five: 5,
  several: 4,
  multiple: 4,
  some: 4,
  'a number of': 4,
  six: 6,
  eight: 8,
  ten: 10,
  many: 10,
  'a dozen': 12,
  twenty: 20,
  fifty: 50,
  hundred: 100,
  'a hundred': 100
}

/** Words for a number, as one alternative of a pattern; the longest first. */
export const numberWords: string = ['\\d{1,4}', ...Object.keys(numbers).sort((a, b) => b.length - a.length)].join('|')

/** The number that a word says, such as `a few`; null for other words. */
export function readNumber(word: string): number | null {
  if (/^\d{1,4}$/.test(word)) return Number(word)
  const lower = word.toLowerCase()
  return Object.hasOwn(numbers, lower) ? (numbers[lower] ?? null) : null
}
