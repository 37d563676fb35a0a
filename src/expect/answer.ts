import type {Step} from '../guide/guide.ts'
import {says} from '../says.ts'
import {isPromise, negated} from './cues/phrases.ts'
import type {Draft} from './draft.ts'
import {exit, isComparison} from './exit.ts'
import {followingBlock} from './leading.ts'
import type {OutlineSection, SentenceEntry} from './outline.ts'

const alike = /\b(?:same|identical|equal|match(?:es)?)\b/
const different = /\b(?:differs?|different)\b/
const asksFor = /\b(?:verify|confirm|check|ensure|make sure|validate|see)\b[^.]{0,200}\b(?:that|is|are|has|have)\b/

/**
 * Give a filter or a comparison the answer that a sentence says: "Verify that the label is set:" before a `grep`, "The two
 * files are the same:" before a `diff`. Its exit status is all that tells, where the page shows no output of it.
 *
 * @returns whether the sentence says an answer
 */
export function applyAnswer(
  section: OutlineSection,
  sentence: SentenceEntry,
  drafts: ReadonlyMap<Step, Draft>
): boolean {
  const {line, text} = sentence
  const last = section.blocks[sentence.blocksBefore]?.steps.at(-1)
  const draft = last && drafts.get(last.step)
  if (draft === undefined || draft.exit.expected !== 'any' || draft.shown !== null) return false
  if (followingBlock(section, sentence) === null || !isPromise(text)) return false
  const answer = isComparison(draft.entry.script) ? compared(text) : found(text)
  if (answer === null) return false
  draft.exit = exit(answer, line)
  if (draft.entry.reads) draft.repeats = true
  return true
}

function compared(text: string): number | null {
  if (says(text, alike)) return says(text, negated) ? 1 : 0
  return says(text, different) && !says(text, negated) ? 1 : null
}

/** "Verify that there are no errors" and a search for something else do not go together. */
function found(text: string): number | null {
  return says(text, asksFor) && !says(text, negated) ? 0 : null
}
