import {says} from '../../says.ts'
import type {CueRule, OutputMeaning} from './cue.ts'
import {isPromise} from './phrases.ts'

const introduces = [
  /\b(?:output|response|result|results|reply|status|log|logs|listing|message|messages|error|answer|report|summary)\b(?: [\w`-]+){0,8}? (?:is|are|should|will|looks?|reads?|shows?|indicates?|contains?|includes?|has|have|resembles?|like|as|below)\b/,
  /\b(?:you|we|it|this|command|request|which|that|and)\b[^.]{0,60}\b(?:see|get|receive|returns?|prints?|outputs?|displays?|shows?|reports?|produces?|yields?|results? in|responds?|lists?|observe|find|notice|answers?)\b/,
  /^(?:the )?(?:(?:sample |example |expected )(?:of (?:the |a )?)?)?(?:outputs?|results?|response)\b/,
  /\b(?:in|of) the output\b/,
  /\b(?:similar to|as follows|something like|looks? like|like this|like the following|the following)\b/
]

/** What follows such words is for the reader to use, not what comes out; in small letters. */
export const instructs: RegExp =
  /^(?:then |next,? |now |finally,? )?(?:use|run|execute|issue|type|enter|add|set|edit|replace|change|copy|paste|define|specify|write|invoke|export)\b|\bfollowing (?:commands?|scripts?|requests?|steps|variables?|arguments?|options?|flags?)\b/
const files = /\b(?:file|structure|layout|manifest|configuration|yaml|create|apply|policy|save)\b/
const outputs = /\b(?:output|response)\b/

/** What a command can print, but need not: "this may return:", "a request could produce an entry like the following:". */
const uncertain =
  /\b(?:may|might|could) (?:also |sometimes |then |even |instead )*(?:return|print|output|display|show|produce|report|yield|give|respond|fail|result|log|contain|include)\b/
/** What a page itself shows: "this example shows a cluster that was paused:". */
const ofThing =
  /^(?:this|the|the following|here is an?|an) (?:[\w-]+ )?examples? (?:shows?|defines?|describes?|configures?|demonstrates?|illustrates?|creates?)\b/

const part =
  /\b(?:contains?|containing|includes?|including|in the output|of the output|output (?:shows|indicates)|in (?:the|your|its) (?:[\w`'-]+ ){0,4}logs?|(?:lines?|entr(?:y|ies)|messages?|events?|records?) (?:similar|like|such as)|look for (?:the following|(?:the|these|this|a) (?:[\w`'-]+ ){0,3}(?:lines?|sections?|entr(?:y|ies)|fields?)))\b/
const like =
  /\b(?:similar|sample|something like|looks? (?:\w+ )?like|like this|like these|like the following|resembles?|for example|example)\b/

function readOutput(text: string): OutputMeaning | null {
  return introduces.some((pattern) => says(text, pattern)) ? readSample(text) : null
}

/** How a block of output is compared that a sentence may lead to, whatever it says; null where a block of another kind follows. */
export function readSample(text: string): OutputMeaning | null {
  if (!text.endsWith(':') || !isPromise(text) || says(text, instructs)) return null
  if (says(text, files) && !says(text, outputs)) return null
  if (says(text, uncertain) || (says(text, ofThing) && !says(text, outputs))) return null
  return {type: 'output', how: howOf(text)}
}

/** How a sentence says that the block after it is compared. */
export function howOf(text: string): OutputMeaning['how'] {
  return says(text, part) ? 'part' : says(text, like) ? 'like' : 'same'
}

/** Rules for output that a block of its own shows. */
export const outputRules: readonly CueRule[] = [
  {id: 'output', summary: 'A block of output follows.', word: /:$/, read: readOutput}
]
