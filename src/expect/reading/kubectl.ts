import {hasOption, optionValue, positionals} from './arguments.ts'

/** Options of kubectl that take a value in the next word. */
export const kubectlOptions: ReadonlySet<string> = new Set(
  `-n --namespace --context --kubeconfig --cluster --user --as --as-group -s --server --request-timeout --token -v
  -c --container -l --selector -o --output -f --filename --field-selector --sort-by --for --timeout --tail --since -p
  --patch --type --replicas --image --port --from-literal --from-file -k --address --template --since-time --raw`
    .trim()
    .split(/\s+/)
)

/** The verb of `kubectl …`, such as `get`; the empty string without one. */
export function kubectlVerb(args: readonly string[]): string {
  return positionals(args, kubectlOptions)[0] ?? ''
}

/** Whether `kubectl …` lists objects again whenever they change. */
export function watchesKubectl(args: readonly string[]): boolean {
  return /^(?:get|events)$/.test(kubectlVerb(args)) && hasOption(args, '-w', '--watch', '--watch-only')
}

const verbs: ReadonlySet<string> = new Set(
  'get describe logs explain top events wait diff version api-resources api-versions options kustomize'.split(' ')
)

const nouns: Readonly<Record<string, ReadonlySet<string>>> = {
  rollout: new Set(['status', 'history']),
  auth: new Set(['can-i', 'whoami']),
  config: new Set(['view', 'get-contexts', 'current-context', 'get-clusters', 'get-users']),
  'cluster-info': new Set(['']),
  plugin: new Set(['list'])
}

/** Whether `kubectl …` leaves everything as it is; what `exec` runs is looked at elsewhere. */
export function readsKubectl(args: readonly string[]): boolean {
  const [verb = '', noun = ''] = positionals(args, kubectlOptions)
  if (verbs.has(verb)) return true
  if (Object.hasOwn(nouns, verb)) return nouns[verb]?.has(noun) === true
  const dryRun = optionValue(args, '--dry-run')
  return hasOption(args, '--dry-run') && dryRun !== 'none'
}
