import type {ExistenceMeaning} from '../cues/cue.ts'
import type {Draft} from '../draft.ts'
import {exit} from '../exit.ts'
import {getsOne, listingOf, listsOther} from '../listed-states.ts'
import {mentions} from '../mention.ts'
import {findShownError} from '../shown-error.ts'
import {absence, holdTime, isAbsence, textExpectation} from '../shown-output.ts'
import {isElided} from './content.ts'
import type {CueContext} from './context.ts'

/** Objects that exist, or no longer do. */
export function fulfilExistence({exists, names}: ExistenceMeaning, draft: Draft, context: CueContext): boolean {
  const {shown, entry} = draft
  if (draft.background || listsOther(entry.script, context.text.replace(/`[^`]*`/g, '`'))) return false
  if (shown !== null) {
    if (isAbsence(shown) || findShownError(entry.script, shown) !== null) return !exists
    const unshown = names.filter((name) => !mentions(shown, name))
    const agrees = exists ? unshown.length === 0 : names.length > 0 && unshown.length === names.length
    if (!agrees && !(exists && isElided(draft))) return false
    // What a page leaves out may have what it does not show.
    if (isElided(draft)) promiseNames(draft, exists, unshown, context)
    return true
  }
  const listing = listingOf(entry.script)
  if (listing?.type === 'waits') return true
  const {line} = context
  const one = getsOne(entry.script)
  // `kubectl get KIND NAME` says with its exit status whether there is one.
  if (exists && one) {
    draft.repeats = true
    return draft.exit.expected === 0
  }
  if (exists && names.length === 0) return false
  if (!exists && one) {
    draft.exit = exit('nonzero', line)
    draft.promised.push(textExpectation('contains', 'NotFound', {line, holdMs: 0, anyVersion: context.anyVersion}))
    return true
  }
  // A document is printed even of an empty list.
  if (names.length === 0 && listing?.type === 'document') return false
  if (names.length === 0) draft.promised.push(absence('', line))
  promiseNames(draft, exists, names, context)
  return true
}

function promiseNames(draft: Draft, exists: boolean, names: readonly string[], context: CueContext): void {
  const {line, anyVersion} = context
  for (const name of names) {
    const type = exists ? 'contains' : 'not-contains'
    const rest = {line, holdMs: exists ? 0 : holdTime, anyVersion}
    draft.promised.push({...textExpectation(type, name, rest), stream: 'stdout'})
  }
}
