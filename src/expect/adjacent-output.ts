import type {Block, Step} from '../guide/guide.ts'
import {kubectlDone, sessionElsewhere} from '../guide/shell-lines.ts'
import {says} from '../says.ts'
import {sameContainers} from './attach.ts'
import {isClaim} from './claim.ts'
import {quotations} from './cues/phrases.ts'
import {readCues} from './cues/read.ts'
import type {Draft} from './draft.ts'
import type {Claim} from './expectation.ts'
import {fulfil} from './fulfil.ts'
import type {BlockEntry, OutlineSection, StepEntry} from './outline.ts'
import {printsDocument} from './plain-sample.ts'
import {optionValue} from './reading/arguments.ts'
import {readScript} from './script.ts'
import {readHeader} from './table-reading.ts'

/** Languages in which blocks show what was printed. */
export const printed: ReadonlySet<string> = new Set(['plain', 'text', 'txt', 'output', 'none', 'log'])
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

/**
 * Find blocks that plainly show output, although no sentence before them says so and nothing compares them: tables, what
 * kubectl has done, sessions in a container, what alone follows a question, the YAML or JSON that a command was asked for, in
 * a step or in a sentence, and what follows output with no word between them.
 */
export function findStrayOutput(
  {entries}: OutlineSection,
  drafts: ReadonlyMap<Step, Draft>,
  authored: ReadonlySet<Block>
): readonly Claim[] {
  let before: BlockEntry | null = null
  const claims: Claim[] = []
  for (const [at, entry] of entries.entries()) {
    if (entry.type === 'sentence') continue
    const {block} = entry
    if (block.language === 'bash') {
      before = entry
      continue
    }
    if (isOfInlineCommand(block, entries[at - 1])) {
      claims.push({
        page: block.page,
        line: block.line,
        text: 'a block of output of a command that stands in a sentence'
      })
      continue
    }
    const last = before?.steps.at(-1)
    const draft = last === undefined ? undefined : drafts.get(last.step)
    if (before === null || !before.runs || last === undefined || draft === undefined) continue
    if (authored.has(before.block) || isCompared(block, draft) || !isStray(block, entries[at - 1], draft)) continue
    claims.push({page: block.page, line: block.line, text: `a block of output after \`${before.block.id}\``})
  }
  return claims
}

/** Whether a sentence has the command that prints a document below it, so that no step does: "Run `kustomize build .` to view it:" */
function isOfInlineCommand({language}: Block, above: OutlineSection['entries'][number] | undefined): boolean {
  if (above?.type !== 'sentence' || !above.live || (language !== 'yaml' && language !== 'json')) return false
  if (readCues(above.text).length > 0 || isClaim(above.text)) return false
  const commands = quotations(above.text).filter((text) => text.includes(' '))
  return commands.some((command) => printsDocument(readScript(command), language))
}

function isStray(block: Block, above: OutlineSection['entries'][number] | undefined, draft: Draft): boolean {
  if (above?.type === 'block') return isMoreOutput(block, above.block, draft)
  if (above === undefined || !above.live) return false
  const said = readCues(above.text).length > 0 || isClaim(above.text)
  return !said && isPlainlyOutput(block, draft, above.text)
}

/** Whether a block shows more of what the one directly above it shows, which is compared. */
function isMoreOutput(block: Block, above: Block, draft: Draft): boolean {
  if (above.language === 'bash' || !isCompared(above, draft) || !sameContainers(block, above)) return false
  return printed.has(block.language) || block.language === above.language
}

/** Whether a step's output is compared with a block, or with what follows an echo of the command there. */
function isCompared({line, value}: Block, {output}: Draft): boolean {
  return output !== null && line < output.line && output.line <= line + value.split('\n').length
}

/** Words for what a reader keeps or changes, as opposed to what is seen. */
const kept = /\b(?:files?|structure|layout|manifest|configuration|yaml|create|apply|policy|save|add)\b/

function isPlainlyOutput({language, value}: Block, {entry, shown}: Draft, said: string): boolean {
  const {script, reads, request} = entry
  if (!printed.has(language)) return script.calls.some(({words}) => optionValue(words, '-o', '--output') === language)
  const first = value.trimStart().split('\n', 1)[0] ?? ''
  if (language === 'output' || sessionElsewhere.test(first) || readHeader(first) !== null || kubectlDone.test(first))
    return true
  if (reads && says(said, /\b(?:log|output|response)s?\b/)) return true
  // What follows a question is its answer, unless there was one.
  return (reads || request) && shown === null && !says(said, kept)
}

function canBeOutput({language}: Block, {reads, request}: StepEntry): boolean {
  return printed.has(language) || (structured.has(language) && (reads || request))
}
