import {countEchoed} from '../../guide/echo.ts'
import {indentOf} from '../../guide/indentation.ts'
import {says} from '../../says.ts'
import {canPrint} from '../can-print.ts'
import type {ContainsMeaning, OutputMeaning} from '../cues/cue.ts'
import {type Draft, steady} from '../draft.ts'
import {isGapLine} from '../elided.ts'
import {exit} from '../exit.ts'
import type {Expectation} from '../expectation.ts'
import {hasGap} from '../line.ts'
import {actualLine, linePattern} from '../line-pattern.ts'
import {hasQuoted} from '../mention.ts'
import {givesStatuses, isStatusCode, sendsMany, showsHeaders, showsStatus} from '../request.ts'
import {findShownError} from '../shown-error.ts'
import {
  absence,
  describes,
  excerptOf,
  holdTime,
  inferOutput,
  isAbsence,
  isOutput,
  outputExpectation,
  textExpectation
} from '../shown-output.ts'
import type {CueContext} from './context.ts'
import {courseTo} from './status.ts'

/** A block of output that follows: what the step before it must print. */
export function fulfilOutput({how}: OutputMeaning, draft: Draft, context: CueContext): boolean {
  const {data, anyVersion} = context
  if (data === null || draft.shown !== null || draft.background) return false
  const echoed = countEchoed(data.value, draft.entry.step.command)
  const printed = data.value.split('\n').slice(echoed).join('\n')
  const {text, times} = oneAnswerOf(printed.replace(/\n+$/, ''), draft)
  const hint = data.language === 'json' || data.language === 'yaml' ? data.language : null
  const shown = {line: data.line + 1 + echoed, text}
  const whole = inferOutput(draft.entry, shown, anyVersion, hint)
  const isPart =
    (how === 'part' && !isWholeDiff(text)) ||
    describes(draft.entry.script) ||
    (asText.has(whole.type) && isFromWithin(text))
  const output = isPart ? excerptOf(shown) : shown
  const inferred = isPart ? everywhere(inferOutput(draft.entry, output, anyVersion, hint), context) : whole
  if (!canPrint(draft.entry.script, printed, inferred.type)) return false
  const course = courseTo(draft, text)
  if (course === 'other') return false
  if (times > 1) {
    draft.inARow = Math.max(draft.inARow, times, steady)
    draft.ofAll = true
  }
  draft.shown = text
  draft.output =
    how === 'like' && inferred.type === 'same'
      ? outputExpectation(draft.entry, output, {type: 'like', stream: inferred.stream}, anyVersion)
      : inferred
  // What is shown on the way to a state that is awaited is gone by then.
  if (course === 'passing') draft.output = null
  const error = findShownError(draft.entry.script, text)
  if (error !== null) draft.exit = exit(error.status ?? 'nonzero', output.line)
  return true
}

/** A sample that shows the same answer several times, with `...` for more, is of as many requests. */
function oneAnswerOf(text: string, {entry}: Draft): {readonly text: string; readonly times: number} {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const answers = lines.filter((line) => !isGapLine(line))
  const [first] = answers
  const setting = {form: 'text', name: null, anyVersion: false} as const
  const isOfMany = entry.request && !sendsMany(entry.script) && answers.length > 1 && answers.length < lines.length
  if (!isOfMany || first === undefined) return {text, times: 1}
  const pattern = linePattern(first, setting)
  if (!answers.every((line) => pattern.matches(actualLine(line, setting)))) return {text, times: 1}
  return {text: first, times: answers.length}
}

/** What a page says of all sections of an output, where a part shows one of them: "All sections should look like this:" */
function everywhere(part: Expectation, {text}: CueContext): Expectation {
  if (part.type !== 'elided' || !says(text, allSections)) return part
  return {...part, everywhere: true, text: `prints what is shown, wherever it begins (line ${part.line})`}
}

const allSections = /^(?:all|each|every)(?: of)?(?: the)? (?:[\w`'-]+ ){0,3}(?:sections?|entr(?:y|ies)|blocks?)\b/

/** All the changes of a file: a further one would be another difference, whatever the sentence looks for "in the output". */
function isWholeDiff(text: string): boolean {
  return /^(?:diff|---) /.test(text) && text.includes('\n@@ ')
}

const asText: ReadonlySet<string> = new Set(['same', 'listing', 'elided'])

/** Lines from the middle of a document, which all are indented there. */
function isFromWithin(text: string): boolean {
  const lines = text.split('\n')
  return lines.length > 1 && indentOf(lines) >= 2
}

/** A text that the output has, or has not. */
export function fulfilContains(meaning: ContainsMeaning, draft: Draft, context: CueContext): boolean {
  const {type, inARow, answerer} = meaning
  const texts = [...meaning.texts, ...(meaning.headers ?? [])]
  if (draft.background) return false
  const {shown} = draft
  const isShown = (text: string): boolean => shown !== null && hasQuoted(flat(shown), flat(text))
  // What a page leaves out may have what it says is not there.
  const settled =
    type === 'contains' ? texts.every(isShown) : shown !== null && !texts.some(isShown) && !isElided(draft)
  if (shown !== null && !settled && !isElided(draft)) return false
  // Who answers need not be in the answer.
  if (answerer && !settled) return false
  // That the output stays the same is a claim about what is shown.
  if (texts.length === 0 && draft.output === null) return false
  const {line, anyVersion} = context
  const {script, reads} = draft.entry
  const each = (inARow > 1 || meaning.counted === true) && texts.every(isStatusCode) && givesStatuses(script)
  // A loop has asked often enough.
  if (inARow > 1 && !each) {
    draft.inARow = Math.max(draft.inARow, inARow)
    draft.ofAll = true
    draft.repeats = true
  }
  // The shown output is compared anyway, and has it.
  if (settled && draft.output !== null) return true
  const holdMs = type === 'not-contains' && reads ? holdTime : 0
  // Status and headers are in the output of curl only where they are asked for.
  const printed = texts.filter((text) => {
    if (meaning.headers?.includes(text)) return showsHeaders(script)
    return type === 'not-contains' || !isStatusCode(text) || showsStatus(script)
  })
  for (const text of printed) {
    const expectation = textExpectation(type, text, {line, holdMs, anyVersion})
    draft.promised.push(
      each ? {...expectation, each, text: `prints \`${text}\` for each request (line ${line})`} : expectation
    )
  }
  return printed.length === texts.length
}

/** The output that is shown, or none. */
export function fulfilOrNothing(draft: Draft): boolean {
  const {output} = draft
  if (output === null || !isOutput(output)) return false
  draft.output = {...output, orNothing: true, text: output.text.replace(/( \(line \d+\))$/, ', or nothing$1')}
  return true
}

/** No output at all. */
export function fulfilAbsence(draft: Draft, {line}: CueContext): boolean {
  if (draft.shown !== null) return isAbsence(draft.shown)
  draft.promised.push(absence('', line))
  return true
}

/** A text on one line, with single blanks. */
export function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Whether a page shows only a part of a step's output. */
export function isElided({shown, output}: Draft): boolean {
  const text = output !== null && isOutput(output) ? output.expected : (shown ?? '')
  return output?.type === 'lines' || hasGap(text)
}
