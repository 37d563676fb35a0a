import type {Block, Step} from '../guide/guide.ts'
import {says} from '../says.ts'
import type {Cue} from './cues/cue.ts'
import type {Draft} from './draft.ts'
import {asksToLook, introduced, paragraphEnd} from './leading.ts'
import type {BlockEntry, OutlineSection, SentenceEntry} from './outline.ts'
import {saysMore} from './unshown.ts'

/** Whether a sentence comes after a step, or leads to one: what stands before the first is an introduction. */
export function speaksOfSteps(section: OutlineSection, entry: SentenceEntry): boolean {
  if (section.blocks.slice(0, entry.blocksBefore).some(({runs}) => runs)) return true
  const next = section.entries[entry.at + 1]
  return next?.type === 'block' && next.runs
}

/**
 * Whether a claim is about something that is compared anyway, that its author has seen to, or that does not run.
 *
 * @param cues what of it is checked
 */
export function isCovered(
  section: OutlineSection,
  entry: SentenceEntry,
  cues: readonly Cue[],
  drafts: ReadonlyMap<Step, Draft>,
  authored: ReadonlySet<Block>
): boolean {
  const next = commandsIntroduced(section, entry)
  const isSeenTo = (next !== null && authored.has(next.block)) || isAuthored(section, entry, authored)
  if (isSeenTo || next?.runs === false) return true
  const isShown = (next !== null && isChecked(next, drafts)) || quotesOutput(section, entry, drafts)
  return isShown && !saysMore(entry, cues, section, drafts)
}

/** Whether the author says what to expect of the block that a sentence is about; then no rule needs to understand it. */
function isAuthored(section: OutlineSection, entry: SentenceEntry, authored: ReadonlySet<Block>): boolean {
  const next = introduced(section, entry)
  const about = next?.block.language === 'bash' ? next : section.blocks[entry.blocksBefore - 1]
  return about !== undefined && authored.has(about.block)
}

/** What has just been done, not what comes next. */
const looksBack = /^(?:it|this|that|these|which)\b/

/** The block of commands of which a sentence says what it will show; or null. */
function commandsIntroduced(section: OutlineSection, entry: SentenceEntry): BlockEntry | null {
  const {next, closing} = paragraphEnd(section, entry)
  if (next === null || next.block.language !== 'bash') return null
  const hasColon = closing.text.endsWith(':')
  // "Verify that it works. Run this command:" is one introduction.
  if (closing !== entry && !(hasColon && asksToLook(entry.text))) return null
  // Without a colon it may just as well be about what a step before it has shown.
  const before = section.blocks[entry.blocksBefore - 1]
  const mayLookBack = says(entry.text, looksBack) || before?.steps.some((step) => step.reads || step.request) === true
  return !hasColon && before !== undefined && mayLookBack ? null : next
}

/** Whether something of a block is compared with what the page shows or says. */
function isChecked({steps}: BlockEntry, drafts: ReadonlyMap<Step, Draft>): boolean {
  return steps.some(({step}) => {
    const draft = drafts.get(step)
    return draft !== undefined && (draft.output !== null || draft.promised.length > 0)
  })
}

/** Whether a sentence leads to data that repeats what the step before shows, which is compared. */
function quotesOutput(section: OutlineSection, entry: SentenceEntry, drafts: ReadonlyMap<Step, Draft>): boolean {
  const {next} = paragraphEnd(section, entry)
  const last = section.blocks[entry.blocksBefore - 1]?.steps.at(-1)
  const shown = last === undefined ? null : (drafts.get(last.step)?.shown ?? null)
  if (next === null || next.block.language === 'bash' || shown === null) return false
  const lines = new Set(shown.split('\n').map((line) => line.trim()))
  return next.block.value.split('\n').every((line) => line.trim() === '' || lines.has(line.trim()))
}
