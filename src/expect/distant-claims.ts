import {says} from '../says.ts'
import {explains, isClaim} from './claim.ts'
import {asserts, readCues} from './cues/read.ts'
import type {Claim} from './expectation.ts'
import type {OutlineSection, SentenceEntry} from './outline.ts'

/**
 * Find claims in sections without commands, behind steps that ran: "What you see: …".
 *
 * Nothing is attached to steps of another section. What only looks like a claim there explains.
 */
export function findDistantClaims(outline: readonly OutlineSection[], page: string): readonly Claim[] {
  const first = outline.findIndex(({blocks}) => blocks.some(({runs}) => runs))
  if (first === -1) return []
  const distant = outline.slice(first).filter(({blocks}) => blocks.length === 0)
  return distant
    .flatMap((section) => section.entries)
    .filter((entry): entry is SentenceEntry => entry.type === 'sentence' && entry.live && entry.prose.kind !== 'table')
    .filter(({text}) => !explains(text) && isClaim(text) && (says(text, addressing) || promises(text)))
    .map(({prose, line, text}) => ({page: prose.page ?? page, line, text}))
}

const addressing =
  /\byou(?:'ll| should| will)(?: now| also| then| still| always)* (?:see|notice|observe|get|receive)\b|^(?:notice|observe) that\b|\brun `[^`]{1,200}` to (?:see|verify|confirm|check) that\b/

function promises(text: string): boolean {
  return readCues(text).some(({meaning}) => asserts(meaning.type))
}
