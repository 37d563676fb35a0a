import {remember} from '../../remember.ts'
import {says} from '../../says.ts'
import {containsRules} from './contains.ts'
import type {Cue, CueRule, Meaning} from './cue.ts'
import {firstRules} from './first.ts'
import {outcomeRules} from './outcome.ts'
import {outputRules} from './output.ts'
import {patienceRules} from './patience.ts'
import {unconditional, withPlainKinds, withSubject} from './phrases.ts'
import {repeatRules} from './repeat.ts'
import {restartRules} from './restarts.ts'
import {shareRules} from './share.ts'
import {waitRules} from './wait.ts'

/** Every rule of the grammar; where several of one kind read a sentence, the first wins. */
export const cueRules: readonly CueRule[] = [
  ...waitRules,
  ...restartRules,
  ...patienceRules,
  ...shareRules,
  ...repeatRules,
  ...outputRules,
  ...firstRules,
  ...containsRules,
  ...outcomeRules
]

/** Longer than any sentence that a person wrote; patterns need not be tried on more. */
const longest = 600

/** Read what a sentence promises; empty where no rule understands it. */
export const readCues: (sentence: string) => readonly Cue[] = remember((sentence) => {
  if (sentence.length > longest) return []
  const text = withSubject(withPlainKinds(unconditional(sentence)))
  const cues: Cue[] = []
  for (const {id, word, read} of cueRules) {
    const meaning = says(text, word) ? read(text) : null
    if (meaning !== null && !cues.some((cue) => isSaid(cue.meaning, meaning))) cues.push({rule: id, meaning})
  }
  return cues
})

/** Whether a cue says what must come about; how long, how often or what does not matter is no claim by itself. */
export function asserts(type: Meaning['type'] | undefined): boolean {
  return type !== 'patience' && type !== 'repeat' && type !== 'tolerance'
}

/** Kinds that say more of the same words than others do. */
const telling: Readonly<Partial<Record<Meaning['type'], readonly Meaning['type'][]>>> = {
  status: ['contains', 'output', 'repeat'],
  share: ['contains', 'output'],
  alternate: ['contains', 'output'],
  first: ['contains', 'success', 'failure'],
  'or-nothing': ['contains', 'absence']
}

function isSaid(before: Meaning, {type}: Meaning): boolean {
  return before.type === type || telling[before.type]?.includes(type) === true
}
