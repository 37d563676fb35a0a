import type {Step} from '../guide/guide.ts'
import {says} from '../says.ts'
import {isOnScreen} from './claim.ts'
import {isPromise, negated} from './cues/phrases.ts'
import type {Draft} from './draft.ts'
import {exit, isComparison} from './exit.ts'
import {fulfilExistence} from './fulfil/existence.ts'
import {followingBlock} from './leading.ts'
import {getsOne, listingOf} from './listed-states.ts'
import type {BlockEntry, OutlineSection, SentenceEntry} from './outline.ts'

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
  if (draft === undefined || draft.exit.expected !== 'answer' || draft.shown !== null) return false
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

const sees =
  /\byou(?:'ll| will| should| can expect to)(?: now| also| then| still| expect to)* (?:see|find|notice|observe)\b/
/** What is seen to be no more there is not found. */
const absent =
  /\b(?:nothing|empty|without|gone|absent|missing|remov(?:ed|al)|deleted|cleared|disappear(?:s|ed)?|stop(?:s|ped)?|few(?:er)?)\b/

/**
 * Let a filter find something where the paragraph directly behind it says that it is seen: "You will see the settings." What
 * there is to see, that does not tell: the sentence is as much of a claim as before.
 */
export function expectFinding(
  section: OutlineSection,
  sentence: SentenceEntry,
  drafts: ReadonlyMap<Step, Draft>
): void {
  const {line, text, prose} = sentence
  if (!says(text, sees) || !isPromise(text) || says(text, negated) || says(text, absent)) return
  if (isOnScreen(prose) || followingBlock(section, sentence) !== null) return
  const last = blockBehindWhich(section, sentence)?.steps.at(-1)
  const draft = last && drafts.get(last.step)
  if (draft === undefined || draft.exit.expected !== 'answer' || draft.shown !== null) return
  if (isComparison(draft.entry.script)) return
  draft.exit = exit(0, line)
  if (draft.entry.reads) draft.repeats = true
}

const noLonger =
  /\b(?:(?:is|are|should be|will be) (?:now )?gone|no longer (?:exists?|(?:be )?(?:visible|listed|shown|displayed|there|found|present)))\b/

/**
 * Let a step end as it may where a sentence says that what it looks for is no longer there: "The backup is gone when you run:".
 * Listings succeed all the same; `kubectl get` with a name fails.
 *
 * @returns whether its exit status tells
 */
export function allowMissing(
  section: OutlineSection,
  sentence: SentenceEntry,
  drafts: ReadonlyMap<Step, Draft>,
  anyVersion: boolean
): boolean {
  if (!says(sentence.text, noLonger) || !isPromise(sentence.text)) return false
  const last = followingBlock(section, sentence)?.steps.at(-1)
  const draft = last && drafts.get(last.step)
  if (draft === undefined || draft.exit.expected !== 0 || draft.shown !== null) return false
  const {line, text} = sentence
  const {script} = draft.entry
  if (listingOf(script) === null) draft.exit = exit('any', line)
  const gone = {type: 'existence', exists: false, names: []} as const
  return getsOne(script) && fulfilExistence(gone, draft, {line, text, data: null, anyVersion})
}

/** The block of commands that the paragraph of a sentence stands directly behind, where it runs; or null. */
function blockBehindWhich({entries}: OutlineSection, {at, prose}: SentenceEntry): BlockEntry | null {
  let before = entries[at - 1]
  for (let index = at - 2; before?.type === 'sentence' && before.prose === prose; index--) before = entries[index]
  return before?.type === 'block' && before.runs ? before : null
}
