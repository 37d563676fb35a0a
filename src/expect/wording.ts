import type {Prompt} from '../transcript.ts'
import type {NumberedLine} from './numbered-line.ts'

/** A sample without the questions that were asked, which are no part of the output that is compared; the answer may stand behind them. */
export function dropQuestions(sample: readonly NumberedLine[], prompts: readonly Prompt[]): readonly NumberedLine[] {
  const isQuestion = (line: string): boolean =>
    prompts.some(({question}) => question !== '' && line.trim().startsWith(question))
  return sample.filter(({text}) => !isQuestion(text))
}

/** Lines without how a command ended in its container, which kubectl says besides, where the page does not show that. */
export function dropStatus(sample: readonly NumberedLine[], lines: readonly NumberedLine[]): readonly NumberedLine[] {
  return sample.some(({text}) => ended.test(text)) ? lines : lines.filter(({text}) => !ended.test(text))
}

const ended = /^command terminated with exit code \d{1,3}$/

/**
 * Output in the words of older releases, where the page has those: from 1.33 on, kubectl says where it deleted; fortio says how
 * many calls it was asked for instead of for how long, and more of how it goes about it.
 *
 * @param sample what the page shows
 */
export function adaptWording(sample: readonly NumberedLine[], lines: readonly NumberedLine[]): readonly NumberedLine[] {
  const news = wordings.filter(({later}) => !sample.some(({text}) => later.test(text)))
  const adapt = (text: string): string => news.reduce((rest, {later, before}) => rest.replace(later, before), text)
  return lines.map((line) => ({...line, text: adapt(line.text)}))
}

interface Wording {
  readonly later: RegExp
  readonly before: string
}

const wordings: readonly Wording[] = [
  {later: /^(\S{1,100} "[^"]{1,253}" (?:force )?deleted) from \S{1,63} namespace$/, before: '$1'},
  // Five seconds are what fortio takes where nobody says for how long.
  {later: /^(Fortio .{1,80} procs), for \d{1,9} calls: /, before: '$1, for 5s: '},
  {later: /^((?:Uniform: \w{4,5}, )?Jitter: \w{4,5}), Catchup allowed: \w{4,5}$/, before: '$1'},
  {later: /^Uniform: \w{4,5}, (?=Jitter: )/, before: ''}
]
