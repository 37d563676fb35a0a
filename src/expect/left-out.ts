import type {Step} from '../guide/guide.ts'
import {finds} from '../says.ts'
import type {Cue, Meaning} from './cues/cue.ts'
import {outputText, quotations} from './cues/phrases.ts'
import type {Draft} from './draft.ts'
import {mentions} from './mention.ts'
import type {OutlineSection} from './outline.ts'

/** What is said of an answer, and quotes all that it says; states and shares have words of their own. */
const ofAnswers: ReadonlySet<Meaning['type']> = new Set(['contains', 'not-contains', 'first', 'success', 'failure'])

/** Why something is so is no claim: "because the traffic stays in `east`". */
const reason = /\b(?:because|since|as|due to|by)\b/

/**
 * Whether a sentence quotes something of an answer that none of its cues has, and no question or answer of its section: of "it
 * returns `200` with the header `x-served-by: web`", only half may be checked.
 */
export function leavesOut(
  text: string,
  cues: readonly Cue[],
  {blocks}: OutlineSection,
  drafts: ReadonlyMap<Step, Draft>
): boolean {
  if (cues.length === 0 || !cues.every(({meaning}) => ofAnswers.has(meaning.type))) return false
  const said = new Set(cues.flatMap(({meaning}) => textsOf(meaning)))
  const steps = blocks.flatMap((block) => block.steps).filter(({reads, request}) => reads || request)
  return quotations(text.slice(0, finds(text, reason)?.index))
    .flatMap((quotation) => outputText(quotation) ?? [])
    .filter((quoted) => !said.has(quoted))
    .some((quoted) => !steps.some(({step}) => mentions(`${step.command}\n${drafts.get(step)?.shown ?? ''}`, quoted)))
}

function textsOf(meaning: unknown): readonly string[] {
  if (typeof meaning === 'string') return [meaning]
  return typeof meaning === 'object' && meaning !== null ? Object.values(meaning).flatMap(textsOf) : []
}
