import type {ClusterConfiguration, Configuration} from './configuration.ts'
import type {PageSettings} from './page-settings.ts'
import type {ClusterRequest} from './plan.ts'

/** Commands that talk to a cluster. Plain text is enough: a cluster too many costs seconds, one too few a guide. */
const clusterTools =
  /(^|[\s;&|("'`$/])(kubectl|oc|istioctl|helm|helmfile|kustomize|skaffold|argocd|argo|flux|linkerd|cilium|calicoctl|antctl|subctl|osm|kumactl|glooctl|meshctl|consul-k8s|telepresence|kapp|kctrl|velero|tkn|kn|vela|karmadactl|clusterctl|vcluster|virtctl|vcctl|cmctl|kubeseal|longhornctl|pinniped|sonobuoy|stern)\s/m

/**
 * Tell which clusters a guide needs.
 *
 * A page's own configuration is taken as it is. Otherwise every `CTX_<NAME>` in its commands is a cluster, and commands
 * that talk to a cluster without naming one need one.
 */
export function requestClusters(
  commands: readonly string[],
  configuration: Configuration,
  settings: PageSettings
): readonly ClusterRequest[] {
  if (settings.clusters !== null) return settings.clusters.map((cluster) => requestOf(cluster, configuration))
  const known = configuration.clusters ?? []
  return namesIn(commands, known).map((name) =>
    requestOf(known.find((cluster) => cluster.name === name) ?? {name}, configuration)
  )
}

function namesIn(commands: readonly string[], known: readonly ClusterConfiguration[]): readonly string[] {
  const names = new Set<string>()
  for (const command of commands) {
    for (const [, name = ''] of command.matchAll(/\bCTX_([A-Z0-9_]+)/g))
      names.add(name.toLowerCase().replaceAll('_', '-'))
  }
  if (names.size > 0) return [...names].sort()
  return commands.some((command) => clusterTools.test(command)) ? [known[0]?.name ?? 'cluster1'] : []
}

function requestOf(cluster: ClusterConfiguration, configuration: Configuration): ClusterRequest {
  const context = cluster.context ?? null
  return {
    name: cluster.name,
    network: cluster.network ?? 'network1',
    nodes: cluster.nodes ?? 1,
    nodeImage: cluster.nodeImage ?? configuration.nodeImage ?? null,
    kind: cluster.kind ?? {},
    context: configuration.provider === 'contexts' ? (context ?? cluster.name) : context
  }
}
