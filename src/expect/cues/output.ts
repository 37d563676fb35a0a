import type {CueRule, Meaning} from './cue.ts'
import {isPromise} from './phrases.ts'

const introduces = [
  /\b(?:output|response|result|results|reply|status|log|logs|listing|message|messages|error|answer|report|summary)\b(?: [\w`-]+){0,8}? (?:is|are|should|will|looks?|reads?|shows?|indicates?|contains?|includes?|has|have|resembles?|like|as|below)\b/i,
  /\b(?:you|we|it|this|command|request|which|that|and)\b[^.]{0,60}\b(?:see|get|receive|returns?|prints?|outputs?|displays?|shows?|reports?|produces?|yields?|results? in|responds?|lists?|observe|find|notice|answers?)\b/i,
  /^(?:sample |example |expected |the )?(?:output|result|response|example output|sample output)\b/i,
  /\b(?:in|of) the output\b/i,
  /\b(?:similar to|as follows|something like|looks? like|like this|like the following|the following)\b/i
]

/** What follows such words is for the reader to use, not what comes out. */
const instructs =
  /^(?:then |next,? |now |finally,? )?(?:use|run|execute|issue|type|enter|add|set|edit|replace|change|copy|paste|define|specify|write|invoke|export)\b|\bfollowing (?:commands?|scripts?|requests?|steps|variables?|arguments?|options?|flags?)\b/i
const files = /\b(?:file|structure|layout|manifest|configuration|yaml|create|apply|policy|save)\b/i
const outputs = /\b(?:output|response)\b/i

const part =
  /\b(?:contains?|containing|includes?|including|in the output|of the output|output (?:shows|indicates)|in (?:the|your|its) (?:[\w`'-]+ ){0,4}logs?|(?:lines?|entr(?:y|ies)|messages?|events?|records?) (?:similar|like|such as))\b/i
const like =
  /\b(?:similar|sample|something like|looks? like|like this|like these|like the following|resembles?|for example|example)\b/i

function readOutput(text: string): Meaning | null {
  if (!text.endsWith(':') || !isPromise(text) || instructs.test(text)) return null
  if (files.test(text) && !outputs.test(text)) return null
  if (!introduces.some((pattern) => pattern.test(text))) return null
  return {type: 'output', how: part.test(text) ? 'part' : like.test(text) ? 'like' : 'same'}
}

/** Rules for output that a block of its own shows. */
export const outputRules: readonly CueRule[] = [
  {id: 'output', summary: 'A block of output follows.', word: /:$/, read: readOutput}
]
