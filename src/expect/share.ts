import type {Attempt} from '../transcript.ts'
import {linesOf} from './attempt-lines.ts'
import {testBinomial} from './binomial.ts'
import type {ShareExpectation} from './expectation.ts'
import {mentions} from './mention.ts'
import {failed, type Outcome, passed, quote} from './outcome.ts'

/** The error of the test: how often a correct guide fails, for each share that it claims. */
export const shareError = 0.001

/** Shares of all requests, each tested against what the page claims; a request is one line, or the answer of one attempt. */
export function compareShares({shares, requests}: ShareExpectation, attempts: readonly Attempt[]): Outcome {
  const names = shares.map(({sample}) => sample)
  const all = attempts.flatMap((attempt) => answersOf(attempt, names))
  // Until the first answer, what is asked may still be coming up.
  const answers = all.slice(
    Math.max(
      0,
      all.findIndex((answer) => names.some((name) => mentions(answer, name)))
    )
  )
  const trials = answers.length
  const counts = shares.map(({sample, percent}) => {
    const count = answers.filter((answer) => mentions(answer, sample)).length
    return {sample, percent, count, p: testBinomial(count, trials, percent / 100)}
  })
  const said = counts.map(({sample, count}) => `${count} × ${quote(sample)}`).join(', ')
  const exhibit = {
    expected: shares.map(({sample, percent}) => `${percent} % ${sample}`).join('\n'),
    actual: counts
      .map(({sample, count}) => `${trials === 0 ? 0 : Math.round((count / trials) * 1000) / 10} % ${sample}`)
      .join('\n')
  }
  if (trials < requests) return failed(`${trials} of ${requests} requests were answered: ${said}`, exhibit)
  const stray = strayOf(answers, shares)
  if (stray !== undefined)
    return failed(`an answer mentions none of ${names.map(quote).join(', ')}: ${quote(stray)}`, exhibit)
  const off = counts.find(({p}) => p < shareError)
  if (off === undefined) {
    const least = Math.min(...counts.map(({p}) => p))
    return passed(
      exhibit,
      `in ${trials} requests: ${said} (two-sided binomial test, p = ${round(least)}, error ${shareError})`
    )
  }
  return failed(
    `${off.count} of ${trials} requests gave ${quote(off.sample)}, which is not ${off.percent} % (two-sided binomial test, p = ${round(off.p)}, error ${shareError})`,
    exhibit
  )
}

// A loop prints one line for each request. An answer of many lines that mention the samples in one of them is one answer.
function answersOf(attempt: Attempt, samples: readonly string[]): readonly string[] {
  const lines = linesOf(attempt).map(({text}) => text)
  const mentioning = lines.filter((line) => samples.some((sample) => mentions(line, sample)))
  return mentioning.length === lines.length || mentioning.length > 1 ? lines : [lines.join('\n')]
}

// Where the shares add up to all requests, there is no room for any other answer.
function strayOf(answers: readonly string[], shares: ShareExpectation['shares']): string | undefined {
  const total = shares.reduce((sum, {percent}) => sum + percent, 0)
  return total < 99.5 ? undefined : answers.find((answer) => !shares.some(({sample}) => mentions(answer, sample)))
}

function round(p: number): string {
  return p > 0 && p < 1e-6 ? p.toExponential(1) : String(Number(p.toPrecision(2)))
}
