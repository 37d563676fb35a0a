import type {Attempt} from '../src/transcript.ts'

/** Count the distinct non-empty lines of standard output over all attempts, most frequent first. */
export function countLines(attempts: readonly Attempt[]): readonly {readonly line: string; readonly count: number}[] {
  const counts = new Map<string, number>()
  for (const attempt of attempts) {
    for (const line of attempt.stdout.split('\n').filter((text) => text.trim() !== '')) {
      counts.set(line, (counts.get(line) ?? 0) + 1)
    }
  }
  return [...counts].map(([line, count]) => ({line, count})).sort((one, other) => other.count - one.count)
}
