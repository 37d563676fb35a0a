import type {Step} from '../guide/guide.ts'
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
