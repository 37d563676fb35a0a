import type {ActualLine} from './line-pattern.ts'

/** The place of the line that has most of a text's words, where one has half of them or more; or -1. */
export function findNearestLine(text: string, lines: readonly ActualLine[]): number {
  const words = wordsOf(text)
  let nearest = -1
  let most = Math.max(1, words.size / 2)
  for (const [at, line] of lines.entries()) {
    let common = 0
    for (const word of wordsOf(line.text)) if (words.has(word)) common++
    if (common > most || (common === most && nearest === -1)) {
      nearest = at
      most = common
    }
  }
  return nearest
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/[\s,;]+/).filter((word) => word !== ''))
}
