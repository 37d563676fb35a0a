import {actualLine} from '../src/expect/line-pattern.ts'
import type {Attempt} from '../src/transcript.ts'

const setting = {form: 'text', name: null, anyVersion: false} as const

/**
 * Count the non-empty lines of standard output over all attempts, most frequent first. Lines that differ in times, ages and
 * generated names only count as one, and stand as the first of them does.
 */
export function countLines(attempts: readonly Attempt[]): readonly {readonly line: string; readonly count: number}[] {
  const counts = new Map<string, {readonly line: string; count: number}>()
  for (const attempt of attempts) {
    for (const line of attempt.stdout.split('\n').filter((text) => text.trim() !== '')) {
      const outline = actualLine(line, setting).outline()
      const known = counts.get(outline) ?? {line, count: 0}
      known.count++
      counts.set(outline, known)
    }
  }
  return [...counts.values()].sort((one, other) => other.count - one.count)
}
