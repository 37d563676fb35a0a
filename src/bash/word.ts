import type {Word as BashWord, WordPart} from 'unbash'

/** A word of a command. */
export interface Word {
  /** What bash makes of it as far as its text says: quotes removed, expansions as written. */
  readonly text: string
  /** Whether `text` is exactly what the command gets: no expansion, pattern or tilde. */
  readonly literal: boolean
  /** Where it stands in the text that was parsed: `[start, end)`. */
  readonly start: number
  readonly end: number
}

/** Such words mean themselves. */
const plain = /^[\w./:,@%+=-]+$/

/** What bash makes of a word as far as its text says. Only words that are not plain are taken apart, which costs time. */
export function wordValue(word: BashWord): string {
  return plain.test(word.text) ? word.text : word.value
}

/** Read a word of unbash. */
export function readWord(word: BashWord): Word {
  if (plain.test(word.text)) return {text: word.text, literal: true, start: word.pos, end: word.end}
  const literal = !word.text.startsWith('~') && (word.parts ?? []).every(isLiteral)
  return {text: word.value, literal, start: word.pos, end: word.end}
}

function isLiteral(part: WordPart): boolean {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return true
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.every(isLiteral)
    default:
      return false
  }
}
