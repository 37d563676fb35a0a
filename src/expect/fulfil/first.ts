import type {FirstMeaning} from '../cues/cue.ts'
import {type Draft, steady} from '../draft.ts'
import {exit} from '../exit.ts'
import {hasWords} from '../mention.ts'
import {isStatusCode, sendsMany, showsStatus} from '../request.ts'
import {saysFailure} from '../shown-error.ts'
import {fulfilContains} from './content.ts'
import type {CueContext} from './context.ts'
import {fulfilSuccess} from './outcome.ts'

/** What the first answer is, and what all answers after it are. */
export function fulfilFirst({first, then, lasts}: FirstMeaning, draft: Draft, context: CueContext): boolean {
  const {entry, shown} = draft
  if (draft.background) return false
  // In what a loop prints, no attempt is the first answer.
  if (first !== null && sendsMany(entry.script)) return false
  const {line} = context
  const answer = first?.text ?? null
  if (answer !== null && isStatusCode(answer) && !showsStatus(entry.script)) return false
  if (first !== null && shown !== null && lasts && showsFirst(answer, then, shown)) {
    // A page may show the first answer as a sample: then it is not what comes in the end.
    draft.output = null
    draft.shown = null
    draft.exit = exit(0, line)
  }
  const settled =
    !lasts ||
    (then.length === 0
      ? fulfilSuccess(draft)
      : fulfilContains({type: 'contains', texts: then, inARow: steady, answerer: false}, draft, context))
  if (!settled) return false
  if (lasts) draft.inARow = Math.max(draft.inARow, steady)
  draft.repeats = true
  if (first === null) return true
  draft.atLeast = Math.max(draft.atLeast, 2)
  const said = answer === null ? 'fails' : `prints \`${answer}\``
  draft.promised.push({type: 'first', line, text: `${said} at first (line ${line})`, holdMs: 0, answer})
  return true
}

function showsFirst(answer: string | null, then: readonly string[], shown: string): boolean {
  const shows = answer === null ? saysFailure(shown) : hasWords(shown, answer)
  return shows && !then.some((text) => hasWords(shown, text))
}
