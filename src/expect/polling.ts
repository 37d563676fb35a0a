import type {Poll} from '../plan/plan.ts'
import type {Draft} from './draft.ts'

/** How long a step is repeated unless prose or configuration says otherwise, in milliseconds. */
const defaultLimit = 120_000

/**
 * How a step is repeated until what it must show has come about; null for once.
 *
 * A step that only reads is repeated where the page says what it shows; any other only where the page or its author asks.
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
  atLeast
}: Draft): Poll | null {
  if (background) return null
  // Prose can say that a step fails without any output to look for.
  const awaitsFailure = exit.expected === 'nonzero' || (typeof exit.expected === 'number' && exit.expected !== 0)
  const looks = output !== null || promised.length > 0 || awaitsFailure
  if (!repeats && !(entry.reads && looks)) return null
  const limit = stated ? (limitMs ?? defaultLimit) : Math.max(limitMs ?? 0, defaultLimit)
  return {limitMs: limit, inARow, atLeast: Math.max(atLeast, inARow)}
}
