import {isGapLine} from '../expect/elided.ts'
import {hasGap} from '../expect/line.ts'
import {actualLine, type LineSetting, linePattern} from '../expect/line-pattern.ts'
import {align, dissimilarity} from './align.ts'

/** A line of a rewritten output, and which line of the old one it is or replaces, or null for a new one. */
export interface NewLine {
  readonly text: string
  readonly from: number | null
}

/**
 * Rewrite the lines of an output: those that still match stay as the page has them, and what it leaves out stays left out.
 *
 * @returns null where the outputs are too long to be compared
 */
export function rewriteText(
  shown: readonly string[],
  actual: readonly string[],
  setting: LineSetting
): readonly NewLine[] | null {
  const patterns = shown.map((line) => linePattern(line, setting))
  const lines = actual.map((line) => actualLine(line, setting))
  const changes = align({
    from: shown.length,
    to: actual.length,
    isGap: (from) => isGapLine(shown[from] ?? ''),
    difference: (from, to) => {
      const line = lines[to]
      if (line !== undefined && patterns[from]?.matches(line)) return 0
      return dissimilarity(wordsOf(shown[from] ?? ''), wordsOf(actual[to] ?? ''))
    }
  })
  if (changes === null) return null
  return changes.flatMap((change): readonly NewLine[] => {
    switch (change.type) {
      case 'drop':
        return []
      case 'insert':
        return [{text: actual[change.to] ?? '', from: null}]
      case 'replace': {
        const line = shown[change.from] ?? ''
        const text = actual[change.to] ?? ''
        return [{text: hasGap(line) ? rewriteWords(line, text) : text, from: change.from}]
      }
      default:
        return [{text: shown[change.from] ?? '', from: change.from}]
    }
  })
}

/** Rewrite a line that leaves something out: `took ... seconds` with what stands beside its gaps now. */
function rewriteWords(shown: string, actual: string): string {
  const from = shown.match(/\s*\S+/g) ?? []
  const to = actual.match(/\s*\S+/g) ?? []
  const changes = align({
    from: from.length,
    to: to.length,
    isGap: (at) => /^(?:\.{3,}|…)$/.test(from[at]?.trim() ?? ''),
    difference: (one, other) => (from[one]?.trim() === to[other]?.trim() ? 0 : 1)
  })
  if (changes === null) return actual
  return changes
    .map((change) => {
      if (change.type === 'drop') return ''
      if (change.type === 'insert') return to[change.to] ?? ''
      if (change.type !== 'replace') return from[change.from] ?? ''
      const blanks = /^\s*/.exec(from[change.from] ?? '')?.[0] ?? ''
      return blanks + (to[change.to]?.trim() ?? '')
    })
    .join('')
}

function wordsOf(line: string): readonly string[] {
  return line.match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? []
}
