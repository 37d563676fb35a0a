import {says} from '../says.ts'
import type {BlockEntry, OutlineSection, SentenceEntry} from './outline.ts'

/** The block directly after a sentence that ends in a colon, or a block of data directly after any sentence; or null. */
export function introduced({entries}: OutlineSection, {at, text}: SentenceEntry): BlockEntry | null {
  const next = entries[at + 1]
  if (next?.type !== 'block') return null
  return text.endsWith(':') || next.block.language !== 'bash' ? next : null
}

const looks = /^(?:now |next,? |then |also |finally,? )?(?:verify|confirm|check|ensure|make sure|validate|test)\b/

/** Whether a sentence tells its reader to find something out: "Verify that requests are denied." */
export function asksToLook(text: string): boolean {
  return says(text, looks)
}

const announcing =
  /^(?:(?:now|next|then|finally|first),? )?(?:let's|let us|we will|we'll)(?: now| next| also| then)* (?:verify|confirm|check|ensure|make sure|validate|test)\b/

/** Whether a sentence says what the block after its paragraph will find out: "Next, we will verify that it is ready." */
export function announces(section: OutlineSection, sentence: SentenceEntry): boolean {
  return says(sentence.text, announcing) && leadsToBlock(section, sentence)
}

const orders =
  /^(?:(?:now|next|then|also|finally|again|first),? )?(?:please |try to |let's )?(?:send|resend|re-send|retry|try|access|run|rerun|re-run|execute|issue|invoke|call|curl|repeat|make|use|query|request|reach|ping|list|get|fetch|show|display|print)\b/

/** Whether a sentence tells what the block after its paragraph is to find out, or what comes of it. */
export function introducesResult(section: OutlineSection, sentence: SentenceEntry): boolean {
  if (!leadsToBlock(section, sentence)) return false
  if (announces(section, sentence)) return true
  const {at, closing, prose, text} = sentence
  if (asksToLook(text) && prose.sentences.at(-1)?.text.trimEnd().endsWith(':')) return true
  if (prose.opensItem && (closing || asksToLook(text))) return true
  const before = section.entries.slice(Math.max(0, at - longest), at)
  return before.some(
    (entry) =>
      entry.type === 'sentence' && entry.prose === prose && (says(entry.text, orders) || asksToLook(entry.text))
  )
}

/** The block of commands that a sentence introduces, where it runs; or null. */
export function followingBlock(section: OutlineSection, sentence: SentenceEntry): BlockEntry | null {
  const next = introduced(section, sentence)
  if (next === null ? !introducesResult(section, sentence) : next.block.language !== 'bash') return null
  const block = section.blocks[sentence.blocksBefore]
  return block?.runs ? block : null
}

/** Whether the paragraph of a sentence ends directly before a block of commands. */
export function leadsToBlock(section: OutlineSection, sentence: SentenceEntry): boolean {
  return paragraphEnd(section, sentence).next?.block.language === 'bash'
}

/** Longer paragraphs introduce no block. */
const longest = 20

/** The last sentence of a paragraph, and the block that follows directly after it, or null. */
export function paragraphEnd(
  {entries}: OutlineSection,
  entry: SentenceEntry
): {readonly closing: SentenceEntry; readonly next: BlockEntry | null} {
  let closing = entry
  for (const other of entries.slice(entry.at + 1, entry.at + longest)) {
    if (other.type === 'block') return {closing, next: other}
    if (other.prose !== entry.prose) break
    closing = other
  }
  return {closing, next: null}
}
