import type {ContainsMeaning, CueRule, Meaning} from './cue.ts'
import {isConditional, isUncertain, quotations, quoted, quotedList} from './phrases.ts'

const introducesOutput = [
  /\b(?:output|response|result|results|reply|status|log|logs|listing|message|messages|error|answer|report|summary)\b(?: [\w`-]+){0,8}? (?:is|are|should|will|looks?|reads?|shows?|contains?|includes?|has|have|resembles?|like|as|below)\b/i,
  /\b(?:you|we|it|this|command|request|which|that|and)\b[^.]{0,60}\b(?:see|get|receive|returns?|prints?|outputs?|displays?|shows?|reports?|produces?|yields?|results? in|responds?|lists?|observe|find|notice|answers?)\b/i,
  /^(?:sample |example |expected |the )?(?:output|result|response|example output|sample output)\b/i,
  /\b(?:similar to|as follows|something like|looks? like|like this|like the following|the following)\b/i
]

/** What follows such words is for the reader to use, not what comes out. */
const instructs =
  /^(?:then |next,? |now |finally,? )?(?:use|run|execute|issue|type|enter|add|set|edit|replace|change|copy|paste|define|specify|write|invoke|export)\b|\bfollowing (?:commands?|scripts?|requests?|steps|variables?|arguments?|options?|flags?)\b/i

function readOutput(text: string): Meaning | null {
  if (
    !text.endsWith(':') ||
    isConditional(text) ||
    instructs.test(text) ||
    (/\b(?:file|manifest|configuration|yaml|create|apply|policy|save)\b/i.test(text) &&
      !/\boutput|response\b/i.test(text))
  )
    return null
  if (!introducesOutput.some((pattern) => pattern.test(text))) return null
  if (/\b(?:contain|includ)\w*\b/i.test(text)) return {type: 'output', how: 'part'}
  if (
    /\b(?:similar|sample|something like|looks? like|like this|like the following|resembles?|for example|example)\b/i.test(
      text
    )
  ) {
    return {type: 'output', how: 'like'}
  }
  return {type: 'output', how: 'same'}
}

const code = '(?:HTTP(?:/[\\d.]+)? )?([1-5]\\d\\d)(?= |$|[.,:;)]|\\b)'
const shows =
  '(?:see|get|receive|observe|find|returns?|prints?|outputs?|displays?|shows?|reports?|responds? with|answers? with|contains?|includes?|gives?|yields?|has|have|is|are|be|was|says?|reads?)'
const before =
  '(?: (?:an?|the|that|output|of|HTTP|status|response|error|code|message|line|text|string|value|with|only|now|success(?:ful)?|following|word|header|entry|entries|both))*'
const subject =
  "(?:you|we)(?: should| will|'ll| can| must)?(?: now| then| also| only| still)*|(?:the |all |every |each )*(?:\\w+ )?(?:output|responses?|result|commands?|requests?|reply|replies|calls?|logs?|status|code|page|body|it|they|this|which|that|curl)(?: code| header| message| body)?(?: should| will| must| now| then| also| simply| always)*"
const showsText = new RegExp(`\\b(?:${subject}) ${shows}${before} (${quotedList})`, 'i')
const showsCode = new RegExp(`\\b(?:${subject}) ${shows}${before} ${code}`, 'i')
const verify = new RegExp(
  `\\b(?:verify|confirm|check|ensure|make sure|notice|observe|validate)(?: that)? (?:[\\w\`-]+ ){0,8}?${shows}${before} (${quotedList})`,
  'i'
)
const always =
  /\b(?:always|every time|each time|all (?:of )?(?:the )?(?:requests|responses|traffic)|every (?:request|response)|only)\b/i
const negated = /\b(?:not|never|no longer|don't|doesn't|won't|cannot|can't|no)\b/i

function readContains(text: string): ContainsMeaning | null {
  if (isConditional(text) || isUncertain(text) || negated.test(text)) return null
  const match = showsText.exec(text) ?? verify.exec(text)
  const texts =
    match === null ? [showsCode.exec(text)?.[1] ?? ''].filter((found) => found !== '') : quotations(match[1] ?? '')
  const shown = texts.filter(isOutputText)
  if (shown.length === 0 || shown.length < texts.length) return null
  return {
    type: 'contains',
    texts: shown,
    inARow: always.test(text) && /\b(?:requests?|responses?|traffic|time)\b/i.test(text) ? 5 : 1
  }
}

/** Whether a quotation can stand in an output, and is not a command or a column of a listing. */
function isOutputText(text: string): boolean {
  return !/^(?:kubectl|istioctl|helm|curl|docker|kind|\$)\b/.test(text) && text.trim() !== ''
}

const firstThen = new RegExp(
  `\\b(?:first|initially|at first|eventually|after (?:a|some|that)|then|subsequent|afterwards)\\b[^\`"]{0,100}\\b(?:then|always|subsequent|after that|following|all)\\b[^\`"]{0,80}(${quoted})`,
  'i'
)

function readFirstThen(text: string): ContainsMeaning | null {
  if (isConditional(text) || negated.test(text)) return null
  const match = firstThen.exec(text)
  const texts = match === null ? [] : quotations(match[1] ?? '').filter(isOutputText)
  return texts.length === 0 ? null : {type: 'contains', texts, inARow: 5}
}

const no = "(?:not|no longer|never|n't|cannot)"
const excludes = new RegExp(
  `(?:\\b(?:should|do|does|will|can|must|is|are|wo|does|do|would)(?: |)${no}|\\bno longer|\\bnever)(?: now| longer| any)* (?:see|contains?|includes?|shows?|prints?|lists?|have|has|returns?|appears? as|receive|observe|get|outputs?|displays?)${before}(?: any)?${before} (${quotedList})`,
  'i'
)
const absent = new RegExp(
  `(${quotedList})(?: [\\w-]+){0,3}? (?:should not|should no longer|must not|no longer|will not|is not|are not|does not|do not|is no longer|won't|doesn't|isn't)(?: be| any more)* ?(?:appear|appears|listed|shown|present|exist|exists|there|visible|included|printed|found)\\b`,
  'i'
)

function readExcludes(text: string): ContainsMeaning | null {
  if (isConditional(text) || isUncertain(text)) return null
  const match = excludes.exec(text) ?? absent.exec(text)
  const texts = match === null ? [] : quotations(match[1] ?? '').filter(isOutputText)
  return texts.length === 0 ? null : {type: 'not-contains', texts, inARow: 1}
}

const nothing = [
  /\b(?:returns?|prints?|outputs?|shows?|displays?|produces?|see|lists?|yields?|reports?) (?:nothing|no (?:output|results?|resources|response|lines|rows|pods|entries|matches|objects))\b/i,
  /\bno (?:output|resources|results)(?: (?:is|are|should be|will be|was|were))? (?:found|returned|printed|shown|displayed|expected|produced|listed)\b/i,
  /\b(?:output|response|result|list|listing)(?: [\w-]+){0,3}? (?:is|are|(?:should|will|must)(?: now)? be) (?:now |completely )?empty\b/i,
  /\b(?:should|will|does|do)(?: not|n't) (?:return|print|output|show|produce|display|see|list|report) (?:any|anything)\b(?! (?:error|warning|problem|issue)s?)/i,
  /\b(?:an )?empty (?:output|response|result|list)\b/i
]

function readNothing(text: string): Meaning | null {
  if (isConditional(text) || isUncertain(text)) return null
  return nothing.some((pattern) => pattern.test(text)) ? {type: 'absence'} : null
}

const does = '(?:should |will |must |now |also |still |would |to |is going to )*'
const fails = new RegExp(
  `\\b(?:requests?|commands?|calls?|curls?|connections?|attempts?|traffic|access|tests?|it|this|that|they|these|operation|communication|installation|creation|steps?|quer(?:y|ies)|${quoted})(?: [^\\s.:;]+){0,8}?(?<! that| which| who) (?:${does}(?:fails?\\b(?! to be )|times? out|get (?:denied|rejected|refused|blocked))|${does}(?:is|are|be|was|gets?)(?: now| also| being)? (?:denied|rejected|refused|blocked|forbidden|not allowed|unauthorized))`,
  'i'
)
const seesError =
  /\b(?:you|we|it|command|request|which|this|call)\b[^.]{0,40}\b(?:see|get|receive|returns?|prints?|shows?|fails? with|results? in|produces?)(?: [\w-]+){0,3}? (?:an? |the |following )*(?:[\w-]+ )?(?:errors?|failure|denial)\b/i
const exits =
  /\bexits? (?:with )?(?:an? |the )?(?:exit )?(?:code|status)(?: of)? `?(\d{1,3})`?|\bexits? with `?(\d{1,3})`?/i
const withText = new RegExp(
  `\\b(?:with|returning|returns?|error|message|code|status|saying|by)\\b(?: [\\w-]+){0,4}? (${quotedList}|[1-5]\\d\\d\\b)`,
  'i'
)

/** What fails by its own exit status, not by what is answered. */
const ofCommand = /\b(?:commands?|installation|creation|operation|attempts?|steps?|scripts?)\b/i

const succeeds =
  /\b(?:requests?|commands?|calls?|curls?|connections?|tests?|quer(?:y|ies)|it|this|access)\b(?: [^\s.:;]+){0,6}? (?:(?:should |will |must |now |also |still )*succeeds?\b|succeeded\b|(?:is|are|was|were|should be|will be)(?: now| still| again)? (?:successful|allowed|permitted)\b|(?:is|are) (?:now )?successfully\b)/i

function readSuccess(text: string): Meaning | null {
  if (isConditional(text) || isUncertain(text) || negated.test(text)) return null
  return succeeds.test(text) ? {type: 'success'} : null
}

function readFailure(text: string): Meaning | null {
  if (isConditional(text) || isUncertain(text)) return null
  const status = exits.exec(text)
  if (status !== null) return {type: 'failure', request: false, status: Number(status[1] ?? status[2]), texts: []}
  const failing = fails.exec(text) ?? seesError.exec(text)
  if (
    failing === null ||
    /\b(?:not|never|no|any|without|won't|doesn't) (?:\w+ ){0,2}(?:fail|denied|rejected|errors?|blocked|refused)/i.test(
      text
    )
  )
    return null
  const said = withText.exec(text.slice(failing.index))?.[1] ?? ''
  const texts = /^\d/.test(said) ? [said] : quotations(said)
  return {type: 'failure', request: !ofCommand.test(failing[0]), status: null, texts: texts.filter(isOutputText)}
}

/** Rules for what a step prints, or does not print. */
export const outputRules: readonly CueRule[] = [
  {id: 'output', summary: 'A block of output follows.', word: /:$/, read: readOutput},
  {id: 'first-then', summary: 'After the first requests, all others give this.', word: /[`"]/, read: readFirstThen},
  {id: 'contains', summary: 'The output has this text.', word: /[`"]|\d{3}/, read: readContains},
  {id: 'not-contains', summary: 'The output does not have this text.', word: /[`"]/, read: readExcludes},
  {
    id: 'nothing',
    summary: 'There is no output, or nothing is found.',
    word: /nothing|\bno\b|empty|\bnot\b|n't\b/i,
    read: readNothing
  },
  {id: 'success', summary: 'The step succeeds.', word: /succe|allowed|permitted/i, read: readSuccess},
  {
    id: 'failure',
    summary: 'The step fails, or is denied.',
    word: /fail|time|denied|denial|reject|refus|block|forbid|allowed|unauthori|error|exit/i,
    read: readFailure
  }
]
