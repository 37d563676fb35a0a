import type {Block, Prose, Step} from '../guide/guide.ts'
import {attachCue, introduced} from './attach.ts'
import {explains, isClaim, isOnScreen} from './claim.ts'
import {isCovered, speaksOfSteps} from './covering.ts'
import type {Cue, Meaning} from './cues/cue.ts'
import {readCues} from './cues/read.ts'
import type {Draft} from './draft.ts'
import type {Claim} from './expectation.ts'
import {fulfil} from './fulfil.ts'
import type {OutlineSection, SentenceEntry} from './outline.ts'

/** What became of a cue: something checks it, it is about what does not run, or nothing checks it. */
type Fate = 'checked' | 'skipped' | 'unchecked'

/**
 * Give steps what a section's prose promises of them.
 *
 * @returns claims that nothing checks
 */
export function applyProse(
  section: OutlineSection,
  drafts: ReadonlyMap<Step, Draft>,
  authored: ReadonlySet<Block>,
  page: string,
  anyVersion: boolean
): readonly Claim[] {
  const unchecked = claimsOfTables(section, page)
  if (!section.blocks.some(({runs}) => runs)) return unchecked
  const open = section.entries.filter(
    (entry): entry is SentenceEntry =>
      entry.type === 'sentence' &&
      entry.live &&
      entry.prose.kind !== 'table' &&
      !isChecked(section, entry, drafts, anyVersion)
  )
  // What later sentences add to a step also counts for those that introduce it.
  for (const entry of open) {
    if (speaksOfSteps(section, entry) && !isCovered(section, entry, drafts, authored)) {
      unchecked.push({page: entry.prose.page ?? page, line: entry.line, text: entry.text})
    }
  }
  return unchecked
}

/** Whether something checks a sentence, or it claims nothing. */
function isChecked(
  section: OutlineSection,
  entry: SentenceEntry,
  drafts: ReadonlyMap<Step, Draft>,
  anyVersion: boolean
): boolean {
  const cues = cuesOf(section, entry)
  if (explains(entry.text)) return true
  const fates = isMixed(cues)
    ? cues.map((): Fate => 'unchecked')
    : cues.map((cue) => applyCue(cue, section, entry, drafts, anyVersion))
  const promises = fates.filter((_, index) => asserts(cues[index]?.meaning.type))
  if (promises.includes('skipped')) return true
  if (promises.length > 0 && promises.every((fate) => fate === 'checked')) return true
  // "Once it is ready, …" leads on to something else, and is a claim only in so many words.
  const claimed = cues.some(({meaning: {type}}) => asserts(type) && type !== 'status')
  return !claimed && !isClaim(entry.text)
}

/** What a sentence says, and what the whole paragraph says of sample output that follows it. */
function cuesOf(section: OutlineSection, entry: SentenceEntry): readonly Cue[] {
  const cues = readCues(entry.text)
  const next = introduced(section, entry)
  if (!entry.closing || next === null || next.block.language === 'bash') return cues
  if (cues.some(({meaning}) => meaning.type === 'output' || meaning.type === 'alternate')) return cues
  const sentences = entry.prose.sentences.map(({text}) => text.trim()).filter((text) => /\boutput\b/i.test(text))
  const output = sentences
    .flatMap((text) => readCues(text.replace(/\.$/, ':')))
    .find(({meaning}) => meaning.type === 'output')
  return output === undefined ? cues : [...cues, output]
}

/** Tables with percentages say how traffic is shared out; no rule reads them. */
function claimsOfTables({entries}: OutlineSection, page: string): Claim[] {
  const tables = new Map<Prose, SentenceEntry[]>()
  for (const entry of entries) {
    if (entry.type !== 'sentence' || entry.prose.kind !== 'table' || !entry.live) continue
    tables.set(entry.prose, [...(tables.get(entry.prose) ?? []), entry])
  }
  return [...tables.values()].flatMap((rows) => {
    const text = rows.map((row) => row.text).join('; ')
    const [first] = rows
    const hasShares = /\d ?%/.test(text) || (/%|\bpercent/i.test(first?.text ?? '') && /\d/.test(text))
    return hasShares && first !== undefined
      ? [{page: first.prose.page ?? page, line: first.line, text: text.slice(0, 200)}]
      : []
  })
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
            (text) => !/\b[45]\d\d\b|denied|refused|reset|forbidden|unauthorized|error|fail|timed? ?out/i.test(text)
          ))
    )
  )
}

/** Whether a cue says what must come about; how long or how often is no claim by itself. */
function asserts(type: Meaning['type'] | undefined): boolean {
  return type !== 'patience' && type !== 'repeat'
}

/** What may be said of a page in a browser just as well as of a response. */
const visible: ReadonlySet<Meaning['type']> = new Set(['contains', 'not-contains', 'alternate', 'share', 'repeat'])

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
  const {data} = attached
  const fulfilled = attached.steps.map(({step}) => {
    const draft = drafts.get(step)
    return draft !== undefined && fulfil(meaning, draft, {line: entry.line, text: entry.text, data, anyVersion})
  })
  return fulfilled.every((done) => done) ? 'checked' : 'unchecked'
}
