import type {Block, Step} from '../guide/guide.ts'
import {sameContainers} from './attach.ts'
import type {Draft} from './draft.ts'
import type {Claim} from './expectation.ts'
import {fulfil} from './fulfil.ts'
import type {OutlineSection, StepEntry} from './outline.ts'

/** Languages in which blocks show what was printed. */
const printed: ReadonlySet<string> = new Set(['plain', 'text', 'txt', 'output', 'none', 'log'])
/** Languages of output as well as of files: only after a command that asks for something are they what came back. */
const structured: ReadonlySet<string> = new Set(['json', 'yaml', 'http'])

/**
 * Take a block of data directly behind a command, with no word between them, for what the command prints.
 *
 * @returns blocks that nothing compares, as their command shows other output or runs in the background
 */
export function applyAdjacentOutput(
  {entries}: OutlineSection,
  drafts: ReadonlyMap<Step, Draft>,
  authored: ReadonlySet<Block>,
  anyVersion: boolean
): readonly Claim[] {
  return entries.flatMap((entry, at): readonly Claim[] => {
    const before = entries[at - 1]
    if (entry.type !== 'block' || before?.type !== 'block') return []
    const {block} = entry
    if (!before.runs || authored.has(before.block) || !sameContainers(block, before.block)) return []
    const last = before.steps.at(-1)
    const draft = last === undefined ? undefined : drafts.get(last.step)
    if (last === undefined || draft === undefined || !canBeOutput(block, last)) return []
    const context = {line: block.line + 1, text: '', data: block, anyVersion}
    if (fulfil({type: 'output', how: 'same'}, draft, context)) return []
    return [{page: block.page, line: block.line, text: `a block of output behind \`${before.block.id}\``}]
  })
}

function canBeOutput({language}: Block, {reads, request}: StepEntry): boolean {
  return printed.has(language) || (structured.has(language) && (reads || request))
}
