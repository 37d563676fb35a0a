import type {Poll} from '../plan/plan.ts'
import type {Draft} from './draft.ts'
import {isLocal} from './local.ts'

/** How long a step is repeated unless prose or configuration says otherwise, in milliseconds. */
const defaultLimit = 120_000

/** For steps that look at nothing but the session's own files, which only a background command still changes. */
const localLimit = 10_000

/**
 * How a step is repeated until what it must show has come about; null for once.
 *
 * A step that only reads is repeated where the page says what it shows; any other only where the page or its author asks. One
 * in the background is a single attempt, which goes on and is looked at again.
 */
export function pollOf({
  entry,
  exit,
  output,
  promised,
  background,
  repeats,
  limitMs,
  stated,
  inARow,
  ofAll,
  atLeast
}: Draft): Poll | null {
  // Prose can say that a step fails without any output to look for.
  const awaitsFailure = exit.expected === 'nonzero' || (typeof exit.expected === 'number' && exit.expected !== 0)
  const looks = output !== null || promised.length > 0 || awaitsFailure
  if (background ? !looks : !repeats && !(entry.reads && looks)) return null
  const usual = !repeats && isLocal(entry.script) ? localLimit : defaultLimit
  const limit = stated ? (limitMs ?? usual) : Math.max(limitMs ?? 0, usual)
  if (background) return {limitMs: limit, inARow: 1, ofAll: false, atLeast: 1}
  return {limitMs: limit, inARow, ofAll, atLeast: Math.max(atLeast, inARow)}
}
