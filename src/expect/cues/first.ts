import {finds, says} from '../../says.ts'
import type {CueRule, FirstMeaning} from './cue.ts'
import {isPromise, negated, outputText, quotations, quoted} from './phrases.ts'

const requests = '(?:requests?|responses?|calls?|repl(?:y|ies)|answers?|attempts?|tries|try|time)'
const answering = new RegExp(`\\b${requests}\\b|\\byou\\b`)
const leading = new RegExp(`\\b(?:first ${requests}|at first|initially)\\b`)

/** Where a sentence goes on to what comes after the first answer. */
const turn =
  /\b(?:then|after (?:that|which|it)|afterwards|thereafter|from then on|subsequent|(?:all|every)(?: the)? (?:other|later|following|further|subsequent|next))\b/
const failing =
  /\b(?:fails?|failing|times? out|(?:is|be|get|gets) (?:denied|rejected|refused|blocked)|(?:get|gets|see|returns?|with) an? (?:[\w-]+ )?errors?)\b/
const given = new RegExp(`(${quoted})|(?:http )?\\b([1-5]\\d\\d)(?![\\w.]?\\w)`, 'd')

/** "A first request to `/foo` that gets a `200`" names a request, and says nothing of one that was made. */
const described = new RegExp(
  `^first ${requests}(?: (?:to|for|with|of) (?:the )?${quoted})?,? (?:that|which) (?:should |will )?(?:gets?|returns?|receives?|has|have)\\b`
)

/** Words for each answer, without which "then" is only the next thing that happens. */
const lasting = /\b(?:always|all|every|each|only|subsequent|following|from then on|thereafter|others)\b/
const succeeding = /\b(?:succeeds?|(?:is|are|be) (?:successful|allowed)|works?)\b/
const settling = new RegExp(
  `\\b(?:eventually|after (?:a|some))\\b[^\`"]{0,100}\\b(?:always|subsequent|following|all)\\b[^\`"]{0,80}(${quoted})`,
  'd'
)

function readFirst(text: string): FirstMeaning | null {
  if (!isPromise(text) || !says(text, answering)) return null
  const start = finds(text, leading)
  if (start === null) {
    const then = textsOf(finds(text, settling)?.[1] ?? '')
    return then.length === 0 || says(text, negated) ? null : {type: 'first', first: null, then, lasts: true}
  }
  const from = start.index + start[0].length
  const end = finds(text.slice(from), turn)?.index
  const head = text.slice(start.index, end === undefined ? undefined : from + end)
  const tail = end === undefined ? '' : text.slice(from + end)
  if (says(head, negated) || says(tail, negated) || says(head, described)) return null
  const first = readAnswer(head)
  if (tail === '')
    return first === null || says(text, /\b(?:second|next|third)\b/)
      ? null
      : {type: 'first', first, then: [], lasts: false}
  const then = textsOf(finds(tail, given)?.[0] ?? '')
  if (!says(tail, lasting) || (then.length === 0 && !says(tail, succeeding))) return null
  return {type: 'first', first, then, lasts: true}
}

/** What is said of the first answer; null where it may be anything. */
function readAnswer(head: string): FirstMeaning['first'] {
  if (says(head, /\b(?:may|might|could|can|sometimes|possibly)\b/)) return null
  const [text = null] = textsOf(finds(head, given)?.[0] ?? '')
  return text !== null || says(head, failing) ? {text} : null
}

function textsOf(said: string): readonly string[] {
  return (/^[`"]/.test(said) ? quotations(said) : [said]).flatMap((text) => outputText(text) ?? [])
}

/** Rules for what the first of several answers is, and what all that follow are. */
export const firstRules: readonly CueRule[] = [
  {
    id: 'first-then',
    summary: 'The first answer is like this, or all answers after it are like that.',
    word: /first|initially|eventually|\bafter (?:a|some)\b/,
    read: readFirst
  }
]
