import type {FailureMeaning} from '../cues/cue.ts'
import type {Draft} from '../draft.ts'
import {exit} from '../exit.ts'
import {answersErrors, endsInRequest, isStatusCode, showsStatus} from '../request.ts'
import {findShownError, saysFailure} from '../shown-error.ts'
import {textExpectation} from '../shown-output.ts'
import {flat} from './content.ts'
import type {CueContext} from './context.ts'

/** A step that succeeds: its exit status tells, except for errors that are responses like any other. */
export function fulfilSuccess(draft: Draft): boolean {
  if (draft.exit.expected !== 0) return false
  if (draft.output === null && answersErrors(draft.entry.script)) return false
  if (draft.entry.reads) draft.repeats = true
  return true
}

/** Words for an error that is a response. */
const responds = /\b(?:HTTP|status|code|respon(?:se|ds?)|answers?|[45]\d\d)\b/i

/** The status of an answer, as opposed to the port of what gave none. */
const answered = /\bHTTP\/[\d.]+ \d{3}\b|(?<![.:\d]|port )\b[1-5]\d\d\b/

/** A step that deletes what may not be there; what it is shown to print must come all the same. */
export function fulfilTolerance(draft: Draft, {line}: CueContext): boolean {
  if (draft.exit.expected === 0 && draft.shown === null) draft.exit = exit('any', line)
  return true
}

/** A step that fails, or a request that is denied. */
export function fulfilFailure({request, status, texts}: FailureMeaning, draft: Draft, context: CueContext): boolean {
  const {line, text, anyVersion} = context
  if (status !== null) {
    // Where the page shows that something ended like this, it need not be what ends the step.
    if (draft.shown !== null && findShownError(draft.entry.script, draft.shown)?.status === status) return true
    draft.exit = exit(status, line)
    return true
  }
  if (draft.shown !== null) {
    const {shown} = draft
    if (findShownError(draft.entry.script, shown) !== null) return true
    // What was not answered ends its client with an error, whatever the page shows of it; so does what only changes things.
    const isUnanswered = endsInRequest(draft.entry.script) && !answered.test(shown)
    const isChange = !request && context.data !== null && !draft.entry.reads
    if (draft.exit.expected === 0 && (isUnanswered || isChange)) {
      draft.exit = exit('nonzero', line)
    }
    return saysFailure(shown) && texts.every((part) => flat(shown).includes(flat(part)))
  }
  const responded = !/\btim(?:es?|ed) ?out|refused|reset|terminated/i.test(text) && answersErrors(draft.entry.script)
  // An HTTP error is a response like any other to `curl`: only its text can tell.
  if (responded && (texts.length === 0 || (texts.some(isStatusCode) && !showsStatus(draft.entry.script)))) {
    // What "fails" may be the connection, which ends `curl` with an error; what is "rejected" was answered.
    if (/\bfail/i.test(text) || (/\berrors?\b/i.test(text) && !responds.test(text))) draft.exit = exit('any', line)
    return false
  }
  draft.exit = exit(responded ? 'any' : 'nonzero', line)
  for (const part of texts) draft.promised.push(textExpectation('contains', part, {line, holdMs: 0, anyVersion}))
  return true
}
