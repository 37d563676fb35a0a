import type {Prompt} from '../transcript.ts'

/**
 * Output without the lines with which `kubectl rollout status` waits: how many there are depends on how long it takes.
 *
 * @param sample what the page shows; where it shows such lines, they stay
 */
export function dropProgress(sample: readonly string[], lines: readonly string[]): readonly string[] {
  return sample.some((line) => waiting.test(line)) ? lines : lines.filter((line) => !waiting.test(line))
}

const waiting = /^Waiting for (?:deployment|daemon set|statefulset|\d{1,5} pods)\b.{0,300}\.\.\.$/

/**
 * A sample without the questions that were asked, which are no part of the output that is compared.
 *
 * @param sample what the page shows, where the answer may stand behind the question
 */
export function dropQuestions(sample: string, prompts: readonly Prompt[]): string {
  if (prompts.length === 0) return sample
  const isQuestion = (line: string): boolean =>
    prompts.some(({question}) => question !== '' && line.trim().startsWith(question))
  return sample
    .split('\n')
    .filter((line) => !isQuestion(line))
    .join('\n')
}

/**
 * Output in the words of older releases of kubectl, where the page has those: from 1.33 on, it says where it deleted.
 *
 * @param sample what the page shows
 */
export function adaptWording(sample: readonly string[], lines: readonly string[]): readonly string[] {
  if (sample.some((line) => deleted.test(line))) return lines
  return lines.map((line) => deleted.exec(line)?.[1] ?? line)
}

const deleted = /^(\S{1,100} "[^"]{1,253}" (?:force )?deleted) from \S{1,63} namespace$/
