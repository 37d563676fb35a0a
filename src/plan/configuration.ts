import type {RuleId, Severity} from '../rules.ts'

/** What pages cannot say. Everything has a default that suits a site laid out like istio.io. */
export interface Configuration {
  /** How blocks are written: `text` shortcodes, or fences in the manner of a site. Default: `istio`. */
  readonly preset?: 'istio' | 'kubernetes' | 'fences'
  /** Guides that run where none are named: files, folders or globs. Default: `content/en/docs`, `docs`. */
  readonly guides?: readonly string[]
  /** Folders in which site links (`/docs/…`) are looked up, first match wins. Default: `content/en`, `content`, `docs`, `.`. */
  readonly content?: readonly string[]
  /** Site data with versions. Default: `data/args.yml` where it exists. */
  readonly data?: string
  /** Values of site variables, by shortcode name; they win over the site's data. */
  readonly variables?: Readonly<Record<string, string>>
  /** Preferred tabs, best first, by category value or label. */
  readonly tabs?: readonly string[]
  /** The release that pages are about; a writable copy of it is the working directory. Default: `ISTIO_HOME`, else none. */
  readonly release?: string
  /** Environment variables that reach a guide besides the harness's own list. */
  readonly environment?: readonly string[]
  /** Programs (`sudo`) and paths (`/etc/hosts`) beyond the session that guides may use. */
  readonly allow?: readonly string[]
  /** What meets a prerequisite, by its link: a page, by its path or as links name it, with optional `#section`, or the reason why it is met. */
  readonly prerequisites?: Prerequisites
  /** What clusters of these names are like where a page says nothing else. A page has one for each `CTX_<NAME>` in its commands. */
  readonly clusters?: readonly ClusterConfiguration[]
  /** `kind` makes clusters; `contexts` uses those of the user's kubeconfig, which are never created and never deleted. */
  readonly provider?: 'kind' | 'contexts'
  /** kind's node image. `GUIDERAIL_NODE_IMAGE` wins. Default: kind's own. */
  readonly nodeImage?: string
  /** Limit of one attempt to create a cluster, such as `5m`. `GUIDERAIL_CLUSTER_TIMEOUT` wins. Default: `10m`. */
  readonly clusterTimeout?: string
  /** MetalLB's manifest, a path or an address. `GUIDERAIL_METALLB` wins. Without one, load balancers get no address. */
  readonly metallb?: string
  /** Severities of rules, or `off`. */
  readonly rules?: Readonly<Partial<Record<RuleId, Severity | 'off'>>>
  /** What single pages need, by path or glob; later entries win. */
  readonly pages?: Readonly<Record<string, PageConfiguration>>
}

/** What meets a prerequisite, by its link as pages write it. */
export type Prerequisites = Readonly<Record<string, string | {readonly met: string}>>

/** What one page needs, or every page that a glob matches. */
export interface PageConfiguration {
  /** Its clusters, exactly; none for an empty list. */
  readonly clusters?: readonly ClusterConfiguration[]
  /** What meets a prerequisite in runs of this page only; the links may stand on any page that takes part. */
  readonly prerequisites?: Prerequisites
  /** Pages that run afterwards, in the same session. */
  readonly then?: readonly string[]
  /** Preferred tabs of this page, instead of those of the whole. */
  readonly tabs?: readonly string[]
  /** Values of site variables on this page; they win over those of the whole. */
  readonly variables?: Readonly<Record<string, string>>
  /** True where versions in expected output may differ from those that are run. */
  readonly anyVersion?: boolean
  /** True where objects left behind fail a guide that has a cleanup section. */
  readonly failOnLeak?: boolean
  /** What single blocks need, by their id, as `guiderail list` shows it. Those of an included page may be in its own entry. */
  readonly blocks?: Readonly<Record<string, BlockConfiguration>>
}

/** What one block needs. It wins over what comments beside the block say, option by option. */
export interface BlockConfiguration {
  /** Why it does not run. */
  readonly skip?: string
  /** Run a block that is an alternative, or that its page keeps from running. */
  readonly run?: boolean
  /** Run its last command until the guide ends; false for one that only looks like it. */
  readonly background?: boolean
  /** Run it after the block with this id instead of where it stands. */
  readonly after?: string
  /** Expectations that replace the inferred ones: `contains "503"`, `not contains "x"`, `exit 1`, `within 5m`, `3 in a row`. */
  readonly expect?: string | readonly string[]
  /** Times to repeat the request. */
  readonly repeat?: number
  /** Limit of one attempt, such as `90s` or `5m`. */
  readonly timeout?: string
}

/** One cluster of a guide. */
export interface ClusterConfiguration {
  /** As in `${CTX_<NAME>}`, lower case; its context is called so, too. */
  readonly name: string
  /** Pods of clusters on the same network reach each other directly. Default: `network1`. */
  readonly network?: string
  /** Nodes, control plane included. Default: 1. */
  readonly nodes?: number
  /** kind's node image for this cluster. Default: that of the whole. */
  readonly nodeImage?: string
  /** kind configuration (`kind.x-k8s.io/v1alpha4`) to merge in. */
  readonly kind?: Readonly<Record<string, unknown>>
  /** For `provider: 'contexts'`: the context's name in the user's kubeconfig. */
  readonly context?: string
}
