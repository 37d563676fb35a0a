import type {Prose} from '../guide/guide.ts'
import {finds, says} from '../says.ts'
import type {Finding} from './finding.ts'

/** "SSH into the node", "exec into the pod", "open a shell on one of the machines". */
const sending =
  /(?:^|[,;:.] |\b(?:and|then|now|first|next|please|to|you|can|must|should) )((?:ssh|exec|shell|log ?in|(?:get|open|start) an? (?:interactive )?(?:shell|terminal|session|prompt)) (?:in(?:to|side)?|on(?:to)?|to) (?:(?:the|an?|one|any|each|every|all|your|this|that|these|its|of) ){1,3}(?:[\w`.'’-]{1,40} ){0,4}?`?(?:nodes?|pods?|containers?|hosts?|machines?|vms?|instances?|workers?)\b)/d
const negated = /\b(?:without|not|never|no need)\b/

/** Calls that are made from outside of what runs in a cluster, or that open a shell themselves. */
const outside =
  /(?:^|[\s;&|("'`])(?:kubectl|oc|docker|podman|nerdctl|helm|istioctl|kind|minikube|linkerd|cilium|flux|ssh|vagrant|colima|gcloud|aws|az|multipass|limactl)\s/

/**
 * What a paragraph has its reader open for the commands below it, or null.
 *
 * @returns the words of the page, such as `ssh into the node`
 */
export function sentElsewhere({sentences}: Prose, commands: readonly string[]): string | null {
  const found = sentences.map(({text}) => sendingIn(text.slice(0, 400))).find((words) => words !== null)
  return found === undefined || commands.some((command) => outside.test(command)) ? null : found
}

function sendingIn(sentence: string): string | null {
  return says(sentence, negated) ? null : (finds(sentence, sending)?.[1] ?? null)
}

/** Find a command for a shell that its page has its reader open elsewhere. */
export function findSentElsewhere({elsewhere}: {readonly elsewhere: string | null}): readonly Finding[] {
  return elsewhere === null ? [] : [{ruleId: 'sent-elsewhere', offset: 0, detail: {found: elsewhere}}]
}
