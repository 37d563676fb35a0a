import type {RuleId, Severity} from '../rules.ts'

/** What pages cannot say. Everything has a default that suits a site laid out like istio.io. */
export interface Configuration {
  /** How blocks are written: `text` shortcodes, or fences in the manner of a site. Default: `istio`. */
  readonly preset?: 'istio' | 'kubernetes' | 'fences'
  /** Guides that run where none are named: files, folders or globs. */
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
  /** Commands that may reach beyond the session (`sudo`). */
  readonly allow?: readonly string[]
  /** What meets a prerequisite, by its link: a page with optional `#section`, or the reason why it is met. */
  readonly prerequisites?: Prerequisites
  /** Clusters where a page says nothing else. Default: one for each `CTX_<NAME>` in the guide, all on one network. */
  readonly clusters?: readonly ClusterConfiguration[]
  /** `kind` makes clusters; `contexts` uses those of the user's kubeconfig, which are never created and never deleted. */
  readonly provider?: 'kind' | 'contexts'
  /** kind's node image. `GUIDERAIL_NODE_IMAGE` wins. Default: kind's own. */
  readonly nodeImage?: string
  /** MetalLB's manifest, a path or an address. `GUIDERAIL_METALLB` wins. Without one, load balancers get no address. */
  readonly metallb?: string
  /** Severities of rules, or `off`. */
  readonly rules?: Readonly<Partial<Record<RuleId, Severity | 'off'>>>
  /** What single pages need, by path or glob; later entries win. */
  readonly pages?: Readonly<Record<string, PageConfiguration>>
}

/** What meets a prerequisite, by its link as pages write it. */
export type Prerequisites = Readonly<Record<string, string | {readonly met: string}>>

export interface PageConfiguration {
  readonly clusters?: readonly ClusterConfiguration[]
  /** As above, for runs of this page only; the links may stand on any page that takes part. */
  readonly prerequisites?: Prerequisites
  /** Pages that run afterwards, in the same session. */
  readonly then?: readonly string[]
  readonly tabs?: readonly string[]
  readonly variables?: Readonly<Record<string, string>>
  /** True where versions in expected output may differ from those that are run. */
  readonly anyVersion?: boolean
  /** True where objects left behind fail the guide. */
  readonly failOnLeak?: boolean
  readonly blocks?: Readonly<Record<string, BlockConfiguration>>
}

export interface BlockConfiguration {
  /** Why it does not run. */
  readonly skip?: string
  /** Choose a block that is an alternative. */
  readonly run?: boolean
  readonly background?: boolean
  /** Run it after the block with this id instead of where it stands. */
  readonly after?: string
  /** Expectations that replace the inferred ones: `contains "503"`, `not contains "x"`, `exit 1`, `within 5m`, `3 in a row`. */
  readonly expect?: string | readonly string[]
  /** Times to repeat the request. */
  readonly repeat?: number
  /** Such as `90s` or `5m`. */
  readonly timeout?: string
}

export interface ClusterConfiguration {
  /** As in `${CTX_<NAME>}`, lower case. */
  readonly name: string
  /** Pods of clusters on the same network reach each other directly. Default: `network1`. */
  readonly network?: string
  /** Nodes, control plane included. Default: 1. */
  readonly nodes?: number
  readonly nodeImage?: string
  /** kind configuration (`kind.x-k8s.io/v1alpha4`) to merge in. */
  readonly kind?: Readonly<Record<string, unknown>>
  /** For `provider: 'contexts'`: the context's name in the user's kubeconfig. */
  readonly context?: string
}
