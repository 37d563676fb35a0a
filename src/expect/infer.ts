import type {Block, Guide, Step} from '../guide/guide.ts'
import type {BlockConfiguration} from '../plan/configuration.ts'
import type {Poll} from '../plan/plan.ts'
import type {Problem} from '../problem.ts'
import {addressesIn, keepAddresses} from './addresses.ts'
import {applyAdjacentOutput, findStrayOutput} from './adjacent-output.ts'
import {startBesideBelowHeadings} from './beside.ts'
import {readBlockOptions} from './block-options.ts'
import {applyComments} from './comments.ts'
import {findDistantClaims} from './distant-claims.ts'
import {type Draft, draftOf, timeoutOf} from './draft.ts'
import {applyEchoedStatus} from './echoed-status.ts'
import {changesWorkloads, dependsOnWorkloads} from './effects.ts'
import type {Claim, Expectation} from './expectation.ts'
import {outlineOf} from './outline.ts'
import {override} from './override.ts'
import {pollOf} from './polling.ts'
import {applyProse} from './prose.ts'
import {shareOutput} from './shared-output.ts'

/** What checks a step, and how it is run for that. */
export interface StepChecks {
  /** The exit status first. */
  readonly expectations: readonly Expectation[]
  /** How it is repeated until its expectations hold, or null for once. */
  readonly poll: Poll | null
  /** Runs until the guide ends. */
  readonly background: boolean
  /** Wait for workloads to be rolled out first. */
  readonly needsWorkloads: boolean
  /** Time limit of one attempt, in milliseconds. */
  readonly timeoutMs: number
  /** What the page shows of its output in a block of its own, where nothing stands below the command. */
  readonly sample?: string
}

/** What a guide says about its steps. */
export interface Inference {
  /** By the steps of the guide themselves, those of blocks that do not run too. */
  readonly steps: ReadonlyMap<Step, StepChecks>
  /** Claims of prose that nothing checks, where they are asked for. */
  readonly unchecked: readonly Claim[]
  /** Misspelt options. */
  readonly problems: readonly Problem[]
}

export interface InferenceOptions {
  /** Whether a block runs at all. */
  readonly runs: (block: Block) => boolean
  /** True where versions in expected output may differ from those that are run. */
  readonly anyVersion: boolean
  /** What configuration says of a block. */
  readonly configured: (block: Block) => BlockConfiguration
  /** False where nobody asks for claims that nothing checks. */
  readonly claims: boolean
}

/** Infer from a guide, whose commands and outputs are resolved, what must hold after each of its steps. */
export function inferChecks(guide: Guide, options: InferenceOptions): Inference {
  const {runs, anyVersion, claims} = options
  const outline = outlineOf(guide, runs)
  const blocks = outline.flatMap((section) => section.blocks)
  const drafts = new Map<Step, Draft>(
    blocks.flatMap(({steps}) => steps).map((entry) => [entry.step, draftOf(entry, anyVersion)])
  )
  const said = new Map(blocks.map(({block}) => [block, readBlockOptions(block, options.configured(block))]))
  const authored = new Set([...said].flatMap(([block, {clauses}]) => (clauses.length > 0 ? [block] : [])))
  const near = outline.flatMap((section) => [
    ...applyAdjacentOutput(section, drafts, authored, anyVersion),
    ...applyComments(section, drafts, authored, anyVersion),
    ...applyProse(section, drafts, authored, guide.path, anyVersion, claims),
    ...(claims ? findStrayOutput(section, drafts, authored) : [])
  ])
  startBesideBelowHeadings(guide.sections, drafts)
  for (const section of outline) {
    applyEchoedStatus(section, drafts, authored)
    shareOutput(section, drafts, authored)
  }
  const unchecked = claims ? [...near, ...findDistantClaims(outline, guide.path)] : near
  const problems = [...said].flatMap(([block, options]) => {
    const own = block.steps.flatMap((step) => drafts.get(step) ?? [])
    return [...options.problems, ...override(block, own, options, anyVersion)]
  })
  return {steps: finish([...drafts.values()], authored), unchecked, problems}
}

function finish(drafts: readonly Draft[], authored: ReadonlySet<Block>): ReadonlyMap<Step, StepChecks> {
  const steps = new Map<Step, StepChecks>()
  const given = new Set<string>()
  // A page that this one builds upon may have changed workloads before its first step.
  let unsettled = true
  for (const draft of drafts) {
    const {exit, output, promised, background, entry} = draft
    const poll = pollOf(draft)
    const needsWorkloads: boolean = unsettled && dependsOnWorkloads(entry.script)
    if (entry.block.runs) unsettled = (unsettled && !needsWorkloads) || changesWorkloads(entry.script)
    if (entry.block.runs) for (const address of addressesIn(entry.step.command)) given.add(address)
    const shown = output === null || authored.has(entry.block.block) ? output : keepAddresses(output, given)
    const stated: readonly Expectation[] = [exit, ...(shown === null ? [] : [shown]), ...promised]
    // What runs once can show nothing that lasts.
    const expectations =
      poll === null || background ? stated.map((expectation) => ({...expectation, holdMs: 0})) : stated
    const timeoutMs = timeoutOf(draft, poll !== null)
    const sample = entry.step.output === null && draft.shown !== null ? {sample: draft.shown} : {}
    steps.set(entry.step, {expectations, poll, background, needsWorkloads, timeoutMs, ...sample})
  }
  return steps
}
