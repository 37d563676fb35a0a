import type {Prompt} from '../transcript.ts'
import type {NumberedLine} from './numbered-line.ts'

/**
 * Lines without those of which there are as many as it takes: `kubectl rollout status` waiting, the buckets and failed requests of
 * a load report.
 *
 * Of buckets, and of requests that failed alike, one line stays, since a report without any would be another one.
 */
export function dropProgress(lines: readonly NumberedLine[]): readonly NumberedLine[] {
  let before: string | null = null
  return lines.flatMap((line) => {
    if (waiting.test(line.text)) return []
    const failure = failedRequest.exec(line.text)?.[1] ?? null
    const group = bucket.test(line.text) ? buckets : failure
    const isLater = group !== null && group === before
    before = group
    return isLater ? [] : [group === buckets ? {...line, text: buckets} : line]
  })
}

const waiting = /^Waiting for (?:deployment|daemon set|statefulset|\d{1,5} pods)\b.{0,300}\.\.\.$/
const buckets = '(buckets of a histogram)'

// `> 0.001 <= 0.002 , 0.0015 , 15.00, 1` of fortio, `  0.003 [1]	|■■` of hey.
const bucket =
  /^(?:>=? -?\d[\d.e+-]{0,20} <=? -?\d[\d.e+-]{0,20} , [\d.e+-]{1,20} , [\d.]{1,10}, \d{1,12}| {2,4}\d+\.\d{1,9} \[\d{1,9}\]\s{1,8}\|■{0,80})$/

// `20:33:46 W http_client.go:679> Parsed non ok code 503 (HTTP/1.1 503)` of fortio; later releases log `Non ok http code, code=503, …`.
const failedRequest = /^\d\d:\d\d:\d\d.{1,80}> (?:Parsed non ok code |Non ok http code, code=)(\d{3})\b/

/** A sample without the questions that were asked, which are no part of the output that is compared; the answer may stand behind them. */
export function dropQuestions(sample: readonly NumberedLine[], prompts: readonly Prompt[]): readonly NumberedLine[] {
  const isQuestion = (line: string): boolean =>
    prompts.some(({question}) => question !== '' && line.trim().startsWith(question))
  return sample.filter(({text}) => !isQuestion(text))
}

/**
 * Output in the words of older releases of kubectl, where the page has those: from 1.33 on, it says where it deleted.
 *
 * @param sample what the page shows
 */
export function adaptWording(sample: readonly NumberedLine[], lines: readonly NumberedLine[]): readonly NumberedLine[] {
  if (sample.some(({text}) => deleted.test(text))) return lines
  return lines.map((line) => ({...line, text: deleted.exec(line.text)?.[1] ?? line.text}))
}

const deleted = /^(\S{1,100} "[^"]{1,253}" (?:force )?deleted) from \S{1,63} namespace$/
