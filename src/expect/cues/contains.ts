import {finds, says} from '../../says.ts'
import type {ContainsMeaning, CueRule, Meaning} from './cue.ts'
import {isInstruction, isPlain, isPromise, negated, outputText, quotations, quoted, quotedList} from './phrases.ts'

/** Things that have the text that comes back. */
const response =
  '(?:(?:the |your |all |every |each )*(?:[\\w-]+ )?(?:output|responses?|results?|repl(?:y|ies)|answers?|logs?|bod(?:y|ies)|status(?: code)?|(?:response|exit|http) code|headers?|page)(?: code| headers?| message| body)?)'
/** Those that send something, and words for them at the start of a sentence. */
const sender =
  '(?:(?:the |this |all |every |each )*(?:[\\w-]+ )?(?:commands?|requests?|calls?|curl|quer(?:y|ies))|^(?:it|this|which))'
const soon = '(?:now|then|also|only|still|again|eventually|soon|shortly|finally|immediately|quickly|clearly)'
const reader = `(?:you|we)(?: should| will|'ll| must)?(?: ${soon})*`
const server =
  '(?:(?:the |your )?(?:`[^`]{1,100}` )?(?:[\\w-]+ )?(?:services?|servers?|applications?|apps?|gateways?|backends?|endpoints?|prox(?:y|ies)|api)(?: should| will| must| now)+)'
const modal = '(?: should| will| must| can)?(?: now| then| also| simply| always| still| only)*'

const gives =
  '(?:returns?|prints?|outputs?|displays?|shows?|reports?|responds? with|answers? with|gives?|yields?|includes?|contains?|logs?)'
const is = '(?:is|are|be|was|has|have|says?|reads?|equals?)'
const between =
  '(?: (?:an?|the|that|output|of|http|status|response|error|code|message|line|text|string|value|with|only|now|always|still|exactly|success(?:ful)?|following|word|header|entry|entries|both))*'
const code = '(?:http(?:/[\\d.]+)? )?([1-5]\\d\\d)(?![\\w.]?\\w)'

/** Ways to say it, each with words without which it is not said; cheap to look for. */
const subjects: readonly (readonly [words: RegExp, subject: string])[] = [
  [/output|respon|result|repl|answer|log|bod|status|code|header|page/, `${response}${modal} (?:${gives}|${is})`],
  [/command|request|call|curl|quer|^(?:it|this|which)/, `${sender}${modal} ${gives}`],
  [/until/, `until(?: it| the (?:request|response|command|output))? (?:${gives}|${is})`],
  [
    /set to/,
    "(?:make sure|ensure|verify|check|confirm)(?: that)? (?:it|this|the value|its value)(?: is|'s)(?: still| now)? set to"
  ],
  [/version/, '(?:the )?versions?(?: should| will| must)(?: now| always| still| only)* be'],
  [/should|will|must|now/, `${server} (?:returns?|(?:responds?|answers?|repl(?:y|ies)) with)`],
  [/(?:you|we)\b/, `${reader} (?:see|get|receive|observe)`],
  [/can (?:[a-z]+ )?see/, `(?:you|we) can(?: ${soon})? see`]
]
const passive = new RegExp(
  `(?:(${quotedList})|${code})(?: \\([^)]{1,40}\\))?(?: [\\w-]+){0,3} (?:is|are|should be|will be) (?:now |also )*(?:returned|printed|shown|displayed|present in|reported|logged)\\b`,
  'd'
)
/** What is found may be a file, or stand on another page. */
const found = new RegExp(
  `(?:^|[\\s(,;])(?:you|we)(?: can| should| will|'ll)?(?: ${soon})* find${between} (?:(${quotedList})|${code})(?: [\\w-]+){0,3} in (?:the|its|your) (?:[\\w-]+ )?(?:outputs?|responses?|results?|repl(?:y|ies)|answers?|logs?)\\b`,
  'd'
)
/** Of what else comes of a request, most is explained: "this results in `proxy` being added". */
const resulting = new RegExp(
  `(?:^|[\\s(,;])${sender}${modal} results? in${between} (?:([\`"](?:http(?:/[\\d.]+)? )?[1-5]\\d\\d(?: [a-z][a-z -]{0,30})?[\`"])|${code})`,
  'd'
)
const shown: readonly (readonly [words: RegExp, pattern: RegExp])[] = [
  ...subjects.map(
    ([words, subject]) =>
      [words, new RegExp(`(?:^|[\\s(,;])${subject}${between} (?:(${quotedList})|${code})`, 'd')] as const
  ),
  [/returned|printed|shown|displayed|present in|reported|logged/, passive],
  [/\bfind\b/, found],
  [/result/, resulting]
]
const always =
  /\b(?:always|every time|each time|all (?:of )?(?:the )?(?:requests|responses)|every (?:request|response))\b/
/** As many answers as a step gives: they stand for no others. */
const counted =
  /\ball (?:of )?(?:the |these |your )?(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred) (?:[\w-]+ )?(?:requests|responses|calls|attempts|replies|answers)\b/

const everyAnswer =
  '(?:(?:all|every|each|only)(?: of)?(?: the| your| these| incoming| subsequent)* (?:[\\w-]+ )?(?:requests?|responses?|calls?|repl(?:y|ies)|answers?|traffic))'
/** Who gives all answers: "every request goes to `v1`". */
const answered = new RegExp(
  `${everyAnswer}(?: (?:should|will|must|now|be|is|are|only|always))* (?:(?:go|goes|come|comes|flows?|routed|sent|directed|forwarded|served|answered|handled|processed|returned)(?: now| only)? )?(?:to|from|by) (?:the )?(${quoted})`,
  'd'
)

const same =
  /\b(?:responses?|outputs?|results?|answers?|repl(?:y|ies))\b[^.:]{0,30} (?:always|every time|each time) (?:exactly )?(?:the same|identical)\b/

/** Words without one of which nothing here is said. */
const saying = new RegExp(`same|identical|traffic|${shown.map(([words]) => words.source).join('|')}`)

function readContains(text: string): ContainsMeaning | null {
  if (!says(text, saying) || !isPlain(text) || says(text, negated)) return null
  if (says(text, same)) return {type: 'contains', texts: [], inARow: 5, answerer: false}
  const [, answerer] = finds(text, answered) ?? []
  if (answerer !== undefined && !isInstruction(text)) {
    return {type: 'contains', texts: quotations(answerer), inARow: 5, answerer: true}
  }
  const said = clausesOf(text).map(readClause)
  const texts = said.flatMap(({texts}) => texts)
  const headers = said.flatMap(({headers}) => headers)
  if (texts.length === 0) return null
  const meaning = {type: 'contains', texts, inARow: says(text, always) ? 5 : 1, answerer: false} as const
  return {...meaning, ...(headers.length > 0 && {headers}), ...(says(text, counted) && {counted: true})}
}

/** Where another clause begins: "it returns `200`, and the body contains `pong`", but not "`a` and the `b`". */
const conjunction = /,? and (?!(?:the |also )?(?:(?:response )?headers? )?[`"])/g

function clausesOf(text: string): readonly string[] {
  const unquoted = text.replace(quotation, (whole) => `\`${'_'.repeat(whole.length - 2)}\``)
  const joints = [...unquoted.matchAll(conjunction)]
  const begins = [0, ...joints.map(({index, 0: words}) => index + words.length)]
  return begins.map((begin, at) => text.slice(begin, joints[at]?.index))
}

const quotation = new RegExp(quoted, 'g')

/** What a response has besides: "… `200` with the header `x-served-by: web`". */
const besides = new RegExp(
  `^(?: [\\w-]+){0,3}?,? (?:with|and) (?:(?:an?|the) )?(?:response |redirect )?(?:headers?|location)(?: of)? (${quotedList})`,
  'd'
)

/** What a clause says that the output has. */
function readClause(clause: string): Required<Pick<ContainsMeaning, 'texts' | 'headers'>> {
  for (const [words, pattern] of shown) {
    const match = says(clause, words) ? finds(clause, pattern) : null
    if (match === null) continue
    const found = match[1] === undefined ? [match[2] ?? ''] : quotations(match[1])
    const texts = found.flatMap((quotation) => outputText(quotation) ?? [])
    const rest = clause.slice(match.index + match[0].length)
    if (texts.length < found.length || (/^ fields?\b/.test(rest) && texts.some(isPath))) break
    return {texts, headers: quotations(finds(rest, besides)?.[1] ?? '')}
  }
  return {texts: [], headers: []}
}

/** Where a field is, which no output has as one word: `spec.replicas`. */
function isPath(text: string): boolean {
  return /^\.?[A-Za-z]\w*(?:\.\w+)+$/.test(text)
}

const not =
  "(?:(?:should|do|does|will|can|must|would)(?: not|n't)|wo n't|won't|cannot|(?:should |will )?no longer|(?:should |will )?never)"
const excludes = new RegExp(
  `(?:^|[\\s(,;])(?:you|we|${response}|${sender}|verify that [\\w\` -]{0,60}|confirm that [\\w\` -]{0,60}) ${not}(?: now| longer| any)* (?:see|contains?|includes?|shows?|prints?|lists?|have|has|returns?|receive|observe|get|outputs?|displays?)${between}(?: any)?${between} (${quotedList})`,
  'd'
)
const absent = new RegExp(
  `(${quotedList})(?: [\\w-]+){0,3}? (?:should not|should no longer|must not|no longer|will not|is not|are not|does not|do not|is no longer|won't|doesn't|isn't)(?: be| any more)* ?(?:appear|appears|listed|shown|present|there|visible|included|printed)\\b|(${quotedList})(?: [\\w-]+){0,3}? (?:is|are|should be|must be|will be)(?: now| also)? (?:missing|absent)\\b`,
  'd'
)

function readExcludes(text: string): ContainsMeaning | null {
  if (!isPlain(text)) return null
  const match = finds(text, excludes) ?? finds(text, absent)
  const texts = quotations(match?.[1] ?? match?.[2] ?? '').flatMap((quotation) => outputText(quotation) ?? [])
  return texts.length === 0 ? null : {type: 'not-contains', texts, inARow: 1, answerer: false}
}

const nothing = [
  /\b(?:returns?|prints?|outputs?|shows?|displays?|produces?|see|lists?|yields?|reports?) (?:nothing|no (?:output|results?|resources|response|lines|rows|pods|entries|matches|objects))\b/,
  /^there (?:is|should be|will be) no output\b/,
  /^nothing (?:is|should be|will be) (?:returned|printed|shown|displayed|listed)\b/,
  /\bno (?:output|resources|results)(?: (?:is|are|should be|will be|was|were))? (?:found|returned|printed|shown|displayed|expected|produced|listed)\b/,
  /\b(?:output|response|result|list|listing)(?: [\w-]+){0,3}? (?:is|are|(?:should|will|must)(?: now)? be) (?:now |completely )?empty\b/,
  /\b(?:should|will|does|do)(?: not|n't) (?:return|print|output|show|produce|display|see|list|report) (?:any|anything)\b(?! (?:error|warning|problem|issue)s?)/,
  /\b(?:an )?empty (?:output|response|result|list)\b/,
  /\bthere (?:are|is|should be|will be) no(?: more)? [\w-]+(?: [\w-]+){0,2} (?:left|remaining|any ?more)\b/
]

const orNothing =
  /\b(?:see|output|response|result|returns?|prints?|shows?)\b[^.]{0,80}\bor(?: an?)? (?:empty (?:output|response|result|list|string)|no output|nothing)\b/

function readOrNothing(text: string): Meaning | null {
  return isPromise(text) && says(text, orNothing) ? {type: 'or-nothing'} : null
}

function readNothing(text: string): Meaning | null {
  if (!isPlain(text)) return null
  return nothing.some((pattern) => says(text, pattern)) ? {type: 'absence'} : null
}

/** Rules for what a step prints, or does not print. */
export const containsRules: readonly CueRule[] = [
  {
    id: 'or-nothing',
    summary: 'The output is what is shown, or there is none.',
    word: /empty|nothing|no output/,
    read: readOrNothing
  },
  {id: 'contains', summary: 'The output has this text.', word: /[`"]|\d{3}|same|identical/, read: readContains},
  {
    id: 'not-contains',
    summary: 'The output does not have this text.',
    word: /not|n't|no longer|never|missing|absent/,
    read: readExcludes
  },
  {
    id: 'nothing',
    summary: 'There is no output, or nothing is found.',
    word: /nothing|\bno\b|empty|\bnot\b|n't\b/,
    read: readNothing
  }
]
