import type {Prose} from '../guide/guide.ts'
import {remember} from '../remember.ts'
import {finds, says} from '../says.ts'
import {isConditional, isElsewhere, isInstruction, withSubject} from './cues/phrases.ts'

/** Words without which no sentence is a claim; cheap to look for. */
const claiming =
  /\b(?:you|we|seen|gone|no longer|not|responded|answered|replied|verify|confirm|check|validate|ensure|make sure|notice|observe|to see that|must|should|will|now|returns|prints|outputs|displays|shows|fails|succeeds|reports|contains|includes|responds|restarted|wait|per ?cent|(?:requests?|clients?|connections?|errors?|failures?|warnings?|responses?|calls?|traffic|outputs?|headers?|fields?|entr(?:y|ies)|lines?|labels?|annotations?|logs?|body)\b)|\b(?:creat|generat|writ|sav|download)\w+\b|n't\b|%/

/** How soon or how well something is seen. */
const soon =
  '(?:now|also|then|still|again|always|only|both|all|eventually|soon|shortly|finally|immediately|quickly|clearly|easily|directly)'

/** Ways in which prose says what will have come about. */
const claims = [
  new RegExp(
    `\\b(?:you|we)(?:'ll| should| will| must| would)(?: ${soon}| no longer| not| expect to)* (?:see|notice|get|receive|observe|find)\\b(?! (?:how|why|what|if|whether)\\b)`
  ),
  new RegExp(
    `\\b(?:you|we) can(?: ${soon}| no longer)* (?:see|notice|observe|(?:find|know|tell)(?= that\\b| [^.]{1,80} in (?:the|its|your) (?:[\\w-]+ )?(?:output|response|result|logs?)\\b))\\b(?! (?:how|why|what|if|whether)\\b)`
  ),
  /\b(?:we (?:see|know|find)|it can(?: now| also)? be (?:seen|observed|noticed)|it is (?:visible|evident)) that\b/,
  /\b(?:is|are) (?:now )?no longer (?:visible|listed|shown|displayed|present|there|running|reachable|accessible)\b|\bno longer exists?\b|(?<!\b(?:that|which|already|if it|once it|when it) )\b(?:is|are|(?:should|will) be)(?: now| all| both)* gone\b(?! already)/,
  /\b(?:does|do|did|has|have)(?: not|n't)(?: yet)? (?:been )?(?:increment(?:ed)?|increased?|decreased?|changed?|grown?|risen?)(?=[.,:]|$| since\b| between\b| any ?more\b| again\b)/,
  /\b(?:pods?|services?|versions?|servers?|clients?|backends?|replicas?)\b[^.]{0,30} (?:has |have )?(?:responded|answered|replied)\b/,
  /\b(?:verify|confirm|check|validate|ensure|make sure|notice|observe)(?: that| whether)\b/,
  /(?:^|: |and |then )(?:verify|confirm|validate|ensure|make sure|notice|check)\b(?! with\b)[^.,]{1,80}? (?:is|are|was|were|has|have|works?|exists?|occurs?|succeed|succeeds|succeeded|fails?|can|cannot|returns?|shows?|contains?|should|match|matches)\b/,
  /\brun(?:ning)? `[^`]{1,200}` to see that\b/,
  /\bmust (?:see|return|show|print|match|fail|succeed|report)\b/,
  /\bshould(?: now| also| then| still| not| no longer| only| all| both)* (?:be|have|return|returns|show|display|succeed|fail|contain|include|look|appear|see|report|print|match|output|toggle|alternate|become|go|get|work|indicate|exist)\b/,
  /(?:\b(?:requests?|calls?|commands?|responses?|outputs?|results?|status(?:es)?|conditions?|headers?|body|logs?)\b[^.]{0,60}?|^(?:it|this)) should(?: now| also| then| still| not)* [a-z]+\b[^.:]{0,60}?[`"\d]/,
  /\b(?:requests?|commands?|responses?|outputs?|calls?|traffic|pods?|curl|connections?|^it)\b[^.]{0,40}? (?:will|now) (?:now |also |still |always |no longer |not )*(?:be|return|returns|show|shows|display|succeed|succeeds|fail|fails|go|goes|toggle|alternate|contain|reach|get|work)\b/,
  /(?:\b(?:command|request|curl|call|output|response|query|server|service|application|gateway)|^(?:it|this|which)) (?:returns|prints|outputs|displays|shows|fails|succeeds|reports|contains|includes|responds)\b/,
  /\b(?:requests?|responses?|calls?|traffic)\b[^.]{0,30}? (?:only|always|never|no longer) (?:go(?:es)?|comes?|reach(?:es)?|returns?|contains?|shows?)\b/,
  /\b(?:response|headers?|field|log|output) `[^`]{1,60}` (?:is|are|has|equals?|contains?)\b/,
  /\b(?:responses?|outputs?|headers?|logs?|body)\b[^.]{0,60}? (?:is|are|has|have|equals?|takes?|set to)\b[^.]{0,40}?[`"\d]/,
  /\b(?:requests?|calls?|connections?|clients?|responses?)\b(?! that | which )(?:[^.]|\.\S){0,60}? (?:returns?|receives?|gets?|fails?(?! over\b| open\b)|(?:starts?|begins?) (?:failing|to fail)|(?:is|are|will be) (?:now )?(?:denied|rejected|blocked|refused|allowed|forbidden))\b/,
  /\b(?:entr(?:y|ies)|spans?|traces?|messages?)\b[^.]{0,60}? (?:is|are|has|have|appears?) [^.]{0,40}?\b(?:in|from)\b[^.]{0,40}?\b(?:logs?|both|each)\b/,
  /\b(?:headers?|fields?|entr(?:y|ies)|lines?|labels?|annotations?)\b[^.]{0,60}? (?:is|are) (?:(?:not|no longer) (?:there|present|shown|listed|included|visible)|missing|absent)\b/,
  /\b(?:services?|servers?|applications?|gateways?) (?:will|now) (?:return|respond|answer|reply)/,
  /\b(?:errors?|output|failures?|responses?|warnings?)\b[^.]{0,80} (?:is|are) expected\b/,
  /\b(?:is|are) now\b/,
  /(?:\bfiles?|`[\w./-]{1,60}\.[a-z]{2,10}`,?)(?: [\w`.,-]{1,40}){0,4}? (?:is|are|was|were|will be|has been|have been) (?:now |then |also )?(?:created|generated|written|saved|downloaded)\b/,
  /(?:^(?:this|it|which)|\b(?:command|script|program))(?: will)?(?: now| then| also)? (?:creates?|generates?|writes?|saves?|downloads?) (?:[^.]|\.\S){0,60}?(?:\bfiles?\b|`[\w./-]{1,60}\.[a-z]{2,10}`)/,
  /\brestarted (?:once|twice|(?:\d+|two|three|four|five) times)\b/,
  /\bwait(?:ing)? (?:for|until)\b/,
  /\d ?%|\bper ?cent\b/,
  /\b(?:half|(?:\d{1,4}|one|two|three|nine) (?:out of|in|of every) (?:every )?(?:\d{1,4}|two|three|four|five|ten|hundred))\b[^.]{0,60}\b(?:requests?|responses?|calls?|traffic)\b/
]

/** Sentences that tell the reader to do something with a purpose, not that it has come about. */
const purposes =
  /^(?:(?:now|next|then|finally|first),? )?(?:in order )?to (?:verify|confirm|check|ensure|make sure|validate|see|observe|test)\b/
const requirements =
  /^(?:please |before (?:you|proceed)[^,]*, )?(?:ensure|make sure|check|verify|confirm)(?: that)? (?:you(?:'ve|r)?|the `?\$|`?\$|to)\b(?! (?:should|will|can) )/

/** "Send it again and you will see `v2`" goes on to what comes of it. */
const promising = /\b(?:should|will|must|sees?|notice|observe|verify|confirm|check)\b/

/** What every reader does again, as a condition: "If you refresh the page several times, …". */
const repeating =
  /^(?:now,? )?(?:if|when|whenever|once) you (?:now |keep )?(?:refresh(?:ing)?|reload(?:ing)?|repeat(?:ing)?|resend|re-?run) [^,]{1,120}, (?=\S)/

/** What a configuration says is no outcome: "this rule sends 20% of requests to `v2`". */
const explanations =
  /\b(?:rules?|polic(?:y|ies)|configurations?|manifests?|settings?|routes?|resources?|fields?)\b[^.]{0,60}\b(?:sends?|routes?|directs?|mirrors?|specif(?:y|ies)|defines?|sets?|configures?|tells?|means?|applies)\b/

const screens =
  /\b(?:browsers?|dashboards?|web ?page|web ?site|product ?page|login ?page|the page|ui|window|graph|click|refresh|grafana|kiali|jaeger|zipkin)\b/

/** Each sentence of a paragraph asks, and there may be many. */
const onScreen = new WeakMap<Prose, boolean>()

/** Whether a paragraph speaks of what a reader sees on a screen, and no command prints. */
export function isOnScreen(prose: Prose): boolean {
  const known = onScreen.get(prose) ?? prose.sentences.some(({text}) => says(text, screens))
  onScreen.set(prose, known)
  return known
}

/** Whether a sentence explains what was configured. */
export const explains: (text: string) => boolean = remember(
  (text) =>
    says(
      text,
      /^(?:by default|in this (?:task|guide|tutorial|section|example|exercise),? (?:you|we)(?:'ve| have)? [a-z]+ed)\b/
    ) ||
    (says(text.slice(0, 1000), explanations) &&
      !says(text, /\b(?:should|verify|confirm|wait|until|you (?:will )?see|notice)\b/) &&
      !says(
        text,
        /^(?:the |this )?(?:outputs?|responses?|results?|commands?) (?:shows?|prints?|displays?|returns?|indicates?|includes?)\b/
      ))
)

/** Whether a sentence claims an outcome that a reader would look for. */
export const isClaim: (text: string) => boolean = remember((whole) => {
  if (!says(whole, claiming)) return false
  const text = whole.slice(finds(whole, repeating)?.[0].length ?? 0)
  if (
    // What is assumed is so where a guide is followed.
    (isConditional(text) && !says(text, /^assuming\b/)) ||
    isElsewhere(text) ||
    (isInstruction(text) && !says(text, promising)) ||
    says(text, purposes) ||
    says(text, requirements) ||
    text.endsWith('?')
  )
    return false
  const sentence = withSubject(text.slice(0, 1000))
  return claims.some((pattern) => says(sentence, pattern))
})
