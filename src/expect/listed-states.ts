import {says} from '../says.ts'
import {optionValue, positionals} from './reading/arguments.ts'
import {kubectlOptions} from './reading/kubectl.ts'
import {unwrap} from './reading/wrapper.ts'
import type {Script} from './script.ts'
import {readSelectedField, type SelectedField} from './selected-field.ts'

/**
 * What a listing command prints: a table with columns, text of its own form and, where it is all of the text, which field, a
 * document that has no rows, or nothing until what it waits for is so.
 */
export type Listing =
  | {readonly type: 'table'; readonly columns: readonly string[]}
  | {readonly type: 'text'; readonly field: SelectedField | null}
  | {readonly type: 'document'}
  | {readonly type: 'waits'}

/** Columns of kubectl's listings that show a state or what led to it, by the names that a resource goes by. */
const columns: readonly (readonly [names: RegExp, columns: readonly string[]])[] = [
  [/^(?:po|pods?)$/, ['READY', 'STATUS', 'RESTARTS']],
  [/^(?:deploy|deployments?)(?:\.apps)?$/, ['READY', 'AVAILABLE']],
  [/^(?:sts|statefulsets?)(?:\.apps)?$/, ['READY']],
  [/^(?:ds|daemonsets?)(?:\.apps)?$/, ['DESIRED', 'READY', 'AVAILABLE']],
  [/^(?:rs|replicasets?)(?:\.apps)?$/, ['DESIRED', 'READY']],
  [/^(?:no|nodes?|ns|namespaces?|pvc|pv|persistentvolumes?|persistentvolumeclaims?|jobs?)$/, ['STATUS']],
  [/^(?:svc|services?)$/, ['EXTERNAL-IP']],
  [/^(?:gtw|gateways?)(?:\.gateway\.networking\.k8s\.io)?$/, ['ADDRESS', 'PROGRAMMED']],
  [/^(?:ing|ingress|ingresses)$/, ['ADDRESS']],
  [/^(?:certificates?|ksvc|issuers?|clusterissuers?|kustomizations?|helmreleases?)$/, ['READY']]
]

/** What the listing commands of a step print; null for steps that list nothing. */
export function listingOf(script: Script): Listing | null {
  for (const {words, substituted} of script.calls) {
    const [program, ...args] = unwrap(words)
    if (substituted || program === undefined) continue
    const [verb = '', noun = ''] = positionals(args, kubectlOptions)
    if (program === 'kubectl' || program === 'oc') {
      if (verb === 'wait' || verb === 'rollout') return {type: 'waits'}
      if (verb === 'get') return printed(args, script, kubectlColumns(noun))
    }
    if (program === 'istioctl' && /^(?:ps|proxy-status)$/.test(verb)) return printed(args, script, [])
    if (program === 'helm' && /^(?:list|ls)$/.test(verb)) return printed(args, script, ['STATUS'])
    if (/^(?:kn|flux|argocd)$/.test(program) && script.calls.length === 1)
      return {type: 'table', columns: ['READY', 'STATUS']}
    if (program === 'docker' && verb === 'ps') return printed(args, script, ['STATUS'])
  }
  return null
}

function kubectlColumns(noun: string): readonly string[] {
  const kinds = noun.split('/')[0]?.split(',') ?? []
  // A listing of several kinds has a table for each.
  if (kinds.length !== 1) return []
  return columns.find(([names]) => names.test(kinds[0] ?? ''))?.[1] ?? []
}

function printed(args: readonly string[], {ending}: Script, columns: readonly string[]): Listing {
  const format = optionValue(args, '-o', '--output', '--format', '--template')
  const formatted = format !== null && format !== 'wide'
  if (/^(?:json|yaml)$/.test(format ?? '') && !ending.piped) return {type: 'document'}
  if (ending.piped && /^(?:jq|yq)$/.test(ending.call?.words[0] ?? '')) return {type: 'document'}
  if (ending.piped) return {type: 'text', field: null}
  return formatted ? {type: 'text', field: readSelectedField(format)} : {type: 'table', columns}
}

/** Kinds of objects, as prose and as `kubectl get` names them. */
const kinds: readonly (readonly [said: RegExp, nouns: RegExp])[] = [
  [/\bpods?\b/, /^(?:po|pods?)$/],
  [/\bdeployments?\b/, /^(?:deploy|deployments?)(?:\.apps)?$/],
  [/(?<!\bvirtual )\bservices?\b(?! (?:account|entry|entries|mesh))/, /^(?:svc|services?)$/],
  [/\bsecrets?\b/, /^secrets?$/],
  [/\bconfig ?maps?\b/, /^(?:cm|configmaps?)$/],
  [/\bnetwork ?polic(?:y|ies)\b/, /^(?:netpol|networkpolic(?:y|ies))(?:\.networking\.k8s\.io)?$/],
  [/\bvirtual ?services?\b/, /^(?:vs|virtualservices?)(?:\.networking\.istio\.io)?$/],
  [/\bdestination ?rules?\b/, /^(?:dr|destinationrules?)(?:\.networking\.istio\.io)?$/],
  [/\bservice ?accounts?\b/, /^(?:sa|serviceaccounts?)$/],
  [/\bnamespaces?\b/, /^(?:ns|namespaces?)$/],
  [/\bnodes?\b/, /^(?:no|nodes?)$/],
  [/\bjobs?\b/, /^jobs?$/]
]

/** Whether a sentence speaks of one kind of object, and `kubectl get` lists another. */
export function listsOther({calls}: Script, text: string): boolean {
  const said = kinds.filter(([words]) => says(text, words))
  const [kind] = said
  if (kind === undefined || said.length > 1) return false
  return calls.some(({words}) => {
    const [verb, noun = ''] = positionals(unwrap(words).slice(1), kubectlOptions)
    const listed = verb === 'get' ? kinds.find(([, nouns]) => nouns.test(noun.split('/')[0] ?? '')) : undefined
    return listed !== undefined && listed !== kind
  })
}

/** Whether `kubectl get` asks for one object by its name. */
export function getsOne({calls}: Script): boolean {
  return calls.some(({words, substituted}) => {
    const [program, ...args] = unwrap(words)
    if (substituted || (program !== 'kubectl' && program !== 'oc')) return false
    const [verb, noun = '', name] = positionals(args, kubectlOptions)
    return verb === 'get' && (name !== undefined || noun.includes('/'))
  })
}
