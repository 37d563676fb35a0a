import type {Step} from '../guide/guide.ts'
import {finds, says} from '../says.ts'
import type {Cue, Meaning} from './cues/cue.ts'
import {quotedList} from './cues/phrases.ts'
import type {Draft} from './draft.ts'
import {mentions} from './mention.ts'
import type {OutlineSection, SentenceEntry} from './outline.ts'

/** Why something is so, and what it comes from, is no claim. */
const reason = /,? (?:because|since|due to)\b|, (?:as|so|which (?:means|indicates|shows))\b/

/** What need not be so is no claim. */
const uncertain = /\b(?:may|might|could)\b/

/** Shares of answers, which one answer has not. */
const shares = [
  /(?<![\d.])\d{1,3}(?:\.\d{1,3})? ?(?:%|per ?cent\b)/,
  /\b(?:chances?|half|majority|randomly|evenly|equally)\b/,
  /\b(?:one|two|three|four|\d{1,3}) (?:of|in|out of|of every) (?:the |every )?(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten) (?:[\w-]+ ){0,1}(?:requests|responses|calls|replies|answers|times|cases|attempts)\b/,
  /\bevery (?:other|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:[\w-]+ )?(?:request|response|call|reply|answer|time|attempt)\b/
]
/** What one answer says only of itself. */
const steadiness = [/\b(?:always|every time|each time)\b/]
/** What is measured against another time or place, of which an output knows nothing. */
const comparisons = [
  /\b(?:than|as) before\b/,
  /\b(?:higher|lower|faster|slower|more|less|fewer) (?:[\w-]+ ){0,4}than\b/,
  /(?<!\bone )\banother\b|\b(?:an?(?: whole| completely| brand)? (?:new|different|second|fresh))\b/,
  /\b\w{1,30}(?:ed|ing|es|s) again(?= (?:on|in|by|with)\b|[.:!]?$)/,
  /\b(?:ha(?:s|ve)|was|were|is|are)(?: been)?(?: now| also| already| highly| slightly| automatically)* (?:moved|migrated|relocated|rescheduled|recreated|re-created|replaced|increased|decreased|reduced|grown|shrunk|changed|doubled|halved)\b/
]

/** Kinds of meanings that are tested over several answers, or against an earlier one. */
const ofShares: ReadonlySet<Meaning['type']> = new Set(['share', 'alternate', 'first', 'restarts'])

/** What an output shows of what stands in it: "you should see that `web` is listed". */
const seen = new RegExp(
  `\\b(?:see|observe|notice) that (?:the |an? )?(?:[\\w-]+ ){0,2}${quotedList}(?: [\\w-]+){0,1}? ((?!in |with )[^,;:]+)`,
  'd'
)
const isThere =
  /^(?:(?:should|will|can|must|is|are|was|were|be|been|has|have|now|also|still|all|successfully|only) )*(?:listed|shown|displayed|printed|returned|logged|reported|present|there|visible|included|available|created|added|registered|received|sent|deployed|running|appears?|shows?|exists?|returns?|answers?|responds?|replies|called|reached|handles?|serves?|one of|part of|among|in|on)\b/

/**
 * Whether a sentence says more than an output shows that has what it quotes: of "you should see that `web` was moved to another
 * node", a listing with `web` tells nothing.
 *
 * @param cues what of the sentence is checked
 */
export function saysMore(
  entry: SentenceEntry,
  cues: readonly Cue[],
  section: OutlineSection,
  drafts: ReadonlyMap<Step, Draft>
): boolean {
  const {text} = entry
  if (says(text, uncertain)) return false
  const claim = text.slice(0, finds(text, reason)?.index)
  const ofSeveral = cues.some(({meaning}) => ofShares.has(meaning.type))
  const steady = ofSeveral || cues.some(({meaning}) => meaning.type === 'contains' && meaning.inARow > 1)
  const patterns = [...(ofSeveral ? [] : [...shares, ...comparisons]), ...(steady ? [] : steadiness)]
  const unshown = patterns.flatMap((pattern) => {
    const match = finds(claim, pattern)
    return match === null ? [] : [match[0]]
  })
  const ofContents = cues.length > 0 && cues.every(({meaning}) => meaning.type === 'contains')
  const words = ofContents ? [...unshown, ...predicateOf(claim)] : unshown
  return words.length > 0 && !isShown(words, entry, section, drafts)
}

/** What is said of something that is seen, but that it is there. */
function predicateOf(text: string): readonly string[] {
  const [, predicate] = finds(text, seen) ?? []
  if (predicate === undefined || says(predicate, isThere)) return []
  return [predicate.replace(/^(?:is|are|was|were|has|have) /, '').replace(/[.!]$/, '')]
}

/** Whether what is shown of the commands before or behind a sentence has these words. */
function isShown(
  words: readonly string[],
  {blocksBefore}: SentenceEntry,
  {blocks}: OutlineSection,
  drafts: ReadonlyMap<Step, Draft>
): boolean {
  const near = blocks.slice(Math.max(0, blocksBefore - 1), blocksBefore + 1).flatMap(({steps}) => steps)
  const shown = near.map(({step}) => inPercent(drafts.get(step)?.shown ?? ''))
  return words.every((word) => shown.some((text) => mentions(text, inPercent(word))))
}

/** A text with every share written as in `42%`. */
function inPercent(text: string): string {
  return text.replace(/(?<=\d)(?:\.0{1,3})? ?(?:%|per ?cent\b)/gi, '%')
}
