import {says} from '../says.ts'

/** "When you're finished with the sample, remove it": everyone is, at the end. */
const ending =
  /^(?:(?:when|once|after) you(?: are|['’]re| have|['’]ve)? (?:all )?(?:done|finish|finished|completed?|through)\b|when you (?:no longer need|(?:do not|don['’]t) need [^,]*\bany ?(?:longer|more))\b)/
/** "When you have installed it, run:" is said of everyone, as "Once you have installed it" is. */
const afterwards =
  /^when you (?:(?:have|['’]ve) (?:[a-z]+ly |now |just )?(?:[a-z]{2,20}ed|set|built|made|got|written|run) (?:it|them|this|these|that|those|the|an?|all|both|everything|your|up)\b|(?!need|feed|proceed|exceed|succeed)[a-z]{2,20}ed (?:it|them|everything)\b)/
/** "If everything works, delete the old one:" goes on for everyone. */
const success =
  /^(?:if|when) (?:everything|all|it|that|this|(?:the|your|this|all) [^,]{1,60}) (?:looks? (?:good|fine|ok|okay|healthy|right|correct)|(?:works?|worked|goes|went)(?: well| fine| as (?:expected|intended|planned|desired))?|(?:is|are|was|were) (?:healthy|good|fine|ok|okay|successful|as expected)|succeeds?|succeeded|pass(?:es|ed)?),/

const condition = /^(?:if|in case|when) (?:you|your|you['’](?:re|ve|d|ll))\b/
/** Conditions on anything else count where an instruction follows: what they promise may hold for everyone. */
const instruction =
  /^(?:if|in case|unless)\b[^,]*,\s*(?:then |please |first |simply |just |also |instead )*(?:you (?:can|must|may|should|could|might|need to|will need to|have to|want to) )?(?:also |instead |either |just |simply )?(?:run|use|execute|set|install|create|apply|delete|add|enable|disable|change|configure|remove|uninstall|reinstall|rerun|follow|do|try|upgrade|deploy|export|replace|start|restart|redeploy|patch|label|specify|download|build|generate|update|edit|perform|make|stop|kill|scale|lower|raise|increase|decrease|reduce|clear|fix|force|reset|revert|recreate|expose)\b/

/** "If there are errors, you can look at them:", which looks closer at what not everyone has. */
const trouble =
  /^(?:if|in case)\b[^,]*?(?:(?<!\bno )\b(?:errors?|warnings?|problems?|issues?|trouble|fail(?:s|ed|ing|ures?)?|wrong|not|cannot|stuck|crash(?:es|ed|ing)?|unhealthy|pending|missing|hangs?)|n['’]t)\b/
const closerLook =
  /^[^,]*,\s*(?:then |please |first |simply |just |also )*(?:(?:you|we) (?:can|may|could|might|need to|have to|want to) (?:also |first |always |then )?|(?!see\b|get\b|find\b))(?:look|check|inspect|view|examine|describe|debug|see|find|get|show|list|read|consult|investigate|troubleshoot|diagnose|verify|analy[sz]e)\b.*:\W{0,9}$/

/** "If you send another request, it fails": what every reader is to see, put as a condition. */
const deed =
  /^(?:if|when|once) you (?:now |then |just |simply |again )*(?:re-?)?(?:run|send|issue|try|retry|repeat|execute|call|curl|look|examine|inspect|query|refresh|access|check|list|view|describe|visit|make|do|attempt|open|see|test)\b/
/** "When you delete the pod, the controller makes another": deeds of which a condition ("if") may leave the choice. */
const change =
  /^(?:when|once) you (?:now |then |just |simply |again )*(?:re-?)?(?:add|apply|change|create|delete|kill|remove|request|scale|set|stop|update)\b(?!.*\b(?:must|needed|needs?|necessary|required|requires?)\b|[^,]*, (?:use|the following|the commands?)\b)/
const observation =
  /(?:,|(?= you (?:will|should) (?:see|get)\b))\s*(?:then )?(?:you(?:['’]ll| will| should| can| would| may| might)? (?:now |still |also |again |only |always )*(?:see|get|notice|find|receive|observe)|(?:it|they|this|that|there|requests?|[\w`./-]+|the [^,]*?|all [^,]*?|your [^,]*?) (?:now |still |also |again )*(?:will|should|would|is|are|fails?|succeeds?|returns?|shows?|works?|displays?|gets?|no longer|prints?|responds?|appears?|becomes?|creates?|denies|disappears?|goes|hangs?|keeps?|makes?|receives?|rejects?|remains?|reports?|restarts?|starts?|stays?|stops?|terminates?|times? out))\b/

/** "If you'd like to follow along, run:" invites every reader, and those who run the page among them. */
const invitation =
  /^if you(?: want to| wish to|['’]d like to| would like to) (?:follow along|try (?:it|this)(?: out)? (?:for )?yourself|(?:follow|repeat|reproduce|run|try|use) (?:along with )?(?:our|the same|these|this) (?:[a-z]+ )?(?:demo|examples?|exercises?|guide|scenario|tasks?|tutorial|walkthrough)(?:,| (?:as|below|in this|of this|when|while|yourself)\b))/

/** Whether a sentence says on what condition something is to be done that not every reader does. */
export function isCondition(text: string): boolean {
  if (!/^(?:if|in case|unless|when)\b/i.test(text)) return false
  const isGiven = says(text, condition) || says(text, instruction) || (says(text, trouble) && says(text, closerLook))
  if (!isGiven) return false
  if ([ending, afterwards, success, invitation].some((pattern) => says(text, pattern))) return false
  // "If you now delete the rules:" goes on with the story.
  return !says(text, /^if you now\b/) && !((says(text, deed) || says(text, change)) && says(text, observation))
}
