import type {Step} from '../guide/guide.ts'
import {printed} from './adjacent-output.ts'
import {attachCue} from './attach.ts'
import type {Cue, Meaning} from './cues/cue.ts'
import {readSample} from './cues/output.ts'
import type {Draft} from './draft.ts'
import {fulfil} from './fulfil.ts'
import type {OutlineSection, SentenceEntry} from './outline.ts'

/** What is said of an output that a block may show: "Wait until all pods are `Running`:". */
const ofOutputs: ReadonlySet<Meaning['type']> = new Set([
  'status',
  'restarts',
  'existence',
  'contains',
  'not-contains',
  'absence',
  'success',
  'failure'
])
/** What gives a block that follows a meaning of its own. */
const ofBlocks: ReadonlySet<Meaning['type']> = new Set(['output', 'alternate', 'share'])

/** Give the step that a sentence is about the output that follows; null where none does, or where its cues see to it. */
export function applySample(
  section: OutlineSection,
  entry: SentenceEntry,
  cues: readonly Cue[],
  drafts: ReadonlyMap<Step, Draft>,
  anyVersion: boolean
): 'checked' | 'unchecked' | null {
  const said = cues.find(({meaning}) => ofOutputs.has(meaning.type))
  const sample = readSample(entry.text)
  if (said === undefined || sample === null || cues.some(({meaning}) => ofBlocks.has(meaning.type))) return null
  const attached = attachCue(section, entry, said.meaning)
  if (attached.type !== 'steps' || attached.data === null || !printed.has(attached.data.language)) return null
  const {line, text} = entry
  const {data} = attached
  const draft = attached.steps.map(({step}) => drafts.get(step)).at(-1)
  return draft !== undefined && fulfil(sample, draft, {line, text, data, anyVersion}) ? 'checked' : 'unchecked'
}
