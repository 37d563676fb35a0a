import type {Step} from '../guide/guide.ts'
import {finds} from '../says.ts'
import {readCues} from './cues/read.ts'
import type {Draft} from './draft.ts'
import {leadsToBlock} from './leading.ts'
import type {OutlineSection, SentenceEntry} from './outline.ts'
import {unwrap} from './reading/wrapper.ts'
import type {Script} from './script.ts'
import {absence} from './shown-output.ts'

/** How things stand where a sentence holds: by now, or at another time. */
const circumstance = /^(?:when|while) [^,]{1,120}, (?=\S)/

/**
 * Let a filter find nothing where the sentence before it says that what it looks for is not there, however things stand: "When
 * the server has no proxy, the `x-peer` header is not there." Of anything else, such a sentence may speak of another time.
 *
 * @returns whether the sentence says so
 */
export function applyCircumstance(
  section: OutlineSection,
  sentence: SentenceEntry,
  drafts: ReadonlyMap<Step, Draft>
): boolean {
  const {closing, line, text} = sentence
  const clause = finds(text, circumstance)?.[0]
  if (clause === undefined || !closing || !leadsToBlock(section, sentence)) return false
  const block = section.blocks[sentence.blocksBefore]
  const last = block?.runs === true ? block.steps.at(-1) : undefined
  const draft = last && drafts.get(last.step)
  if (draft === undefined || draft.exit.expected !== 'answer' || draft.shown !== null) return false
  const [cue, ...others] = readCues(text.slice(clause.length))
  if (cue?.meaning.type !== 'not-contains' || others.length > 0) return false
  const [missing = '', second] = cue.meaning.texts
  if (second !== undefined || !looksFor(draft.entry.script, missing)) return false
  draft.promised.push(absence('', line))
  return true
}

/** Whether a command ends in a search for a text and nothing else. */
function looksFor({ending}: Script, text: string): boolean {
  const [program = '', ...args] = unwrap(ending.call?.words ?? [])
  if (!/^[efz]?grep$/.test(program) || args.some((word) => /^(?:-[a-zA-Z]*[vc]|--invert-match|--count)/.test(word)))
    return false
  const sought = args
    .filter((word) => !word.startsWith('-'))
    .map((word) => word.replace(/\\(.)/g, '$1').replace(/:? ?$/, ''))
  return sought.length === 1 && sought[0]?.toLowerCase() === text.toLowerCase()
}
