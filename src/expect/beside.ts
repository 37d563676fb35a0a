import type {Content, Section, Step} from '../guide/guide.ts'
import {says} from '../says.ts'
import {goesOn, leavesRunning, neverReturns} from './background.ts'
import type {Draft} from './draft.ts'
import {followingBlock} from './leading.ts'
import type {OutlineSection, SentenceEntry} from './outline.ts'

/** Let a command go on beside the steps after it where a sentence gives it a terminal of its own, or them another one. */
export function startBeside(section: OutlineSection, entry: SentenceEntry, drafts: ReadonlyMap<Step, Draft>): void {
  const [before, after] = [-1, 0].map((at) => section.blocks[entry.blocksBefore + at]?.steps.at(-1))
  if (after === undefined || followingBlock(section, entry) === null) return
  const later = (): readonly string[] =>
    section.entries.slice(entry.at + 1).flatMap((other) => (other.type === 'sentence' ? [other.text] : []))
  const goes = goesOn(entry.text, after.script, later)
  const draft = drafts.get(after.step)
  if (draft?.shown === null && goes) draft.background = true
  // What goes on by itself needs another terminal, whatever came before.
  if (before?.block.runs !== true || goes || neverReturns(after.script) || !leavesRunning(entry.text, before.script))
    return
  const earlier = drafts.get(before.step)
  if (earlier !== undefined) earlier.background = true
}

/** Do the same where headings say so: "In one terminal, run the server", "In the other terminal, send a request". */
export function startBesideBelowHeadings(sections: readonly Section[], drafts: ReadonlyMap<Step, Draft>): void {
  const named = sections.flatMap(({heading, contents}, index) =>
    heading !== null && says(heading, /\bterminal|\bconsole|\bshell|\bcommand prompt/)
      ? [{heading, contents, index}]
      : []
  )
  for (const [at, {heading, contents, index}] of named.entries()) {
    const later = (): readonly string[] => named.slice(at + 1).map((other) => other.heading)
    const after = draftIn(contents, drafts, 'first')
    if (after === undefined) continue
    const goes = goesOn(heading, after.entry.script, later)
    if (after.shown === null && goes) after.background = true
    const before = draftIn(sections[index - 1]?.contents ?? [], drafts, 'last')
    const isFree = goes || neverReturns(after.entry.script)
    if (before !== undefined && !isFree && leavesRunning(heading, before.entry.script)) before.background = true
  }
}

/** The last step of the first or last block with commands that runs. */
function draftIn(
  contents: readonly Content[],
  drafts: ReadonlyMap<Step, Draft>,
  which: 'first' | 'last'
): Draft | undefined {
  const steps = contents.flatMap((content) => (content.type === 'block' ? [content.steps.at(-1)] : []))
  const own = steps.flatMap((step) => (step === undefined ? [] : (drafts.get(step) ?? [])))
  return own.filter(({entry}) => entry.block.runs).at(which === 'first' ? 0 : -1)
}
