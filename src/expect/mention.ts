import {matchEnd} from './vary/character.ts'

/** Whether a text has these words, in any case, on word boundaries. */
export function mentions(text: string, words: string): boolean {
  const [line, wanted] = [text.toLowerCase(), words.toLowerCase()]
  if (wanted === '') return false
  for (let at = line.indexOf(wanted); at !== -1; at = line.indexOf(wanted, at + 1)) {
    if (!isWord(line, at - 1) && !isWord(line, at + wanted.length)) return true
  }
  return false
}

const wordCharacter = /[\p{L}\p{N}_]/uy

function isWord(text: string, at: number): boolean {
  return at >= 0 && matchEnd(wordCharacter, text, at) !== -1
}
