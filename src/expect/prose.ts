import type {Block, Prose, Step} from '../guide/guide.ts'
import {attachCue, introduced} from './attach.ts'
import {explains, isClaim, isOnScreen} from './claim.ts'
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
  for (const entry of section.entries) {
    if (entry.type !== 'sentence' || !entry.live || entry.prose.kind === 'table') continue
    if (isChecked(section, entry, drafts, anyVersion)) continue
    if (!speaksOfSteps(section, entry) || isAuthored(section, entry, authored)) continue
    if (introducesChecked(section, entry, drafts) || quotesOutput(section, entry)) continue
    unchecked.push({page, line: entry.line, text: entry.text})
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
  const cues = readCues(entry.text)
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
    return hasShares && first !== undefined ? [{page, line: first.line, text: text.slice(0, 200)}] : []
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

/** Whether a sentence comes after a step, or leads to one: what stands before the first is an introduction. */
function speaksOfSteps(section: OutlineSection, entry: SentenceEntry): boolean {
  if (section.blocks.slice(0, entry.blocksBefore).some(({runs}) => runs)) return true
  const next = section.entries[entry.at + 1]
  return next?.type === 'block' && next.runs
}

/** Whether a sentence introduces a block that is compared with what the page shows, or speaks of one that does not run. */
function introducesChecked(section: OutlineSection, entry: SentenceEntry, drafts: ReadonlyMap<Step, Draft>): boolean {
  const next = section.entries[entry.at + 1]
  if (next?.type !== 'block' || next.block.language !== 'bash') return false
  // Without a colon it may just as well be about what a step before it has shown.
  const before = section.blocks[entry.blocksBefore - 1]
  if (!entry.text.endsWith(':') && before?.steps.some((step) => step.reads || step.request) === true) return false
  if (!next.runs) return true
  return next.steps.some(({step}) => {
    const draft = drafts.get(step)
    return draft !== undefined && (draft.output !== null || draft.promised.length > 0)
  })
}

/** Whether the author says what to expect of the block that a sentence is about; then no rule needs to understand it. */
function isAuthored(section: OutlineSection, entry: SentenceEntry, authored: ReadonlySet<Block>): boolean {
  const next = introduced(section, entry)
  const about = next?.block.language === 'bash' ? next : section.blocks[entry.blocksBefore - 1]
  return about !== undefined && authored.has(about.block)
}

/** Whether the data that a sentence introduces repeats what the step before shows, which is compared. */
function quotesOutput(section: OutlineSection, entry: SentenceEntry): boolean {
  const next = introduced(section, entry)
  const shown = section.blocks[entry.blocksBefore - 1]?.steps.at(-1)?.step.output?.text
  if (next === null || next.block.language === 'bash' || shown === undefined) return false
  const lines = new Set(shown.split('\n').map((line) => line.trim()))
  return next.block.value.split('\n').every((line) => line.trim() === '' || lines.has(line.trim()))
}
