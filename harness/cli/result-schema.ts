import * as v from 'valibot'
import type {Problem} from '../../src/problem.ts'
import type {RunResult} from '../../src/result.ts'
import {type RuleId, rules} from '../../src/rules.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const text = v.nullable(v.string())
const mode = v.picklist(['live', 'replay'])
const time = v.pipe(
  v.string(),
  v.check((date) => !Number.isNaN(Date.parse(date)), 'expected a date as of ISO 8601')
)

const verdict = v.object({
  type: v.picklist([
    'exit',
    'absence',
    'status',
    'samples',
    'share',
    'first',
    'same',
    'contains',
    'not-contains',
    'lines',
    'like',
    'elided',
    'table',
    'json',
    'yaml',
    'http',
    'listing'
  ]),
  line: count,
  text: v.string(),
  status: v.picklist(['passed', 'failed']),
  expected: text,
  actual: text,
  message: text,
  diff: v.array(
    v.object({sign: v.picklist([' ', '-', '+']), text: v.string(), ranges: v.array(v.tuple([count, count]))})
  ),
  hopeless: text
})

const step = v.object({
  block: v.string(),
  index: count,
  page: v.string(),
  line: count,
  role: v.picklist(['prerequisite', 'guide', 'afterwards']),
  section: text,
  command: v.string(),
  status: v.picklist(['passed', 'failed', 'skipped', 'not-recorded', 'not-run']),
  reason: text,
  attempts: count,
  startedMs: v.number(),
  durationMs: v.number(),
  exitCode: v.nullable(v.number()),
  stdout: v.string(),
  stderr: v.string(),
  prompts: v.array(v.object({question: v.string(), answer: v.string()})),
  awaited: text,
  counts: v.array(v.object({line: v.string(), count})),
  expectations: v.array(verdict)
})

const problem = v.pipe(
  v.object({
    rule: v.picklist(Object.keys(rules) as [RuleId, ...RuleId[]]),
    severity: v.picklist(['error', 'warning', 'info']),
    file: v.string(),
    line: count,
    column: count,
    message: v.string()
  }),
  v.transform(({rule, severity, file, line, column, message}): Problem => {
    return {ruleId: rule, severity, place: {file, line, column}, message}
  })
)

const guide = v.object({
  path: v.string(),
  title: v.string(),
  mode,
  status: v.picklist(['passed', 'failed']),
  startedAt: time,
  durationMs: v.number(),
  clusters: v.array(
    v.object({
      name: v.string(),
      kubernetes: v.string(),
      network: v.string(),
      durationMs: v.number(),
      reused: v.boolean()
    })
  ),
  steps: v.array(step),
  phases: v.array(v.object({name: v.string(), durationMs: v.number()})),
  recording: v.nullable(v.object({path: v.string(), recordedAt: time, versions: v.record(v.string(), v.string())})),
  unchecked: v.array(v.object({page: v.string(), line: count, text: v.string()})),
  problems: v.array(problem),
  error: text,
  diagnosis: v.array(v.object({title: v.string(), text: v.string()})),
  leftBehind: v.array(v.string()),
  leakChecked: v.boolean(),
  reachability: v.array(v.object({from: v.string(), to: v.string(), reachable: v.boolean()})),
  logs: text
})

const run = v.object({
  version: v.literal(1),
  mode: v.picklist(['live', 'replay', 'mixed']),
  startedAt: time,
  durationMs: v.number(),
  shard: v.exactOptional(
    v.object({index: count, count: v.pipe(count, v.maxValue(10_000)), others: v.array(v.string())})
  ),
  changedSince: v.exactOptional(v.string()),
  guides: v.array(guide)
})

/** Check what was read as the JSON of a run: the run, or what is wrong with it, such as `guides.0.steps: expected an array`. */
export function checkResult(read: unknown): RunResult | string {
  const checked = v.safeParse(run, read, {abortEarly: true})
  if (checked.success) return checked.output
  const [issue] = checked.issues
  return `\`${v.getDotPath(issue) ?? ''}\`: ${issue.message}`
}
