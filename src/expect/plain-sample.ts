import {countEchoed} from '../guide/echo.ts'
import type {Block} from '../guide/guide.ts'
import {says} from '../says.ts'
import {sameContainers} from './attach.ts'
import type {OutputMeaning} from './cues/cue.ts'
import {howOf, instructs} from './cues/output.ts'
import {isInstruction, isPlain} from './cues/phrases.ts'
import {introduced} from './leading.ts'
import {listingOf} from './listed-states.ts'
import type {OutlineSection, SentenceEntry, StepEntry} from './outline.ts'
import {optionValue, positionals} from './reading/arguments.ts'
import {kubectlOptions} from './reading/kubectl.ts'
import {unwrap} from './reading/wrapper.ts'
import type {Script} from './script.ts'
import {describes} from './shown-output.ts'
import {readHeader} from './table-reading.ts'

/**
 * Take a block that a sentence leads to for what the step directly before its paragraph prints, whatever it says, where the
 * block plainly is that: the table of a listing, the YAML or JSON that was asked for, a description.
 *
 * @returns null where it may be something else
 */
export function readPlainSample(section: OutlineSection, entry: SentenceEntry): OutputMeaning | null {
  const {text, prose, closing} = entry
  const next = introduced(section, entry)
  if (!closing || !text.endsWith(':') || next === null || next.block.language === 'bash') return null
  const before = section.entries.findLast(
    (other, at) => at < entry.at && !(other.type === 'sentence' && other.prose === prose)
  )
  if (before?.type !== 'block' || !before.runs || !sameContainers(before.block, next.block)) return null
  const step = before.steps.at(-1)
  if (step === undefined || step.step.output !== null || !step.reads) return null
  if (!isPlain(text) || isInstruction(text) || says(text, instructs) || says(text, ofAnother)) return null
  return isPlainly(next.block, step, text) ? {type: 'output', how: howOf(text)} : null
}

/** Words for another moment, or for what does not come about. */
const ofAnother = /\b(?:before|previously|originally|without|would|unlike|instead|different)\b/

/** Words for what a reader writes, as opposed to what is printed. */
const written = /\b(?:files?|manifests?|templates?|definitions?|save|here is|here's|here are)\b|\.ya?ml\b|\.json\b/

function isPlainly({language, value}: Block, {script, step}: StepEntry, said: string): boolean {
  if (language === 'yaml' || language === 'json') return printsDocument(script, language) && !says(said, written)
  const [first = ''] = value.split('\n').slice(countEchoed(value, step.command))
  const listing = listingOf(script)
  if (listing?.type === 'table') {
    const columns = readHeader(first)?.map(({text}) => text) ?? []
    const isOfKind = listing.columns.length === 0 || listing.columns.some((name) => columns.includes(name))
    return /^NAME(?:SPACE)?$/.test(columns[0] ?? '') && isOfKind
  }
  return describes(script) && /^Name:\s/.test(first)
}

/** What prints manifests, by program and verb. */
const builders = /^(?:kubectl kustomize|kustomize build|helm template|helm get (?:manifest|values))(?: |$)/

/** Whether a command prints a document of YAML, or of JSON. */
export function printsDocument({ending}: Script, language: 'yaml' | 'json'): boolean {
  if (ending.call === null || ending.piped) return false
  const [program = '', ...args] = unwrap(ending.call.words)
  if (optionValue(args, '-o', '--output') === language) return true
  return language === 'yaml' && builders.test(`${program} ${positionals(args, kubectlOptions).join(' ')}`)
}
