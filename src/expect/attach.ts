import type {Block} from '../guide/guide.ts'
import {says} from '../says.ts'
import type {Meaning} from './cues/cue.ts'
import {quotations} from './cues/phrases.ts'
import {ofCommands} from './cues/repeat.ts'
import {deletes} from './effects.ts'
import {announces, introduced, introducesResult, leadsToBlock} from './leading.ts'
import {mentions} from './mention.ts'
import type {BlockEntry, OutlineSection, SentenceEntry, StepEntry} from './outline.ts'
import type {Script} from './script.ts'
import {showsError} from './shown-error.ts'

/** The steps that a cue is about. */
interface Placement {
  readonly type: 'steps'
  readonly steps: readonly StepEntry[]
  /** The sample output that follows the sentence, or null. */
  readonly data: Block | null
}

/** `skipped`: it is about a block that does not run. `nowhere`: no step that it could be about. */
export type Attachment = Placement | {readonly type: 'skipped'} | {readonly type: 'nowhere'}

/**
 * Find the steps that a cue is about.
 *
 * It belongs to the following block if its sentence ends in a colon, otherwise to the nearest fitting step before it. "Verify
 * that it works" belongs to the following block also where the colon comes later in its paragraph, or where it begins a list
 * item: no item speaks of the one before. So does what comes of an order before it, "Send a request. It should fail.", and
 * what is announced: "Next, we will verify that it works." A following block of data is sample output of the step before.
 * Names decide among several; "both" and "each" take all.
 */
export function attachCue(section: OutlineSection, sentence: SentenceEntry, meaning: Meaning): Attachment {
  const next = introduced(section, sentence)
  const isData = next !== null && next.block.language !== 'bash'
  // "You should see an error" is about any command, where the page shows one.
  if (meaning.type === 'failure' && meaning.request && isData && showsError(next.block.value)) {
    return attachCue(section, sentence, {...meaning, request: false})
  }
  // Errors to ignore are told before the command as well as after it.
  const introduces = meaning.type === 'tolerance' ? leadsToBlock : introducesResult
  if (!isData && (next !== null || introduces(section, sentence))) {
    const following = followingSteps(section, sentence, meaning)
    // "Once it is running, send a request:" waits for what a step before it shows.
    const isAhead = announces(section, sentence) || (next !== null && meaning.type !== 'status')
    if (following.type !== 'nowhere' || isAhead) return following
  }
  const before = stepsBefore(section, sentence, meaning, isData ? next.block : null)
  if (before.type === 'steps') return {...before, data: isData ? next.block : null}
  if (before.type === 'skipped' || isData) return before
  // "Check that it runs. Use this command:" stands before its block although the colon is another sentence's.
  return leadsToBlock(section, sentence) ? followingSteps(section, sentence, meaning) : before
}

function followingSteps({blocks}: OutlineSection, sentence: SentenceEntry, meaning: Meaning): Attachment {
  const [first, second] = blocks.slice(sentence.blocksBefore, sentence.blocksBefore + 2)
  if (first === undefined) return {type: 'nowhere'}
  if (!first.runs) return {type: 'skipped'}
  const steps = first.steps.filter((step) => fits(step, meaning))
  if (governsSeveral(sentence.text) && steps.length === 1 && second?.runs === true) {
    return placed([...steps, ...second.steps.filter((step) => fits(step, meaning))])
  }
  return placed(chosen(steps, sentence.text, meaning, steps))
}

function placed(steps: readonly StepEntry[]): Attachment {
  return steps.length === 0 ? {type: 'nowhere'} : {type: 'steps', steps, data: null}
}

/** A sentence of what a log has, which nothing but that log tells. */
const logs =
  /^(?:(?:now|then),? )?(?:the |your )?(?:[\w`'-]+ ){0,4}logs?(?: (?:of|for|in|from) [^.:]{1,60}?)? (?:now |then |also |should |will |must )*(?:contains?|shows?|has|have|includes?|lists?|looks?)\b/

/** No cue reaches back further than so many blocks. */
const reach = 12

function stepsBefore(
  {blocks}: OutlineSection,
  sentence: SentenceEntry,
  meaning: Meaning,
  data: Block | null
): Attachment {
  const {blocksBefore, text} = sentence
  const ofSeveral = meaning.type === 'output' && says(text, ofCommands)
  let skipped = false
  const ofLog = (meaning.type === 'output' || meaning.type === 'contains') && says(text, logs)
  for (let index = blocksBefore - 1; index >= Math.max(0, blocksBefore - reach); index--) {
    const entry = blocks[index]
    if (entry === undefined) continue
    if (!entry.runs) {
      // A skipped block inside a tip is passed over; one that stands beside the sentence is what the sentence is about.
      if (!sameContainers(entry.block, sentence.prose)) continue
      // Of several commands, each prints it that runs.
      skipped = skipped || index === blocksBefore - 1
      if (ofSeveral) continue
      return skipped ? {type: 'skipped'} : {type: 'nowhere'}
    }
    const steps = entry.steps.filter((step) => fits(step, meaning, data !== null) && (!ofLog || readsLog(step.script)))
    const earlier = blocks.slice(Math.max(0, index - 3), index)
    if (steps.length > 0) return placed(within(steps, sentence, meaning, earlier, data))
    // Sample output belongs to the command above it; and what a later command changes is no longer what was read before.
    if (data !== null && meaning.type === 'output') break
    if (entry.changes) break
    // What a dashboard or a forwarded port shows is looked at elsewhere.
    if (entry.steps.some(runsBeside) && meaning.type !== 'status') break
  }
  return skipped ? {type: 'skipped'} : {type: 'nowhere'}
}

/** Which fitting steps of the nearest block a sentence after it is about; with "both", of one of the blocks before as well. */
function within(
  steps: readonly StepEntry[],
  {text}: SentenceEntry,
  meaning: Meaning,
  earlier: readonly BlockEntry[],
  data: Block | null
): readonly StepEntry[] {
  const last = steps.slice(-1)
  if (meaning.type === 'output') {
    // A sample is of one command, whatever it says of all its requests.
    if (!says(text, ofCommands)) return last
    // Of several lines, nobody knows whether each command prints all of them.
    if (data?.value.trim().includes('\n') === true) return []
  }
  const several = governsSeveral(text)
  if (several && steps.length === 1) {
    const others = earlier.filter(({runs}) => runs).map((entry) => entry.steps.filter((step) => fits(step, meaning)))
    return [...(others.findLast((fitting) => fitting.length > 0) ?? []).slice(-1), ...last]
  }
  return chosen(steps, text, meaning, several || meaning.type === 'status' ? steps : last)
}

/** Steps that a sentence names; where it names none or all of them, those that it means anyway. */
function chosen(
  steps: readonly StepEntry[],
  text: string,
  meaning: Meaning,
  otherwise: readonly StepEntry[]
): readonly StepEntry[] {
  if (governsSeveral(text)) return otherwise
  const names = meaning.type === 'status' ? meaning.names : quotations(text)
  const named = steps.filter(({step}) =>
    names.some((name) => mentions(`${step.command}\n${step.output?.text ?? ''}`, name))
  )
  return named.length > 0 && named.length < steps.length ? named : otherwise
}

/** Whether a sentence speaks of more than one step. */
function governsSeveral(text: string): boolean {
  return says(
    text,
    /\b(?:both|each|all|every)(?: of)?(?: the| these)?(?: two| three| four| five)? (?:`[^`]+` )?(?:clusters?|contexts?|namespaces?|commands?|requests?|cases?|calls?|times|of them)\b|\b(?:for|in|on|from) (?:both|each)\b/
  )
}

/** Whether two things stand in the same tip, tab or list item. */
export function sameContainers(one: Pick<Block, 'containers'>, other: Pick<Block, 'containers'>): boolean {
  const key = ({containers}: typeof one): string => containers.map(({type, line}) => `${type}:${line}`).join(' ')
  return key(one) === key(other)
}

/** Whether a step can be what a cue is about. */
export function fits(step: StepEntry, meaning: Meaning, hasData = false): boolean {
  if (runsBeside(step)) return false
  switch (meaning.type) {
    case 'status':
    case 'restarts':
    case 'existence':
      return step.reads && step.listing
    case 'alternate':
      // Without sample output, only responses can differ from one another; a listing has all names at once.
      return step.request || (hasData && step.reads)
    case 'share':
    case 'first':
      return step.request
    case 'repeat':
    case 'contains':
    case 'not-contains':
    case 'absence':
    case 'or-nothing':
      return step.reads || step.request
    case 'failure':
    case 'success':
      return step.request || !meaning.request
    case 'tolerance':
      return deletes(step.script)
    case 'output':
    case 'patience':
      return true
  }
}

/** Whether a step reads a log, or a file that may be one. */
function readsLog({calls}: Script): boolean {
  return calls.some(({words}) => words.some((word) => logReaders.has(word) || /\blogs?\b/.test(word)))
}

const logReaders = new Set(['cat', 'tail', 'head', 'less', 'grep', 'journalctl', 'stern'])

/** Whether a step goes on beside those after it, by itself or with `&`. */
function runsBeside({background, script}: StepEntry): boolean {
  return background || script.background
}
