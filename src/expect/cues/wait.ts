import {finds, says} from '../../says.ts'
import type {AwaitedState, CueRule, Meaning} from './cue.ts'
import {isName, isPromise, quotations, quoted, quotedList} from './phrases.ts'
import {columnOf, mayNameState, plainStates, readState} from './states.ts'

/** Words with which a page asks its reader to look until something is so. */
const asks =
  /\b(?:wait(?:ing)?|until|verify|confirm|check|ensure|make sure|validate|see|notice|observe|should|must|once|when|after|now)\b/

/** Things that are waited for. */
const things =
  '(?:pods?|deployments?|services?|containers?|replicas?|nodes?|workloads?|components?|gateways?|statefulsets?|daemonsets?|jobs?|sidecars?|clusters?|applications?|resources?|control planes?|releases?|instances?|backends?|replica sets?|tasks?|proxies|operators?|versions?|sets?|namespaces?|claims?|volumes?|charts?)'

const isState =
  '(?:(?:is|are|to be|be|becomes?|shows?|reach(?:es)?|enters?|reads?|has|have|equals?|changes? to|turns?|transitions? to|says?|reports?|displays?|as)(?: all| both| now| each| up and| in| at| a| the| status| state| phase| of| set to| reported as| ready| shown as| listed as| equal to)*)'
// "The node that it is running on" says where, not that it runs.
const value = `(${quoted}|(?:${plainStates})\\b(?! (?:on|in|as|under)[:.]?$))`

/** Ways to say it, the most explicit first: a name and a state, or a state alone. */
const subjects: readonly (readonly [pattern: RegExp, explicit: boolean])[] = [
  [
    new RegExp(
      `\\b(?:status|state|phase|condition)(?:es|s)? (?:of|for) (?:(?:the|all|both|each|your|every) )*(${quotedList})(?: [\\w-]+){0,3}? ${isState} ${value}`,
      'd'
    ),
    true
  ],
  [new RegExp(`(${quotedList})(?: [\\w-]+){0,3}?(?:'s)?(?: status| state| phase)? ${isState} ${value}`, 'd'), false],
  [new RegExp(`\\b(?:status|state|phase)(?: of(?: [\\w-]+){1,5})? ${isState} ${value}`, 'd'), true],
  [new RegExp(`\\b${things}(?: [\\w-]+){0,6}? ${isState} ${value}`, 'd'), false],
  [
    new RegExp(
      `\\b(?:with|in|as|show|shows|have|has|a|the)(?: an?| the| all)? (?:status|state|phase)(?: of| is)? ${value}`,
      'd'
    ),
    false
  ],
  [new RegExp(`\\b(?:in|into|reach|reaches|enters)(?: an?| the)? ${value} (?:state|status|phase)`, 'd'), true]
]

/** What comes after what: "`b` is not started until `a` is `Running`". */
const explainsOrder = /\b(?:is|are|does|will|can)(?: not|n't) [^.]{1,60} until\b/

/** What does not come about: "without it, the pods would stay `Pending`". */
const supposes = /\bwould (?:otherwise )?(?:be|stay|remain|hang|get|enter|have)\b/

function readStatus(text: string): Meaning | null {
  if (!mayNameState(text) || !says(text, asks) || !isPromise(text)) return null
  if (says(text, explainsOrder) || says(text, supposes)) return null
  for (const [pattern, explicit] of subjects) {
    const match = finds(text, pattern)
    const [, first, second] = match ?? []
    const state = readState(second ?? first ?? '', explicit)
    if (match === null || state === null) continue
    if (isLimited(text, match.index) || says(match[0], /\bno\b/)) return null
    const subject = second === undefined ? clauseAround(text, match) : (first ?? '')
    return statusOf(subject, state, text)
  }
  const [said] = statesIn(text)
  return said === undefined || said.value === null ? null : statusOf(text, said.value, text)
}

/** Up to the comma after what is said: "confirm that it is running, send a request from `web`" says nothing of `web`. */
function clauseAround(text: string, match: RegExpExecArray): string {
  const end = text.indexOf(', ', match.index + match[0].length)
  return end === -1 ? text : text.slice(0, end)
}

/** Words of which what follows is said of nothing, or of a time: "until no pods are `Pending`". */
const ofNone = /\b(?:no|none of|neither of|while)(?: the| a| its| your| other| more)* $/

/** Words of which what follows is said of some, which need not be all: "most of the pods", "at least one node". */
const ofSome =
  /(?<!\ball )\b(?:some|most|many|few|several|half|majority|one|two|three|four|five|\d{1,3})(?: out)? of(?: the| your| its| these| those| our)?(?: [\w-]+){0,2} $|\b(?:some|(?<!\bthe )most|at least (?:one|two|\d{1,3}))(?: [\w-]+)? $/

/** Whether what begins at a place in a sentence is not said of all that a listing has. */
function isLimited(text: string, at: number): boolean {
  const before = text.slice(0, at)
  return says(before, ofNone) || says(before, ofSome)
}

/** A column, quoted or not, and the value that is said of it before or behind it. */
const inColumn = [
  /[`"]?\b([A-Z][A-Z0-9-]{3,}|[A-Z][A-Za-z]{3,20}(?==))\b[`"]?(?:=|(?: column)?(?: is| of| shows| says| should be| value)* [`"])([\w/]{1,25})[`"]/g,
  /[`"]([\w/]{1,25})[`"] (?:under|in|for|as)(?: the| its)? [`"]?\b([A-Z][A-Z0-9-]{3,})\b[`"]?(?: column)?/g
]

function statesIn(text: string): readonly AwaitedState[] {
  const [before = [], behind = []] = inColumn.map((pattern) => [...text.matchAll(pattern)])
  return [
    ...before.map(([, column = '', value = '']) => ({column: column.toUpperCase(), value})),
    ...behind.map(([, value = '', column = '']) => ({column, value}))
  ].filter(({value}) => readState(value, true) !== null)
}

function statusOf(subject: string, state: string, text: string): Meaning {
  const named = statesIn(text)
  const column = quotations(text).find((name) => /^[A-Z][A-Z0-9-]{2,}$/.test(name) && name !== state)
  const main: AwaitedState = {column: column ?? columnOf(state), value: state}
  const states: AwaitedState[] = named.length > 0 ? [...named] : [main]
  const counts = quotations(text).filter((value) => /^\d{1,3}\/\d{1,3}$/.test(value))
  for (const value of counts) {
    if (!states.some((said) => said.value === value)) states.push({column: 'READY', value})
  }
  const names = quotations(subject).filter(
    (name) => isName(name) && !states.some((said) => said.value === name || said.column === name)
  )
  return {type: 'status', names, states}
}

const isReady =
  '(?:is|are|be|becomes?|become|been|get|gets|comes?)(?: all| both| now| fully| up and| successfully| each| also| completely)*'
const readyWords = '(?:ready|available|healthy|up)\\b(?! to | for )'
const deployedWords = '(?:deployed|rolled out|started)\\b'

const waits =
  /^when\b|\b(?:wait(?:ing)?|until|verify|confirm|check|ensure|make sure|once|should (?:be|become)|must be|see that)\b/

function readReady(words: string): (text: string) => Meaning | null {
  const named = new RegExp(`(${quotedList})(?: [\\w-]+){0,4}? ${isReady} ${words}`, 'd')
  const forNames = new RegExp(
    `\\b(?:wait|waiting) for (?:(?:the|all|both|your) )*(${quotedList})(?: [\\w-]+){0,3}? to (?:be|become)(?: all| both| fully| up and)* ${words}`,
    'd'
  )
  const unnamed = new RegExp(
    `\\b${things}(?: [\\w-]+){0,6}? (?:${isReady}|to (?:be|become)(?: all| both| fully| up and)*) ${words}`,
    'd'
  )
  return (text) => {
    if (!says(text, waits) || !isPromise(text)) return null
    const match = finds(text, forNames) ?? finds(text, named) ?? finds(text, unnamed)
    if (match === null || isLimited(text, match.index)) return null
    const names = quotations(match[1] ?? '').filter(isName)
    return {type: 'status', names, states: [{column: 'READY', value: 'ready'}]}
  }
}

const address = [
  /\b(?:address|addresses|ip|ips|hostname)\b.{0,60}\b(?:assigned|allocated|available|populated|provisioned|appears?|shows up)\b/,
  /\b(?:gets?|has|have|receives?|obtains?|is assigned|is given|acquires?)(?: been assigned)? (?:an?|its|their)? ?(?:external |public |valid )?(?:ip|address|hostname)/,
  /`?\bexternal-ip\b`?.{0,60}\b(?:assigned|populated|not|set|has|available|appears?)\b/,
  /\bassigned (?:an?|its) (?:external |public )?(?:ip|address|hostname)/
]

function readAddress(text: string): Meaning | null {
  if (!says(text, /\b(?:wait|until|verify|confirm|check|ensure|make sure|should)\b/) || !isPromise(text)) return null
  if (!address.some((pattern) => says(text, pattern))) return null
  const column = says(text, /external/) ? 'EXTERNAL-IP' : says(text, /`address`|gateway/) ? 'ADDRESS' : null
  const names = quotations(text).filter((name) => isName(name) && !/^[A-Z-]+$/.test(name))
  return {type: 'status', names, states: [{column, value: null}]}
}

/** Rules for what must have come about before the reader goes on. */
export const waitRules: readonly CueRule[] = [
  {
    id: 'wait-status',
    summary: 'Rows of a listing must reach a state.',
    word: /[`"]|running|bound|active|pending|completed|succeeded|terminating/,
    read: readStatus
  },
  {
    id: 'wait-ready',
    summary: 'Rows of a listing must be ready.',
    word: /ready|available|healthy|\bup\b/,
    read: readReady(readyWords)
  },
  {
    id: 'wait-deployed',
    summary: 'What was deployed must be ready.',
    word: /deployed|rolled out|started/,
    read: readReady(deployedWords)
  },
  {
    id: 'wait-address',
    summary: 'An address must have been assigned.',
    word: /\bips?\b|address|hostname/,
    read: readAddress
  }
]
