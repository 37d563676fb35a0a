import * as v from 'valibot'
import {parseDuration} from '../../src/duration.ts'
import type {Configuration} from '../../src/plan/configuration.ts'
import {type RuleId, rules} from '../../src/rules.ts'

const strings = v.array(v.string())
const duration = v.pipe(
  v.string(),
  v.check((text) => parseDuration(text) !== null, 'expected a duration such as `90s` or `5m`')
)
const ruleIds = Object.keys(rules) as [RuleId, ...RuleId[]]

const cluster = v.strictObject({
  name: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$/, 'expected up to 20 lower-case letters, digits and dashes')
  ),
  network: v.optional(v.string()),
  nodes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  nodeImage: v.optional(v.string()),
  kind: v.optional(v.record(v.string(), v.unknown())),
  context: v.optional(v.string())
})

const block = v.strictObject({
  skip: v.optional(v.pipe(v.string(), v.minLength(1, 'skipping needs a written reason'))),
  run: v.optional(v.boolean()),
  background: v.optional(v.boolean()),
  after: v.optional(v.string()),
  expect: v.optional(v.union([v.string(), strings])),
  repeat: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  timeout: v.optional(duration)
})

const prerequisites = v.record(
  v.string(),
  v.union([v.string(), v.strictObject({met: v.pipe(v.string(), v.minLength(1))})])
)

const page = v.strictObject({
  prerequisites: v.optional(prerequisites),
  clusters: v.optional(v.array(cluster)),
  then: v.optional(strings),
  tabs: v.optional(strings),
  variables: v.optional(v.record(v.string(), v.string())),
  anyVersion: v.optional(v.boolean()),
  failOnLeak: v.optional(v.boolean()),
  blocks: v.optional(v.record(v.string(), block))
})

const configuration = v.strictObject({
  preset: v.optional(v.picklist(['istio', 'kubernetes', 'fences'])),
  guides: v.optional(strings),
  content: v.optional(strings),
  data: v.optional(v.string()),
  variables: v.optional(v.record(v.string(), v.string())),
  tabs: v.optional(strings),
  release: v.optional(v.string()),
  environment: v.optional(strings),
  allow: v.optional(strings),
  prerequisites: v.optional(prerequisites),
  clusters: v.optional(v.array(cluster)),
  provider: v.optional(v.picklist(['kind', 'contexts'])),
  nodeImage: v.optional(v.string()),
  clusterTimeout: v.optional(duration),
  metallb: v.optional(v.string()),
  rules: v.optional(v.record(v.picklist(ruleIds), v.picklist(['error', 'warning', 'info', 'off']))),
  pages: v.optional(v.record(v.string(), page))
})

/** One thing that is wrong with a configuration: where in it, and what was expected. */
export interface ConfigurationIssue {
  /** Such as `pages["docs/a.md"].blocks.b_1`. */
  readonly path: string
  readonly message: string
}

/** Check a configuration as it was loaded; every unknown or misspelt option is an issue. */
export function checkConfiguration(loaded: unknown): Configuration | readonly ConfigurationIssue[] {
  const result = v.safeParse(configuration, loaded)
  if (result.success) return result.output as Configuration
  return result.issues.map((issue) => ({
    path: (issue.path ?? [])
      .map((item) => renderKey(item.key))
      .join('')
      .replace(/^\./, ''),
    message: issue.message
  }))
}

function renderKey(key: unknown): string {
  const text = String(key)
  return /^\w+$/.test(text) && !/^\d+$/.test(text) ? `.${text}` : `[${JSON.stringify(key)}]`
}
