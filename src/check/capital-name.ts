import {optionValue, positionals} from '../expect/reading/arguments.ts'
import {kubectlOptions} from '../expect/reading/kubectl.ts'
import type {Finding, ParsedCommand} from './finding.ts'
import {type Invocation, invocationOf} from './invocation.ts'

/** Most commands have no such word, and are not looked at more closely. */
const mayBeName = /[ /="'][A-Z][A-Z0-9_-]+(?!\w)/
const capitals = /^[A-Z][A-Z0-9]+(?:[_-][A-Z0-9]+)*$/

/** Verbs that take the name of a pod, or of what has some, as their first operand. */
const ofPods: ReadonlySet<string> = new Set(['logs', 'exec', 'attach', 'port-forward', 'debug'])
/** Verbs that take a kind and then names. */
const ofKinds: ReadonlySet<string> = new Set(['get', 'describe', 'delete', 'edit', 'scale'])
/** Only names of these kinds may have capitals. */
const free = /role|binding/i

/** Find names that Kubernetes forbids, and that therefore stand for others: `kubectl logs PODNAME -n NAMESPACE`. */
export function findCapitalNames({text, commands}: ParsedCommand): readonly Finding[] {
  if (!text.includes('kubectl') || !mayBeName.test(text)) return []
  return commands.flatMap((command): readonly Finding[] => {
    const invocation = invocationOf(command)
    const names = namesOf(invocation).filter((name) => capitals.test(name))
    return names.flatMap((found): readonly Finding[] => {
      const word = invocation.arguments.find(({text, literal}) => literal && nameIn(text) === found)
      return word === undefined
        ? []
        : [{ruleId: 'placeholder', offset: word.start + word.text.indexOf(found), detail: {found}}]
    })
  })
}

function namesOf({program, arguments: words}: Invocation): readonly string[] {
  if (program !== 'kubectl') return []
  const texts = words.map(({text}) => text)
  const [verb = '', first = '', ...others] = positionals(texts, kubectlOptions)
  const named = ofPods.has(verb) || first.includes('/') ? [first] : ofKinds.has(verb) ? others : []
  return [optionValue(texts, '-n', '--namespace') ?? '', ...(free.test(first) ? [] : named.map(nameIn))]
}

/** The name in `kind/name` or `--namespace=name`. */
function nameIn(word: string): string {
  return word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('=')) + 1)
}
