import type {CueRule, Meaning} from './cue.ts'
import {isConditional, quotations, quoted, quotedList} from './phrases.ts'
import {columnOf, mayNameState, plainStates, readState} from './states.ts'

/** Words with which a page asks its reader to look until something is so. */
const asks =
  /\b(?:wait(?:ing)?|until|verify|confirm|check|ensure|make sure|validate|see|notice|observe|should|must|once|when|after|now)\b/i

/** Things that are waited for. */
const things =
  '(?:pods?|deployments?|services?|containers?|replicas?|nodes?|workloads?|components?|gateways?|statefulsets?|daemonsets?|jobs?|sidecars?|clusters?|applications?|resources?|control planes?|releases?|instances?|backends?|replica sets?|tasks?|proxies|operators?|versions?|sets?|namespaces?|claims?|volumes?|charts?)'

const isState =
  '(?:(?:is|are|to be|be|becomes?|shows?|reach(?:es)?|enters?|reads?|has|have|equals?|changes? to|turns?|transitions? to|says?|reports?|displays?|as)(?: all| both| now| each| up and| in| at| a| the| status| state| phase| of| set to| reported as| READY| STATUS| shown as| listed as| equal to)*)'
const value = `(${quoted}|(?:${plainStates})\\b)`

/** Ways to say it, the most explicit first: a name and a state, or a state alone. */
const subjects: readonly (readonly [pattern: RegExp, explicit: boolean])[] = [
  [
    new RegExp(
      `\\b(?:status|state|phase|condition)(?:es|s)? (?:of|for) (?:(?:the|all|both|each|your|every) )*(${quotedList})(?: [\\w-]+){0,3}? ${isState} ${value}`,
      'i'
    ),
    true
  ],
  [new RegExp(`(${quotedList})(?: [\\w-]+){0,3}?(?:'s)?(?: status| state| phase)? ${isState} ${value}`, 'i'), false],
  [new RegExp(`\\b(?:status|state|phase)(?: of(?: [\\w-]+){1,5})? ${isState} ${value}`, 'i'), true],
  [new RegExp(`\\b${things}(?: [\\w-]+){0,6}? ${isState} ${value}`, 'i'), false],
  [
    new RegExp(
      `\\b(?:with|in|as|show|shows|have|has|a|the)(?: an?| the| all)? (?:status|state|phase)(?: of| is)? ${value}`,
      'i'
    ),
    false
  ],
  [new RegExp(`\\b(?:in|into|reach|reaches|enters)(?: an?| the)? ${value} (?:state|status|phase)`, 'i'), true]
]

function readStatus(text: string): Meaning | null {
  if (!mayNameState(text) || !asks.test(text) || isConditional(text)) return null
  for (const [pattern, explicit] of subjects) {
    const [, first, second] = pattern.exec(text) ?? []
    const state = readState(second ?? first ?? '', explicit)
    if (state !== null) return statusOf(quotations(second === undefined ? text : (first ?? '')), state, text)
  }
  return null
}

function statusOf(quotes: readonly string[], state: string, text: string): Meaning {
  const column = quotations(text).find((name) => /^[A-Z][A-Z0-9-]{2,}$/.test(name) && name !== state)
  const names = quotes.filter((name) => name !== state && name !== column && isName(name))
  return {type: 'status', names, column: column ?? columnOf(state), value: state}
}

/** Whether a quotation can be the name of an object, not a command, a path or an option. */
function isName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)
}

const isReady =
  '(?:is|are|be|becomes?|become|been|get|gets|comes?)(?: all| both| now| fully| up and| successfully| each| also| completely)*'
const readyWords = '(?:ready|available|healthy|up)\\b(?! to | for )'
const deployedWords = '(?:deployed|rolled out|started)\\b'

const waits =
  /^when\b|\b(?:wait(?:ing)?|until|verify|confirm|check|ensure|make sure|once|should (?:be|become)|must be|see that)\b/i

function readReady(words: string): (text: string) => Meaning | null {
  const named = new RegExp(`(${quotedList})(?: [\\w-]+){0,4}? ${isReady} ${words}`, 'i')
  const forNames = new RegExp(
    `\\b(?:wait|waiting) for (?:(?:the|all|both|your) )*(${quotedList})(?: [\\w-]+){0,3}? to (?:be|become)(?: all| both| fully| up and)* ${words}`,
    'i'
  )
  const unnamed = new RegExp(
    `\\b${things}(?: [\\w-]+){0,6}? (?:${isReady}|to (?:be|become)(?: all| both| fully| up and)*) ${words}`,
    'i'
  )
  return (text) => {
    if (!waits.test(text) || isConditional(text)) return null
    const match = forNames.exec(text) ?? named.exec(text)
    if (match !== null)
      return {type: 'status', names: quotations(match[1] ?? '').filter(isName), column: 'READY', value: 'ready'}
    return unnamed.test(text) ? {type: 'status', names: [], column: 'READY', value: 'ready'} : null
  }
}

const address = [
  /\b(?:address|addresses|IP|IPs|hostname)\b.{0,60}\b(?:assigned|allocated|available|populated|provisioned|appears?|shows up)\b/i,
  /\b(?:gets?|has|have|receives?|obtains?|is assigned|is given|acquires?)(?: been assigned)? (?:an?|its|their)? ?(?:external |public |valid )?(?:IP|address|hostname)/i,
  /`?\bEXTERNAL-IP\b`?.{0,60}\b(?:assigned|populated|not|set|has|available|appears?)\b/,
  /\bassigned (?:an?|its) (?:external |public )?(?:IP|address|hostname)/i
]

function readAddress(text: string): Meaning | null {
  if (!/\b(?:wait|until|verify|confirm|check|ensure|make sure|should)\b/i.test(text) || isConditional(text)) return null
  if (!address.some((pattern) => pattern.test(text))) return null
  const column = /\bEXTERNAL-IP\b|external/i.test(text)
    ? 'EXTERNAL-IP'
    : /`ADDRESS`|gateway/i.test(text)
      ? 'ADDRESS'
      : null
  const names = quotations(text).filter((name) => isName(name) && !/^[A-Z-]+$/.test(name))
  return {type: 'status', names, column, value: null}
}

/** Rules for what must have come about before the reader goes on. */
export const waitRules: readonly CueRule[] = [
  {
    id: 'wait-status',
    summary: 'Rows of a listing must reach a state.',
    word: /[A-Z\d`]|running|bound|active|pending|completed|succeeded|terminating/,
    read: readStatus
  },
  {
    id: 'wait-ready',
    summary: 'Rows of a listing must be ready.',
    word: /ready|available|healthy|\bup\b/i,
    read: readReady(readyWords)
  },
  {
    id: 'wait-deployed',
    summary: 'What was deployed must be ready.',
    word: /deployed|rolled out|started/i,
    read: readReady(deployedWords)
  },
  {
    id: 'wait-address',
    summary: 'An address must have been assigned.',
    word: /\bIPs?\b|address|hostname/i,
    read: readAddress
  }
]
