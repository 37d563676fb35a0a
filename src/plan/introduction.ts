import type {Prose, Sentence} from '../guide/guide.ts'
import {says} from '../says.ts'
import {offersWays} from './announced-ways.ts'
import {isCondition} from './condition.ts'

/** A sentence that introduces an alternative. */
export interface Introduction {
  /** Its words up to the first comma, as a reader would quote it. */
  readonly opening: string
  readonly line: number
  /** The blocks below; of a sentence that ends in a colon the list below, too; or only a list. */
  readonly reach: 'blocks' | 'list' | 'list only'
  /** Whether it also introduces output alone: what a condition shows may well be what the page promises. */
  readonly data: boolean
}

/** Words before the one that counts. */
const filler = /^(?:\W*(?:note|tip|note that|but|and|however|also|finally|next|then|now|please)\b[:,]?\s+)*/i

/** Sentences that begin so lead to something else than what the page does. */
const otherWay =
  /^(?:alternatively|optionally|\(optional\)|optional:|or(?= else\b|,|\W*$|\s+(?:you|use|run|if|with|simply|just|do|set|install|apply|for)\b))/
/** "To test this, use another name instead:" does for everyone otherwise than before; "To test with Helm instead" is another way. */
const instead =
  /^(?:for example, |for instance, )?(?:to\b(?! (?:test|verify|check|confirm|demonstrate|see (?:this|that|how|what|whether))\b(?![^,]*\binstead\b))[^.]*\binstead\b|instead,|you (?:can|could|may) (?:instead|alternatively)\b)/

/** Other machines and clusters than those of kind on Linux, for which "On OpenShift, run:" introduces what is left out. */
const elsewhere =
  /^(?:for example, )?(?:on|for|in|with|using)(?: an?| the| your)? (?:google kubernetes engine|google cloud|gke|gcp|amazon eks|eks|aws|azure|aks|ibm cloud|openshift|minikube|microk8s|k3s|k3d|(?:docker|rancher) desktop|mac ?os|mac|os x|windows|powershell)\b.*:\W{0,9}$/

/** What a container does by itself: "The pod runs this command:" */
const byItself =
  /^(?:(?:when|once|after|before|while) )?(?:the|a|an|each|every|this|its) (?:[\w`-]{1,40} ){0,3}(?:containers?|probes?|pods?|kubelet|hooks?)\b[^.]*\b(?:executes|runs) (?:this|these|the|a) (?:following )?(?:shell )?(?:commands?|scripts?)\b[^.]*:\W{0,9}$/

/** What need not come about: "You may face the following error:" above a command and how it fails. */
const mayFail =
  /\b(?:you|we|users) (?:may|might|could) (?:also |sometimes |then |even )*(?:face|see|get|encounter|hit|receive|run into|experience|observe|notice)\b[^.]{0,60}\b(?:errors?|failures?|exceptions?)\b[^.]{0,60}:\W{0,9}$/

/** Words that point at the block below. */
const here = /\b(?:following|below|instead|this command|as follows)\b/
/** What a reader is to do elsewhere, or to change in the commands that are for everyone. */
const adapting =
  /,\s*(?:then |please |just |simply )*(?:(?:you|we) [\w ]{1,20} )?(?:adapt|adjust|change|edit|modify|replace|reuse|specify|substitute|update|follow|see|refer)\b/

/** A sentence that only carries its predecessor on to the block. */
const carrier =
  /^(?:for example|for instance|e\.g\.|to do (?:so|this|that))(?:,? (?:you can )?(?:run|use|enter)(?: the following(?: commands?)?)?)?\s*:$/
/** "For example, run the following command to add one:", after the sentence that it is an example of. */
const example = /^(?:for example|for instance|e\.g\.)/
/** What goes on with what the paragraph before has begun. */
const goesOn = /^(?:this|these|the following|for example|for instance|to do (?:so|this|that))\b/
/** What leads from another way back to what the page does. */
const movesOn =
  /^(?:then|next|now|finally|lastly|after(?:wards?| that)|once|when|to (?:verify|check|test|confirm|see)|verify|check|confirm|test|in (?:either|both|any) cases?|either way)\b|\bwe\b|\bin this (?:guide|tutorial|example|task|page|document)\b/

/** A sentence that says of the block below what to do with it. */
const announcing =
  /\b(?:the following (?:[\w`-]+ )?(?:command|scripts?)\b|(?:run|use|execute|enter|issue|apply|using|with|by running) (?:the following|this|these) (?:[\w`-]+ ){0,2}(?:commands?|scripts?)\b|(?:commands?|steps?) below\b)/
/** "If you leave it out, the default will apply": what happens, and nothing to do. */
const consequence =
  /,\s*(?:then )?(?:it|they|this|that|there|all [^,]*?|any [^,]*?|the [^,]*?|your [^,]*?|(?!(?:you|we)\b)[\w`./-]+) (?:(?:will|would|won['’]t|cannot|can['’]t|do(?:es)? not|do(?:es)?n['’]t)\b|appl(?:y|ies)\b|(?:is|are) (?:used|applied|ignored|assumed)\b)/

/** "If you have no `watch`, run `kubectl get pods` again by hand.": all that there is to do. */
const ownCommand = /\b(?:run|execute|use|try|enter) `[\w./-]+ [^`]+`/

/** "Run this command if the pod is stuck:", "The following steps, in case it fails:"; not what "is not there yet". */
const conditionBehind =
  /^(?:(?:run|use|execute|enter|apply|try|follow) )?(?:these|this|the following|following|below|the|here)\b [^,.:]{0,60}?\b(?:commands?|steps?|scripts?|instructions),? (?:below |(?:that you can |you can |to )(?:run|use|follow|take|try) )?(?:only )?(?:if|in case)\b(?!.*(?:\b(?:already|yet|have not)|haven['’]t)\b).*:\W{0,9}$/

/** A list of which a reader takes what applies. */
const choice =
  /\b(?:depends? on|depending on|(?:one|any|either) (?:one )?of the (?:following|options|methods)|choose (?:one|between|either|among)|the following (?:options|alternatives)|you (?:may|might) (?:also )?need to do the following)\b.*:$/

/** Tell whether the sentence of a paragraph that leads to the block below introduces an alternative. */
export function introductionOf(sentences: readonly Sentence[]): Introduction | null {
  const last = sentences.at(-1)
  if (last === undefined) return null
  const index = leadingIndex(sentences)
  const sentence = sentences[index] ?? last
  const text = plainStart(sentence.text)
  const introducing = (
    data: boolean,
    reach: Introduction['reach'] = endsInColon(last.text) ? 'list' : 'blocks'
  ): Introduction => {
    return {opening: openingOf(text), line: sentence.line, reach, data}
  }
  if (says(text, /^otherwise\b/)) {
    // After "If yours has none, see elsewhere." the other way is what the page itself does.
    const before = plainStart(sentences[index - 1]?.text ?? '')
    return says(before, /^if\b/) ? null : introducing(true)
  }
  if (says(text, otherWay) || says(text, instead)) return introducing(true)
  const isCarried = index < sentences.length - 1 && says(plainStart(last.text), example)
  if (isCondition(text) && (isCarried || !(endsInFullStop(text) && leadsNowhere(text)))) return introducing(false)
  // All that is left ends in a colon.
  if (!endsInColon(text)) return null
  if ([elsewhere, byItself, mayFail, conditionBehind].some((pattern) => says(text, pattern))) return introducing(false)
  return says(text, choice) && !offersWays(last) ? introducing(false, 'list only') : null
}

/** Which sentence leads to the block below: the last, or the one that it only carries on or adds to. */
function leadingIndex(sentences: readonly Sentence[]): number {
  const index = sentences.length - 1
  const text = plainStart(sentences[index]?.text ?? '')
  if (index === 0) return 0
  if (says(text, carrier)) return index - 1
  const governing = endsInColon(text) && !opensAnotherWay(text) ? governingIndex(sentences) : -1
  if (governing !== -1) return governing
  if (!isCondition(text) || !endsInFullStop(text) || says(text, here)) return index
  const before = sentences.slice(0, index)
  const announced = before.findLastIndex((sentence) => says(sentence.text, announcing))
  if (announced !== -1) return announced
  return says(text, consequence) || says(text, ownCommand) ? leadingIndex(before) : index
}

/** The last sentence before the closing one that still governs it, as "Alternatively, you can use a chart. This command:"; or -1. */
function governingIndex(sentences: readonly Sentence[]): number {
  for (let index = sentences.length - 1; index > 0; index--) {
    const text = plainStart(sentences[index]?.text ?? '')
    if (says(sentences[index]?.text ?? '', movesOn) || says(text, movesOn)) return -1
    const before = sentences[index - 1]
    if (before === undefined) return -1
    const isExample = index === sentences.length - 1 && says(text, example)
    if (governs(before) || (isExample && tellsWhatToDo(plainStart(before.text)))) return index - 1
  }
  return -1
}

/** Whether a condition leads to something to do: "If you want more, you can follow the steps for the second." */
function tellsWhatToDo(text: string): boolean {
  return isCondition(text) && !says(text, consequence)
}

/** Whether what a sentence introduces comes later in its paragraph, and not in it or elsewhere. */
function governs({text, links}: Sentence): boolean {
  const plain = plainStart(text)
  if (says(plain, /^alternatively\b/)) return links.length === 0 && !says(plain, adapting) && !says(plain, ownCommand)
  return isCondition(plain) && endsInFullStop(plain) && says(plain, announcing) && !says(plain, /\bskip\b/)
}

/** Whether a sentence introduces something by itself, whatever stands before it. */
function opensAnotherWay(text: string): boolean {
  return (
    [/^otherwise\b/, otherWay, instead, elsewhere, byItself, conditionBehind].some((pattern) => says(text, pattern)) ||
    isCondition(text)
  )
}

/** Whether a paragraph says only that another way follows, on which the next one goes on: "Alternatively, you can use a chart." */
export function carriesOver({sentences}: Prose, next: Prose): boolean {
  const [only] = sentences
  if (only === undefined || sentences.length > 1) return false
  if (says(only.text, /^\W*or\W*$/)) return true
  return says(next.sentences[0]?.text ?? '', goesOn) && governs(only)
}

/** The beginning of a sentence without emphasis and words such as "Note:". */
function plainStart(text: string): string {
  return text.replace(filler, '').replace(/^[\s*_]+/, '')
}

function endsInColon(text: string): boolean {
  return /:\W{0,9}$/.test(text)
}

function endsInFullStop(text: string): boolean {
  return /[.!]\W{0,9}$/.test(text)
}

/** "If you customized it, you can reuse your values." leads nowhere: the block below is for everyone. */
function leadsNowhere(text: string): boolean {
  return says(text, adapting) && !says(text, here)
}

/** The words of a sentence up to its first comma, as a reader would quote it. */
export function openingOf(text: string): string {
  const clause = /^(?:for (?:example|instance), )?[^,:]*/i.exec(text)?.[0].trim() ?? text
  const words = clause.split(' ')
  return words.length > 10 ? `${words.slice(0, 10).join(' ')} …` : clause
}
