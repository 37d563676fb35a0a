import {indentOf, withoutIndent} from '../guide/indentation.ts'
import type {Prompt} from '../transcript.ts'
import {readCertificate} from './certificate-text.ts'
import {dropMarks} from './curl-marks.ts'
import {isDecorated, undecorate} from './decoration.ts'
import {compareElided, isGapLine} from './elided.ts'
import type {OutputExpectation} from './expectation.ts'
import {type NumberedLine, numberLines} from './numbered-line.ts'
import {failed, type Outcome, passed} from './outcome.ts'
import {dropAdditions, dropProgress} from './progress.ts'
import {compareSame} from './same.ts'
import {readScreen} from './screen.ts'
import type {Streams} from './streams.ts'
import {compareTables} from './table.ts'
import {readHeader} from './table-reading.ts'
import {adaptWording, dropQuestions, dropStatus} from './wording.ts'

/** A sample and an output of plain text, without what is no part of either. */
export interface Texts {
  readonly sample: readonly NumberedLine[]
  readonly stdout: readonly string[]
  readonly stderr: readonly string[]
}

/** Compare text: line by line, or part by part where a line of the page is `...`. */
export function compareText(
  expectation: OutputExpectation,
  streams: Streams,
  prompts: readonly Prompt[] = []
): Outcome {
  const texts = plain(dropQuestions(numberLines(readScreen(expectation.expected)), prompts), streams)
  const outcome = comparePlain(expectation, texts)
  return outcome.passed ? outcome : (compareRows(expectation, streams) ?? outcome)
}

function comparePlain(expectation: OutputExpectation, texts: Texts): Outcome {
  if (!texts.sample.some(({text}) => isGapLine(text))) {
    const outcome = compareSame(expectation, texts)
    const moved = outcome.passed ? outcome : compareSame(expectation, atTheLeft(texts))
    return moved.passed ? moved : outcome
  }
  // That something is left out says that there is something.
  const isSilent = [...texts.stdout, ...texts.stderr].every((line) => line === '')
  if (isSilent) return failed('the command printed nothing', {expected: expectation.expected, actual: ''})
  const outcome = compareElided(expectation, texts)
  return outcome.passed || !isAll(expectation, texts) ? outcome : passed()
}

/** Whether what was taken for a part is all that there is, further to the left than the page has it. */
function isAll({lead = 0, ...expectation}: OutputExpectation, {sample, ...streams}: Texts): boolean {
  const shown = sample.filter(({text}) => !isGapLine(text))
  return lead > 0 && compareSame(expectation, atTheLeft({sample: shown, ...streams})).passed
}

/** Compare rows below the header that was printed, where a page shows the rows of a table alone; null where it shows none. */
function compareRows(expectation: OutputExpectation, streams: Streams): Outcome | null {
  const [header = ''] = streams.stdout
  const rows = readScreen(expectation.expected).filter((line) => line.trim() !== '' && !isGapLine(line))
  const isHeadless = rows.length > 0 && rows.every((row) => readHeader(row) === null && / {2}/.test(row.trim()))
  if (!isHeadless || readHeader(header) === null) return null
  const expected = `${header}\n${expectation.expected}`
  return compareTables({...expectation, type: 'table', expected, line: expectation.line - 1}, streams)
}

/** Pages indent what they show, and programs a part of a document: what all lines have in common says nothing. */
function atTheLeft({sample, stdout, stderr}: Texts): Texts {
  const indent = indentOf(sample.map(({text}) => text))
  return {
    sample: indent === 0 ? sample : sample.map(({text, offset}) => ({text: text.slice(indent), offset})),
    stdout: withoutIndent(stdout),
    stderr: withoutIndent(stderr)
  }
}

function plain(shown: readonly NumberedLine[], streams: Streams): Texts {
  const [stdout, stderr] = [numberLines(streams.stdout), numberLines(streams.stderr)]
  const decorated = isDecorated([...shown, ...stdout])
  const bare = (lines: readonly NumberedLine[]): readonly NumberedLine[] => (decorated ? undecorate(lines) : lines)
  // A page that shows nothing but progress means just that.
  const steady = dropProgress(shown)
  const rest = steady.some(({text}) => text !== '')
    ? (lines: readonly NumberedLine[]) => readCertificate(dropProgress(lines))
    : (lines: readonly NumberedLine[]) => lines
  const sample = bare(rest(shown))
  const toStrings = (lines: readonly NumberedLine[]): readonly string[] =>
    bare(dropAdditions(shown, dropMarks(shown, adaptWording(shown, rest(lines))))).map(({text}) => text)
  return {sample, stdout: toStrings(stdout), stderr: toStrings(dropStatus(shown, stderr))}
}
