import type {Meaning} from './cues/cue.ts'
import {type Draft, stepLimit} from './draft.ts'
import {fulfilAlternate, fulfilShare} from './fulfil/chance.ts'
import {fulfilAbsence, fulfilContains, fulfilOrNothing, fulfilOutput} from './fulfil/content.ts'
import type {CueContext} from './fulfil/context.ts'
import {fulfilExistence} from './fulfil/existence.ts'
import {fulfilFirst} from './fulfil/first.ts'
import {fulfilFailure, fulfilSuccess, fulfilTolerance} from './fulfil/outcome.ts'
import {fulfilRestarts, fulfilStatus} from './fulfil/status.ts'
import {listingOf} from './listed-states.ts'
import {sendsMany} from './request.ts'

/**
 * Make of a cue what must hold for its step.
 *
 * @returns false where nothing would check it: the page shows other output, or no output could tell
 */
export function fulfil(meaning: Meaning, draft: Draft, context: CueContext): boolean {
  switch (meaning.type) {
    case 'status':
      return fulfilStatus(meaning, draft, context)
    case 'restarts':
      return fulfilRestarts(meaning, draft, context)
    case 'patience':
      draft.limitMs = Math.max(draft.limitMs ?? 0, meaning.limitMs)
      if (!draft.entry.reads) draft.timeoutMs = Math.max(draft.timeoutMs ?? 0, stepLimit, meaning.limitMs)
      return true
    case 'repeat':
      // A loop or a load generator repeats by itself.
      if (sendsMany(draft.entry.script)) return true
      draft.repeats = true
      // A listing is looked at again until it shows what the page shows, not for another answer.
      if (listingOf(draft.entry.script)?.type !== 'table') draft.atLeast = Math.max(draft.atLeast, meaning.times)
      return true
    case 'alternate':
      return fulfilAlternate(meaning, draft, context)
    case 'share':
      return fulfilShare(meaning, draft, context)
    case 'output':
      return fulfilOutput(meaning, draft, context)
    case 'contains':
    case 'not-contains':
      return fulfilContains(meaning, draft, context)
    case 'first':
      return fulfilFirst(meaning, draft, context)
    case 'or-nothing':
      return fulfilOrNothing(draft)
    case 'absence':
      return fulfilAbsence(draft, context)
    case 'existence':
      return fulfilExistence(meaning, draft, context)
    case 'success':
      return fulfilSuccess(draft)
    case 'failure':
      return fulfilFailure(meaning, draft, context)
    case 'tolerance':
      return fulfilTolerance(draft, context)
  }
}
