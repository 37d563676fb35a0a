import type {NumberedLine} from './numbered-line.ts'

/**
 * What `curl -v` says of its connection without the mark before it, where the page shows none.
 *
 * @param sample what the page shows
 */
export function dropMarks(sample: readonly NumberedLine[], lines: readonly NumberedLine[]): readonly NumberedLine[] {
  if (!lines.some(({text}) => verbose.test(text)) || sample.some(({text}) => mark.test(text))) return lines
  return lines.map((line) => ({...line, text: line.text.replace(mark, '')}))
}

// Other programs have asterisks of another meaning: `git branch` marks the current one.
const verbose = /^(?:\* {1,3}(?:Trying |Connected to )|> [A-Z]{3,7} \S{1,2000} HTTP\/\d)/
const mark = /^\* /
