import type {Block, Step} from '../guide/guide.ts'
import type {Draft} from './draft.ts'
import {exit} from './exit.ts'
import type {OutlineSection} from './outline.ts'

/** Give a step the exit status that the page shows behind it, with `echo $?`. */
export function applyEchoedStatus(
  {blocks}: OutlineSection,
  drafts: ReadonlyMap<Step, Draft>,
  authored: ReadonlySet<Block>
): void {
  const steps = blocks.flatMap((block) => block.steps)
  for (const [at, {step, block}] of steps.entries()) {
    const before = steps[at - 1]
    if (!asksStatus.test(step.command) || before === undefined || before.background) continue
    if (!block.runs || !before.block.runs || authored.has(before.block.block)) continue
    const {shown = null, output = null} = drafts.get(step) ?? {}
    const draft = drafts.get(before.step)
    const status = statusOf(shown ?? '')
    if (draft !== undefined && output !== null && status !== null) draft.exit = exit(status, output.line)
  }
}

const asksStatus = /^\s*echo +(?:\$\?|"\$\?"|\$\{\?\}|"\$\{\?\}")\s*$/

function statusOf(text: string): number | null {
  const status = /^\s*\d{1,3}\s*$/.test(text) ? Number(text) : Number.NaN
  return status <= 255 ? status : null
}
