import {says} from '../../says.ts'
import type {CueRule, RestartsMeaning} from './cue.ts'
import {isName, isPromise, quotations} from './phrases.ts'

const notRestarted = [
  /(?:\b(?:not|never)|n't)(?: yet| ever)?(?: been)? restarted\b/,
  /\bno (?:pods?|containers?|replicas?|prox(?:y|ies))(?: [\w`"'-]+){0,3} (?:has|have|was|were)(?: been)? restarted\b/,
  /\b(?:without(?: any)?|no|zero) restarts\b/,
  /\brestarts[`"']?(?: [\w`"'-]+){0,4}? (?:is|are|be|shows?|has|have|of) [`"']?(?:0|zero)\b/,
  /[`"']0[`"'] (?:in|under|for|as)(?: the)? [`"']?restarts\b/
]
const restarted = [
  /\b(?:has|have|was|were)(?: also| now| indeed)?(?: been)? restarted\b/,
  /\brestarts[`"']?(?: [\w-]+){0,3}? (?:has|have|was|were|is|are)(?: been)? (?:incremented|increased)\b/,
  /\brestarts[`"']?(?: [\w`"'-]+){0,4}? (?:is|are|be|shows?|has|have|of) [`"']?[1-9]\d{0,2}\b/
]

const demanding = /\b(?:verify|confirm|check|ensure|make sure|should|must|output shows)\b/

/** "Note that a pod was restarted" tells of what happened to its author, and need not happen again. */
function readRestarts(text: string): RestartsMeaning | null {
  if (!isPromise(text)) return null
  const names = quotations(text).filter((name) => isName(name) && !/^(?:RESTARTS|\d+)$/.test(name))
  if (notRestarted.some((pattern) => says(text, pattern))) return {type: 'restarts', names, value: '0'}
  const isSaid = says(text, demanding) && restarted.some((pattern) => says(text, pattern))
  return isSaid ? {type: 'restarts', names, value: 'restarted'} : null
}

/** Rules for how often containers began anew. */
export const restartRules: readonly CueRule[] = [
  {id: 'restarts', summary: 'Containers have been restarted, or not.', word: /restart/, read: readRestarts}
]
