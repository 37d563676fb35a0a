import {compareElided, isGapLine} from './elided.ts'
import type {OutputExpectation} from './expectation.ts'
import type {Outcome} from './outcome.ts'
import {compareSame} from './same.ts'
import {readScreen} from './screen.ts'
import type {Streams} from './streams.ts'
import {adaptWording, dropProgress} from './wording.ts'

/** Compare text: line by line, or part by part where a line of the page is `...`. */
export function compareText(expectation: OutputExpectation, streams: Streams): Outcome {
  const sample = readScreen(expectation.expected)
  const adapted = {
    stdout: adaptWording(sample, dropProgress(sample, streams.stdout)),
    stderr: adaptWording(sample, dropProgress(sample, streams.stderr))
  }
  return sample.some(isGapLine) ? compareElided(expectation, adapted) : compareSame(expectation, adapted)
}
