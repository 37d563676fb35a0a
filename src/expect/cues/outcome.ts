import {finds, says} from '../../says.ts'
import type {CueRule, Meaning} from './cue.ts'
import {isElsewhere, isPlain, negated, outputText, quotations, quoted, quotedList} from './phrases.ts'

const request = 'requests?|calls?|curls?|connections?|traffic|access|tests?|communication|quer(?:y|ies)'
const command = 'commands?|installation|creation|operation|attempts?|steps?|scripts?'
/** A pronoun stands for the step before only where a sentence begins with it. */
const pronoun = '^(?:as expected, |now,? |here,? )?(?:it|this|these|they)'
const does = '(?:should |will |must |now |also |still |would |to |is going to )*'

const fails = new RegExp(
  `(?:\\b(?:${request}|${command})\\b|${quoted}|${pronoun})(?: [^\\s.:;]+){0,8}?(?<! that| which| who) (?:${does}(?:fails?\\b(?! over| back| open| closed| fast| to be )|times? out|get (?:denied|rejected|refused|blocked))|${does}(?:is|are|be|was|gets?)(?: now| also| being)? (?:denied|rejected|refused|blocked|forbidden|not allowed|unauthorized)|failing\\b)`
)
const seesError =
  /\b(?:you|we|it|command|request|which|this|call)\b[^.,;:]{0,40}\b(?:see|get|receive|returns?|prints?|shows?|fails? with|results? in|produces?)(?: [\w-]+){0,3}? (?:an? |the |following )*(?:[\w-]+ )?(?:errors?|failure|denial)\b/
const expectsError =
  /(?<!\b(?:no|any|some|few|many|without|occasional|transient|temporary) (?:[\w-]+ )?)\berrors?(?: [^\s.:;]+){0,7}? (?:is|are) (?:to be )?expected\b(?! (?:at|during|while|for|in|from|to)\b)|\bexpect(?: to (?:see|get|receive))?(?: [\w-]+){0,2}? (?:an?|the|this|following) (?:[\w-]+ )?(?:errors?|failure)\b/
const exits =
  /\bexits? (?:with )?(?:an? |the )?(?:exit )?(?:code|status)(?: of)? `?(\d{1,3})`?|\bexits? with `?(\d{1,3})`?/
const denies =
  /\b(?:not|never|no|any|without|won't|doesn't) (?:\w+ ){0,2}(?:fail|denied|rejected|errors?|blocked|refused)/
const withText = new RegExp(
  `\\b(?:with|returning|returns?|error|message|code|status|saying)\\b(?: [\\w-]+){0,4}? (?:(${quotedList})(?! (?:${command}|tool|client)\\b)|(?:http )?([1-5]\\d\\d)\\b)`,
  'd'
)

/** What fails by its own exit status, not by what is answered. */
const ofCommand = new RegExp(`^(?:(?:the|this|these) )?(?:${command})\\b`)

/** What is said of the command itself, or right behind it: "the previous command results in an error", "it ends in an error". */
const endsInError = new RegExp(
  `(?:\\b(?:${command})(?: [\\w-]+)?|^(?:as expected, |now,? |here,? )?(?:it|this|which))(?: should| will| must| would| now| also)* (?:results? in|produces?|ends? (?:in|with)|fails? with) (?:(?:an?|the|this|following) )*(?:[\\w-]+ )?(?:errors?|failures?)(?= [\`"]| after\\b|[.:!]?$)`
)

/** What is spoken of as a request. */
const ofRequest = new RegExp(`\\b(?:${request})\\b`)

function readFailure(text: string): Meaning | null {
  if (!isPlain(text)) return null
  const status = finds(text, exits)
  if (status !== null) {
    return {type: 'failure', request: false, status: Number(status[1] ?? status[2]), texts: []}
  }
  const failing = finds(text, fails)
  const ended = finds(text, endsInError)
  const seen = failing ?? finds(text, seesError) ?? ended ?? finds(text, expectsError)
  if (seen === null || says(text, denies)) return null
  // What stands before the verb says which request it is: "requests with the header `x-token` are denied".
  const said = text.slice(seen.index + (failing === null ? 0 : failing[0].length))
  const [, quotation = '', code] = finds(said, withText) ?? []
  const texts = code === undefined ? quotations(quotation).flatMap((said) => outputText(said) ?? []) : [code]
  return {type: 'failure', request: ended === null && !says(seen[0], ofCommand), status: null, texts}
}

const ignored =
  /(?<!\b(?:not|never|don't|doesn't) )\bignore (?:[^\s.:;]+ ){0,4}?errors?\b|\berrors?(?: [^\s.:;]+){0,8}? (?:can|may|should|could) (?:be )?(?:safely )?(?:be )?ignored\b/

/** Mostly "if it does not exist", so that it need not be a promise. */
function readTolerance(text: string): Meaning | null {
  return says(text, ignored) && !isElsewhere(text) ? {type: 'tolerance'} : null
}

const succeeds = new RegExp(
  `(?:\\b(?:${request}|${command})\\b|${pronoun})(?: [^\\s.:;]+){0,6}? (?:${does}succeeds?\\b|succeeded\\b|${does}(?:completes?|finish(?:es)?|exits?|runs?|returns?) (?:successfully|cleanly|without (?:any )?(?:errors?|problems?))|(?:is|are|was|were|should be|will be)(?: now| still| again)? (?:successful|allowed|permitted)\\b)`
)

function readSuccess(text: string): Meaning | null {
  if (!isPlain(text) || says(text, negated)) return null
  const success = finds(text, succeeds)
  return success && {type: 'success', request: says(success[0], ofRequest) && !says(success[0], ofCommand)}
}

const looks = /\b(?:wait(?:ing)?|until|verify|confirm|check|ensure|make sure|should|now)\b/
const objects =
  '(?:pods?|deployments?|services?|resources?|namespaces?|objects?|jobs?|gateways?|polic(?:y|ies)|rules?|secrets?|config ?maps?|custom resources?|workloads?|releases?|volumes?|claims?|certificates?|clusters?|destination rules?|virtual services?)'
const isGone =
  '(?:is|are|be|been|was|were)(?: now| all| fully| completely)* (?:gone|deleted|removed|terminated|cleaned up|uninstalled)\\b'
const namedGone = new RegExp(
  `(${quotedList})(?: [\\w-]+){0,3}? (?:(?:has|have|should|should have|must|will) )?${isGone}`,
  'd'
)
const gone = new RegExp(`\\b${objects}(?: [\\w-]+){0,4}? (?:(?:has|have|should|should have|must|will) )?${isGone}`)

function readGone(text: string): Meaning | null {
  if (!isPlain(text) || !says(text, looks)) return null
  const named = finds(text, namedGone)
  if (named !== null) return {type: 'existence', exists: false, names: quotations(named[1] ?? '')}
  return says(text, gone) ? {type: 'existence', exists: false, names: []} : null
}

const isThere =
  '(?:exists?|(?:is|are|was|were|has been|have been|should(?: now)? have been|should(?: now)? be) (?:now |successfully |correctly )*(?:created|present|listed|registered|there)|should (?:now )?exist|appears?)\\b'
const namedThere = new RegExp(`(${quotedList})(?: [\\w-]+){0,3}? ${isThere}`, 'd')
const there = new RegExp(`\\b${objects}(?: [\\w-]+){0,4}? ${isThere}`)

function readThere(text: string): Meaning | null {
  if (!isPlain(text) || says(text, negated)) return null
  if (!says(text, /\b(?:verify|confirm|check|ensure|make sure|should)\b/)) return null
  const named = finds(text, namedThere)
  if (named !== null) return {type: 'existence', exists: true, names: quotations(named[1] ?? '')}
  return says(text, there) ? {type: 'existence', exists: true, names: []} : null
}

/** Rules for how a step ends, and for whether objects exist. */
export const outcomeRules: readonly CueRule[] = [
  {id: 'success', summary: 'The step succeeds.', word: /succe|allowed|permitted|without|cleanly/, read: readSuccess},
  {
    id: 'failure',
    summary: 'The step fails, or is denied.',
    word: /fail|time|denied|denial|reject|refus|block|forbid|allowed|unauthori|error|exit/,
    read: readFailure
  },
  {
    id: 'tolerance',
    summary: 'What a step deletes need not be there: it may fail.',
    word: /ignore/,
    read: readTolerance
  },
  {
    id: 'gone',
    summary: 'Objects no longer exist.',
    word: /gone|deleted|removed|terminated|cleaned up|uninstalled/,
    read: readGone
  },
  {
    id: 'exists',
    summary: 'Objects exist.',
    word: /exist|created|present|listed|registered|there|appears?/,
    read: readThere
  }
]
