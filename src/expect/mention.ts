import {isWordAt, matchEnd} from './vary/character.ts'

/** Whether a text has these words, in any case, on word boundaries. */
export function mentions(text: string, words: string): boolean {
  return hasWords(text.toLowerCase(), words.toLowerCase())
}

/** Whether a text has these words as they are written, on word boundaries. */
export function hasWords(text: string, words: string): boolean {
  if (words === '') return false
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const end = at + words.length
    const begins = !isWord(words, 0) || !isWord(text, at - 1)
    const ends = !isWord(words, words.length - 1) || !isWord(text, end)
    if (begins && ends) return true
  }
  return false
}

/** What prose writes for the rest of a name: `web-*`, but not `*.example.com`. */
const restOfName = /(?<=\w[-.])\*(?=["'\s]|$)/

/** Whether a text has the words that prose quotes, on word boundaries; `*` at the end of a name is any rest of it. */
export function hasQuoted(text: string, quoted: string): boolean {
  const parts = quoted.split(restOfName)
  if (parts.length === 1) return hasWords(text, quoted)
  const pattern = parts.map((part) => part.replace(/[\\.[\](){}*+?|^$]/g, '\\$&')).join('[\\w.-]+')
  return new RegExp(
    `${isWord(quoted, 0) ? '(?<!\\w)' : ''}${pattern}${isWord(quoted, quoted.length - 1) ? '(?!\\w)' : ''}`
  ).test(text)
}

function isWord(text: string, at: number): boolean {
  return isWordAt(text, at) || (text.charCodeAt(at) > 0x7f && matchEnd(/[\p{L}\p{N}]/uy, text, at) !== -1)
}
