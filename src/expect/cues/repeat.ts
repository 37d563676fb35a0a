import {finds, says} from '../../says.ts'
import type {CueRule, Meaning} from './cue.ts'
import {isInstruction, isPromise, numberWords, quotations, quotedList, readNumber} from './phrases.ts'

const requests = '(?:requests?|commands?|calls?|curls?|tests?|steps?|queries|query|invocations?|it|this|that|above)'
const times = new RegExp(
  `\\b(?:repeat(?:ing)?|run(?:ning)?|rerun|re-run|send(?:ing)?|execut(?:e|ing)|invoke|issu(?:e|ing)|call(?:ing)?|try|mak(?:e|ing)|perform|use|using)\\b(?: [\\w\`'"./:-]+){0,9}? (?:at least |about |another )?(${numberWords})(?: more)? times\\b|\\b(?:repeat|run|rerun|send|execute|invoke|issue|call|try)\\b(?: [\\w\`-]+){0,4}? (twice)\\b`
)
const sendMany =
  /\b(?:send|issue|make|generate)(?: about| around| at least)? (\d{1,4}|several|multiple|a few|many|ten|twenty|fifty)(?: more)? (?:[\w-]+ ){0,2}requests\b/
const again = new RegExp(
  `\\b(?:repeat(?:ed|ing)?|rerun|re-run)(?: the| this| that| these| above| same| previous)* ${requests} (?:repeatedly|and|to)\\b|\\brepeatedly\\b`
)

function readRepeat(text: string): Meaning | null {
  if (!isPromise(text)) return null
  const match = finds(text, times) ?? finds(text, sendMany)
  const word = match?.slice(1).find((group) => group !== undefined)
  const count = word === undefined ? null : readNumber(word)
  if (count !== null) return {type: 'repeat', times: Math.max(1, Math.min(count, 200))}
  return says(text, again) ? {type: 'repeat', times: 4} : null
}

const alternates =
  /\b(?:toggl|alternat|switch|chang(?:e|es|ing) (?:between|among)|rotat|cycl|var(?:y|ies)|round[- ]robin|load[- ]balanc|balanc|distribut|spread|split|flip|bounc|shared?)\w*/
const between = new RegExp(
  `\\b(?:between|across|among|amongst|from|over|of|to)\\b(?: [\\w-]+){0,4}? (${quotedList})`,
  'd'
)
const responses = /\b(?:requests?|responses?|traffic|repl(?:y|ies)|answers?|output|calls?|versions?|messages?)\b/
const fromBoth = new RegExp(
  `\\b(?:responses?|repl(?:y|ies)|answers?|output|requests?|messages?|traffic)\\b[^.:]{0,60}\\b(?:from|by|of|for|to|with|reach(?:es|ing)?) (?:(?:both|each|either)(?: of)?(?: the)?(?: [\\w-]+){0,2}(?: (${quotedList}))?|all(?: of)?(?: the)? (?:[\\w-]+ )?(?:versions|pods|instances|replicas|clusters|backends|endpoints|regions|zones|revisions)\\b)`,
  'd'
)
/** "Both `v1` and `v2` are being called": who is reached, each by some of the requests. */
const reached = new RegExp(
  `\\bboth(?: of)?(?: the)?(?: [\\w-]+){0,2} (${quotedList})(?: [\\w-]+)? are (?:now |also )*(?:being )?(?:called|reached|hit|invoked|contacted|responding|answering)\\b`,
  'd'
)
/** Several commands, of which each prints one sample; in small letters. */
export const ofCommands: RegExp = /\b(?:both|either|each|all)(?: of)?(?: the| these)?(?: two| three)? commands?\b/
/** How each of several requests ends is no matter of who answers. */
const ends = /\b(?:fail|denied|rejected|blocked|refused|allowed|succeed|successful|forbidden)/
/** What is written down of requests somewhere is no answer to them. */
const recorded = /\b(?:logs?|entr(?:y|ies)|spans?|traces?|metrics?)\b/

function readAlternate(text: string): Meaning | null {
  if (
    !isPromise(text) ||
    says(text, recorded) ||
    isInstruction(text) ||
    says(text, /\b(?:not|never|no longer|instead of)\b/)
  )
    return null
  const verb = finds(text, alternates)
  if (verb !== null) {
    const named = finds(text.slice(verb.index), between)
    const names = quotations(named?.[1] ?? '')
    if (names.length >= 2) return {type: 'alternate', names}
    return says(text, responses) ? {type: 'alternate', names: []} : null
  }
  const both = says(text, ends) || says(text, ofCommands) ? null : (finds(text, fromBoth) ?? finds(text, reached))
  if (both === null) return null
  const names = quotations(both[1] ?? '')
  return {type: 'alternate', names: names.length >= 2 ? names : []}
}

/** Rules for steps that are run again and again. */
export const repeatRules: readonly CueRule[] = [
  {
    id: 'repeat',
    summary: 'A request is made several times.',
    word: /times|twice|requests|repeat|rerun|re-run/,
    read: readRepeat
  },
  {
    id: 'alternate',
    summary: 'Responses come from more than one place over repeated requests.',
    word: /toggl|altern|switch|chang|rotat|cycl|var|robin|balanc|distrib|spread|split|flip|bounc|share|\bboth\b|\b(?:from|by|of|for|to|with) (?:each|either|all)\b/,
    read: readAlternate
  }
]
