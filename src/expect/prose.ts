import type {Block, Step} from '../guide/guide.ts'
import {says} from '../says.ts'
import {allowMissing, applyAnswer, expectFinding} from './answer.ts'
import {attachCue} from './attach.ts'
import {startBeside} from './beside.ts'
import {applyCircumstance} from './circumstance.ts'
import {explains, isClaim, isOnScreen} from './claim.ts'
import {isCovered, speaksOfSteps} from './covering.ts'
import type {Cue, Meaning} from './cues/cue.ts'
import {asserts, readCues} from './cues/read.ts'
import type {Draft} from './draft.ts'
import type {Claim} from './expectation.ts'
import {fulfil} from './fulfil.ts'
import {introduced} from './leading.ts'
import {leavesOut} from './left-out.ts'
import type {OutlineSection, SentenceEntry} from './outline.ts'
import {readPlainSample} from './plain-sample.ts'
import {applySample} from './sample-below.ts'
import {type ShareTable, shareTablesOf} from './share-table.ts'
import {showsError} from './shown-error.ts'
import {saysMore} from './unshown.ts'

/** What became of a cue: something checks it, it is about what does not run, or nothing checks it. */
type Fate = 'checked' | 'skipped' | 'unchecked'

/** What a sentence comes to: `checked`, `settled` by itself, `claimed` in so many words, or `silent` as far as cues tell. */
type Outcome = 'checked' | 'settled' | 'claimed' | 'silent'

/**
 * Give steps what a section's prose promises of them.
 *
 * @param claims whether anybody asks for claims that nothing checks
 * @returns those claims
 */
export function applyProse(
  section: OutlineSection,
  drafts: ReadonlyMap<Step, Draft>,
  authored: ReadonlySet<Block>,
  page: string,
  anyVersion: boolean,
  claims: boolean
): readonly Claim[] {
  const tables = shareTablesOf(section)
  const checked = new Set(tables.filter((table) => isTableChecked(table, section, drafts, anyVersion)))
  const introductions = new Set([...checked].map(({intro}) => intro))
  const unchecked = tables.flatMap((table): readonly Claim[] => {
    const {prose, line} = table.first
    return checked.has(table) ? [] : [{page: prose.page ?? page, line, text: table.rows.join('; ').slice(0, 200)}]
  })
  if (!section.blocks.some(({runs}) => runs)) return unchecked
  const sentences = section.entries.filter(
    (entry): entry is SentenceEntry => entry.type === 'sentence' && entry.live && entry.prose.kind !== 'table'
  )
  const outcomes = sentences.map((entry) => applySentence(section, entry, drafts, anyVersion))
  if (!claims) return []
  // What later sentences add to a step also counts for those that introduce it.
  for (const [index, entry] of sentences.entries()) {
    const outcome = outcomes[index]
    const cues = outcome === 'checked' ? readCues(entry.text) : []
    const isUnsettled = outcome === 'checked' ? isHalfSaid(entry, cues, section, drafts) : isOpen(entry, outcome)
    if (!isUnsettled || introductions.has(entry)) continue
    if (speaksOfSteps(section, entry) && !isCovered(section, entry, cues, drafts, authored)) {
      unchecked.push({page: entry.prose.page ?? page, line: entry.line, text: entry.text})
    }
  }
  return unchecked
}

/** Whether a sentence claims something that its cues do not settle. */
function isOpen({text}: SentenceEntry, outcome: Outcome | undefined): boolean {
  return outcome === 'claimed' || (outcome === 'silent' && !explains(text) && isClaim(text))
}

/** Whether cues that are checked have only a part of what their sentence claims. */
function isHalfSaid(
  entry: SentenceEntry,
  cues: readonly Cue[],
  section: OutlineSection,
  drafts: ReadonlyMap<Step, Draft>
): boolean {
  return leavesOut(entry.text, cues, section, drafts) || saysMore(entry, cues, section, drafts)
}

/** Give steps what a sentence promises of them. */
function applySentence(
  section: OutlineSection,
  entry: SentenceEntry,
  drafts: ReadonlyMap<Step, Draft>,
  anyVersion: boolean
): Outcome {
  startBeside(section, entry, drafts)
  expectFinding(section, entry, drafts)
  const cues = cuesOf(section, entry)
  const isSaid = cues.some(({meaning}) => meaning.type === 'existence')
  const isMissing = !isSaid && allowMissing(section, entry, drafts, anyVersion)
  if (cues.length === 0) {
    const isSettled = isMissing || applyAnswer(section, entry, drafts) || applyCircumstance(section, entry, drafts)
    return isSettled ? 'settled' : 'silent'
  }
  if (explains(entry.text)) return 'settled'
  const shown = applySample(section, entry, cues, drafts, anyVersion)
  const fates = isMixed(cues)
    ? cues.map((): Fate => 'unchecked')
    : cues.map((cue) => applyCue(cue, section, entry, drafts, anyVersion))
  const promises = fates.filter((_, index) => asserts(cues[index]?.meaning.type))
  if (promises.includes('skipped')) return 'settled'
  if (shown === 'unchecked') return 'claimed'
  if (promises.length > 0 && promises.every((fate) => fate === 'checked')) return 'checked'
  // "Once it is ready, …" leads on to something else, and is a claim only in so many words.
  return cues.some(({meaning: {type}}) => asserts(type) && type !== 'status') ? 'claimed' : 'silent'
}

/** What a sentence says, and what the whole paragraph says of sample output that follows it. */
function cuesOf(section: OutlineSection, entry: SentenceEntry): readonly Cue[] {
  const cues = readCues(entry.text)
  const next = introduced(section, entry)
  if (!entry.closing || next === null || next.block.language === 'bash') return cues
  if (cues.some(({meaning}) => meaning.type === 'output' || meaning.type === 'alternate')) return cues
  if (cues.some(({meaning}) => meaning.type === 'failure') && showsError(next.block.value)) {
    return [...cues, {rule: 'output', meaning: {type: 'output', how: 'same'}}]
  }
  const sentences = entry.prose.sentences
    .map(({text}) => text.trim())
    .filter((text) => says(text, /\b(?:output|response)\b/))
  const output = sentences
    .flatMap((text) => readCues(text.replace(/[.!:]?$/, ':')))
    .find(({meaning}) => meaning.type === 'output')
  if (output !== undefined) return [...cues, output]
  const plain = cues.some(({meaning}) => asserts(meaning.type)) ? null : readPlainSample(section, entry)
  return plain === null ? cues : [...cues, {rule: 'output', meaning: plain}]
}

/** Words for what comes back, as opposed to what is configured. */
const answers = /\b(?:responses?|answers?|replies|outputs?|results?)\b/

/** Give a step what a table says of its responses, where a step can answer. */
function isTableChecked(
  {intro, first, shares}: ShareTable,
  section: OutlineSection,
  drafts: ReadonlyMap<Step, Draft>,
  anyVersion: boolean
): boolean {
  const said = intro?.text ?? ''
  // A table of what is configured says nothing about a step before it.
  if (shares === null || explains(said) || !(isClaim(said) || says(`${said} ${first.text}`, answers))) return false
  const cue: Cue = {rule: 'share', meaning: {type: 'share', shares, requests: null}}
  return applyCue(cue, section, first, drafts, anyVersion) !== 'unchecked'
}

/** Whether a sentence speaks of success and of failure, so that no step can be meant by all of it. */
function isMixed(cues: readonly Cue[]): boolean {
  const fails = cues.some(({meaning}) => meaning.type === 'failure')
  return (
    fails &&
    cues.some(
      ({meaning}) =>
        meaning.type === 'success' ||
        (meaning.type === 'contains' &&
          meaning.texts.some(
            (text) => !says(text, /\b[45]\d\d\b|denied|refused|reset|forbidden|unauthorized|error|fail|timed? ?out/)
          ))
    )
  )
}

/** What may be said of a page in a browser just as well as of a response. */
const visible: ReadonlySet<Meaning['type']> = new Set([
  'contains',
  'not-contains',
  'first',
  'alternate',
  'share',
  'repeat'
])

function applyCue(
  {meaning}: Cue,
  section: OutlineSection,
  entry: SentenceEntry,
  drafts: ReadonlyMap<Step, Draft>,
  anyVersion: boolean
): Fate {
  if (visible.has(meaning.type) && isOnScreen(entry.prose)) return 'unchecked'
  const attached = attachCue(section, entry, meaning)
  if (attached.type === 'skipped') return 'skipped'
  if (attached.type === 'nowhere') return 'unchecked'
  // "Log in with your browser. You will see the message:" is not what `kubectl apply` prints.
  const isSilent = attached.steps.every(({reads, request}) => !reads && !request)
  if (meaning.type === 'output' && isSilent && isOnScreen(entry.prose)) return 'unchecked'
  const {data} = attached
  const fulfilled = attached.steps.map(({step}) => {
    const draft = drafts.get(step)
    return draft !== undefined && fulfil(meaning, draft, {line: entry.line, text: entry.text, data, anyVersion})
  })
  return fulfilled.every((done) => done) ? 'checked' : 'unchecked'
}
