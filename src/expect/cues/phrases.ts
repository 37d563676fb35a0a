import {remember} from '../../remember.ts'
import {finds, says} from '../../says.ts'

/** A code span or a text in double quotes. */
export const quoted: string = '(?:`[^`]{1,200}`|"[^"`]{1,200}")'

/** A list of them: "`a`", "`a` and `b`", "`a`, `b` and `c`". */
export const quotedList: string = `${quoted}(?:(?:,? (?:and|or|&)|,) (?:the |also )?${quoted}){0,7}`

/** What code spans and quotations of a text hold, in order. */
export function quotations(text: string): readonly string[] {
  if (!/[`"]/.test(text)) return []
  return [...text.matchAll(/`([^`]{1,200})`|"([^"`]{1,200})"/g)].map(([, code, words]) => code ?? words ?? '')
}

/** Whether a quotation can be the name of an object, not a command, a path or an option. */
export function isName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)
}

/** A sentence that speaks of what may not come about: "If …", "In case …", "Unless …". */
export function isConditional(text: string): boolean {
  if (
    says(text.slice(1), /(?:,| only)? (?:if|unless|in case)\b(?! not\b)/) &&
    !says(text, /\b(?:whether|as if|even if|(?:see|check|verify|confirm|test) if)\b/)
  )
    return true
  return says(
    text,
    /^(?:otherwise|alternatively|optionally|(?:and|but|so|note that|note:|tip:)?,? ?(?:if|in case|unless|should (?:you|the|your)|whenever|suppose|assuming))\b/
  )
}

const ifAllIsWell =
  '(?:if|when|once|provided|provided that) (?:everything|all|it all|(?:the |your |this )?(?:installation|setup|configuration|deployment)) (?:is|works?|worked|went|goes|has been|have been|was|succeeds|succeeded)(?: [\\w-]+){0,4}'
const leadingIf = new RegExp(`^${ifAllIsWell}, `)
const trailingIf = new RegExp(`,? ${ifAllIsWell}(?=[.:!]?$)`)

/** "If you repeat this several times, …" asks for what it seems to leave open. */
const asking =
  /\bif you (?=(?:repeat|rerun|re-run|run|send|call|make|issue|execute)\b[^,]{1,80} (?:several|multiple|many|a few|a number of|\d{1,3})\b)/

/** A sentence without "if everything works", which every promise of a guide means, and without the "if" of a request. */
export function unconditional(text: string): string {
  if (!says(text, /\b(?:if|when|once|provided)\b/)) return text
  return [leadingIf, trailingIf, asking].reduce((rest, pattern) => {
    const found = finds(rest, pattern)
    return found === null ? rest : rest.slice(0, found.index) + rest.slice(found.index + found[0].length)
  }, text)
}

/** A name in backticks, and the kind of object that it is the name of: no object's name has capital letters. */
const nameAndKind =
  /(`[a-z\d][a-z\d.-]*`) `([A-Z][A-Za-z]+|(?:pod|deployment|replicaset|statefulset|daemonset|job|cronjob|service|endpoint|configmap|secret|serviceaccount|node|namespace|gateway|volume|claim|persistentvolumeclaim|role|rolebinding|clusterrole|clusterrolebinding|virtualservice|destinationrule|serviceentry|httproute|certificate|issuer)s?|ingress(?:es)?|[a-z]*polic(?:y|ies)|[a-z]*webhookconfigurations?|customresourcedefinitions?|crds?)`/g

/** A sentence with only the name in backticks where the kind of an object is, too: "the `front` `service`". */
export function withPlainKinds(text: string): string {
  return text.includes('` `') ? text.replace(nameAndKind, '$1 $2') : text
}

/** A verb in small letters, with which a sentence goes on that began before the block above it. */
const verbFirst =
  /^(?:(?:will|should|must|would) |(?:returns|prints|outputs|displays|shows|gives|yields|reports|produces|responds|fails|succeeds|exits|results in)\b)/

/** A sentence that has a subject of its own: "will print its name:" behind a command is what it does. */
export function withSubject(text: string): string {
  return verbFirst.test(text) ? `it ${text}` : text
}

/** A sentence that asks what is so: "Check whether …", "to see if …", "Is it running?" Either answer may be right. */
function isOpen(text: string): boolean {
  if (text.endsWith('?')) return true
  return says(text, /\b(?:check|see|determine|find out|test|learn|know|tell|decide)(?:s|ing)? (?:if|whether)\b/)
}

/** A sentence that speaks of another place or time than its own: "In the next section, you will see …". */
export function isElsewhere(text: string): boolean {
  return (
    says(
      text,
      /\b(?:in|during) (?:the|a) (?:next|later|subsequent) (?:sections?|steps?|tasks?|chapters?|pages?|guides?|tutorials?)\b/
    ) || says(text, /^later\b|\b(?:later on|later in (?:this|the)|(?:see|seen|shown|used|described|discussed) later)\b/)
  )
}

/** A sentence that says for certain, and of its own place, what comes about. */
export const isPromise: (text: string) => boolean = remember(
  (text) => !isConditional(text) && !isOpen(text) && !isElsewhere(text)
)

/** Why something is so, which may speak of what is allowed: "as nobody may do that, …". */
const leadingReason = /^(?:because|since|as) [^,]{1,120}, /

/** A sentence that speaks of what can happen, but need not: "you may see `503`", "requests might fail". */
function isUncertain(text: string): boolean {
  return says(
    text.slice(finds(text, leadingReason)?.[0].length ?? 0),
    /\b(?:may|might|could|sometimes|occasionally|possibly|likely|probably|usually|typically|often|either)\b(?! (?:take|need|want))/
  )
}

/** A sentence that speaks of a part of the responses: "10% of requests fail", "about half of them", "most of the time". */
function isPartial(text: string): boolean {
  return says(
    text,
    /\d ?%|\b(?:per ?cent|half|majority|one of the following|(?:one|\d{1,3}) (?:in|out of|of every) (?:\d{1,4}|two|three|four|five|ten))\b|\b(?:few|several) of (?:the|your|them|these)\b|(?<!\b(?:send|make|generate|issue) )\b(?:some|most|many) (?:of (?:the|your|them|these)|requests|responses|calls|replies|answers|attempts)\b/
  )
}

/**
 * A sentence about other requests than those of a step, about one of several, or about another moment: "all other requests
 * fail", "the second request fails", "until then, it returns `404`". With a colon, the block that follows shows just that.
 */
function isBeside(text: string): boolean {
  if (text.endsWith(':')) return false
  return (
    says(
      text,
      /\b(?:other|remaining|rest of(?: the)?) (?:[\w-]+ ){0,3}(?:requests?|calls?|connections?|traffic|clients?|users?|paths?|hosts?|sources?|methods?|namespaces?|workloads?|services?)\b/
    ) ||
    says(
      text,
      /\b(?:first|second|third|next|last|initial) (?:requests?|calls?|attempts?|responses?|tries|try|time)\b/
    ) ||
    says(text, /\bwhen(?:ever)?\b/) ||
    (says(text, /\buntil\b/) &&
      !says(text, /^(?:[\w-]+ )?(?:wait|repeat|retry|keep|run|rerun|re-run|try|continue|send|watch)\b/))
  )
}

/** A sentence that plainly says what a step's responses are. */
export const isPlain: (text: string) => boolean = remember(
  (text) => isPromise(text) && !isUncertain(text) && !isPartial(text) && !isBeside(text)
)

const configuring =
  '(?:transfer|route|send|shift|split|direct|move|configure|change|set|apply|create|update|modify|adjust|migrate|give|assign|use|define|add|edit|deploy|distribute)'
/** Words at the start of a sentence that tells its reader to configure something, or of a command that does. */
const configures = new RegExp(
  String.raw`^(?:(?:now|next|then|finally|first|in this [\w ]{1,40}),? )?(?:let's |let us |(?:we|you) (?:(?:will|can|now|want to|are going to) )*)?${configuring}\b|^(?:(?:now|next|then|finally|first),? )?(?:perform|do|start|begin|continue|complete|carry out)\b[^.:]{0,80}? by (?:updating|changing|applying|editing|creating|patching|modifying|splitting|shifting|setting|adding|configuring|deploying)\b|\b(?:run|use|with|by running|using) (?:this|the following) (?:[\w-]+ )?commands? to ${configuring}\b`
)

/** A sentence that tells its reader to bring something about, and promises nothing: "Route 20% of the traffic to `v2`." */
export function isInstruction(text: string): boolean {
  if (
    !says(text, configures) ||
    says(text, /\b(?:verify|confirm|check|should|notice|observe|see) (?:that|be|go|come|see)\b/)
  )
    return false
  // "Send it several times: about 20% …" goes on to what comes of it.
  return !/[:;](?!$)/.test(text.replace(/`[^`]*`/g, ''))
}

/** Words that turn what a sentence says into its opposite, in small letters. */
export const negated: RegExp = /\b(?:not|never|no longer|don't|doesn't|won't|cannot|can't|no)\b/

/** What of a quotation can stand in an output; null for a command, which a page quotes just as well. */
export function outputText(quotation: string): string | null {
  if (quotation.trim() === '' || /^(?:kubectl|istioctl|helm|curl|docker|kind|\$)(?: |$)/.test(quotation)) return null
  // Of "HTTP 403" and "403 Forbidden", only the number is in every form of a response.
  return /^(?:HTTP )?([1-5]\d\d)(?: [A-Z][A-Za-z -]{1,30})?$/.exec(quotation)?.[1] ?? quotation
}

const numbers: Readonly<Record<string, number>> = {
  once: 1,
  one: 1,
  twice: 2,
  two: 2,
  'a couple of': 2,
  couple: 2,
  three: 3,
  'a few': 3,
  few: 3,
  four: 4,
  five: 5,
  several: 4,
  multiple: 4,
  some: 4,
  'a number of': 4,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  many: 10,
  'a dozen': 12,
  twenty: 20,
  fifty: 50,
  hundred: 100,
  'a hundred': 100
}

/** Words for a number, as one alternative of a pattern; the longest first. */
export const numberWords: string = ['\\d{1,4}', ...Object.keys(numbers).sort((a, b) => b.length - a.length)].join('|')

/** The number that a word says, such as `a few`; null for other words. */
export function readNumber(word: string): number | null {
  if (/^\d{1,4}$/.test(word)) return Number(word)
  const lower = word.toLowerCase()
  return Object.hasOwn(numbers, lower) ? (numbers[lower] ?? null) : null
}
