import {readBlockOptions} from '../expect/block-options.ts'
import type {Claim} from '../expect/expectation.ts'
import {inferChecks} from '../expect/infer.ts'
import type {Block, Section, Step} from '../guide/guide.ts'
import {type Problem, problem} from '../problem.ts'
import type {RuleFilter} from '../rules.ts'
import {findAlternatives} from './alternatives.ts'
import type {BlockConfiguration, Configuration} from './configuration.ts'
import {expandInclusions} from './inclusions.ts'
import {checkNamedBlocks} from './named-blocks.ts'
import type {Visit} from './order.ts'
import {findBlockSettings, settingsFor} from './page-settings.ts'
import type {PlannedBlock, PlannedStep} from './plan.ts'
import {resolveGuide} from './resolve.ts'
import {sectionsOf, trailingCleanup} from './sections.ts'
import type {Site} from './site.ts'
import {checkPageLayout} from './step-checks.ts'
import {findOtherTabs} from './tabs.ts'
import {findUnchosen} from './unchosen.ts'

/** What one page adds to a plan. */
export interface PageBlocks {
  readonly blocks: readonly PlannedBlock[]
  /** The page and those that it includes. */
  readonly pages: readonly string[]
  readonly samples: readonly string[]
  readonly unchecked: readonly Claim[]
  readonly problems: readonly Problem[]
}

/** What is looked for in a page besides what runs. */
export interface Search {
  /** Whether a rule is. */
  readonly seeks: RuleFilter
  /** Whether claims are that nothing checks. */
  readonly claims: boolean
}

/** Plan the blocks of a page, or of the section that a visit names, in the order in which they run. */
export function planPageBlocks(visit: Visit, site: Site, configuration: Configuration, search: Search): PageBlocks {
  const page = site.guide(visit.path)
  if (page === null) return {blocks: [], pages: [], samples: [], unchecked: [], problems: []}
  const settings = settingsFor(configuration, visit.path)
  const configured = findBlockSettings(configuration, visit.path)
  const expanded = expandInclusions(page, site)
  const part = {...expanded.guide, sections: sectionsOf(expanded.guide, visit.anchor)}
  const alternatives = findAlternatives(part)
  const skips = skipReasons(part.sections, [findOtherTabs(part, settings.tabs), alternatives], configured)
  const runs = (block: Block): boolean => !skips.has(placeKey(block))
  const {guide, samples} = resolveGuide(part, site, settings.variables, runs)
  const inference = inferChecks(guide, {
    runs,
    anyVersion: settings.anyVersion,
    configured,
    claims: search.claims
  })
  const optional = new Set([...alternatives.keys()].map(placeKey))
  const cleanups = trailingCleanup(guide.sections)

  const planned = guide.sections.flatMap((section) =>
    section.contents.filter(isRunnable).map((block): PlannedBlock => {
      const skip = skips.get(placeKey(block)) ?? null
      return {
        id: block.id,
        page: block.page,
        line: block.line,
        language: block.language,
        role: visit.role,
        section: section.heading,
        skip,
        alternative: skip !== null && optional.has(placeKey(block)),
        cleanup: cleanups.has(section),
        steps: block.steps.map((step) => planStep(step, inference.steps))
      }
    })
  )
  const notes = planned
    .filter((block) => block.alternative)
    .map((block) => problem('alternative', {file: block.page, line: block.line, column: 1}, {found: block.skip ?? ''}))
  const reasonOf = (block: Block): string | null =>
    optional.has(placeKey(block)) ? (skips.get(placeKey(block)) ?? null) : null
  const unchosen = findUnchosen(guide.sections, reasonOf).map(({page, line, id}) =>
    problem('unchosen-alternative', {file: page, line, column: 1}, {found: id})
  )
  const moved = moveBlocks(planned, movesOf(guide.sections, configured))
  const all = expanded.guide.sections.flatMap((section) => section.contents.filter(isRunnable))
  const named = [
    ...checkNamedBlocks([...settings.namedBlocks, ...moved.missing], all, visit.path),
    ...expanded.included.flatMap((path) => {
      const own = all.filter((block) => block.page === path)
      return checkNamedBlocks(settingsFor(configuration, path).namedBlocks, own, path)
    })
  ]
  return {
    blocks: moved.blocks,
    pages: [visit.path, ...expanded.included],
    samples,
    unchecked: inference.unchecked,
    problems: [...checkPageLayout(guide, runs, search.seeks), ...inference.problems, ...notes, ...unchosen, ...named]
  }
}

function isRunnable(content: Section['contents'][number]): content is Block {
  return content.type === 'block' && content.language === 'bash'
}

/** Ids may repeat on a page, since sections may share a heading; places do not. */
function placeKey(block: Block): string {
  return `${block.page}:${block.line}`
}

/** Why blocks do not run, by place: configuration's word first, then the author's, then the tabs', then the prose's. */
function skipReasons(
  sections: readonly Section[],
  found: readonly ReadonlyMap<Block, string>[],
  configured: (block: Block) => BlockConfiguration
): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>()
  for (const block of sections.flatMap(({contents}) => contents.filter(isRunnable))) {
    const {skip, run} = readBlockOptions(block, configured(block))
    const inferred = block.disabled ?? found.map((reasons) => reasons.get(block)).find((reason) => reason !== undefined)
    const reason = skip ?? (run ? undefined : inferred)
    if (reason !== undefined) reasons.set(placeKey(block), reason)
  }
  return reasons
}

function planStep(
  step: Step,
  inferred: ReadonlyMap<Step, Omit<PlannedStep, 'line' | 'command' | 'output'>>
): PlannedStep {
  const checks = inferred.get(step)
  // A step of a block that does not run is listed all the same; nothing is inferred for it.
  const idle = {expectations: [], background: false, poll: null, needsWorkloads: false, timeoutMs: 0}
  return {line: step.line, command: step.command, output: step.output?.text ?? null, ...(checks ?? idle)}
}

/** Which blocks run after which others: what comments say in the order of the page. */
function movesOf(
  sections: readonly Section[],
  configured: (block: Block) => BlockConfiguration
): readonly (readonly [id: string, after: string])[] {
  return sections.flatMap(({contents}) =>
    contents.filter(isRunnable).flatMap((block) => {
      const {after} = readBlockOptions(block, configured(block))
      return after === null ? [] : [[block.id, after] as const]
    })
  )
}

/** Move blocks behind those that `after` names; tells which of these are not there. */
function moveBlocks(
  planned: readonly PlannedBlock[],
  moves: readonly (readonly [id: string, after: string])[]
): {readonly blocks: readonly PlannedBlock[]; readonly missing: readonly string[]} {
  const blocks = [...planned]
  const missing: string[] = []
  for (const [id, after] of moves) {
    const from = blocks.findIndex((block) => block.id === id)
    if (from === -1) continue
    const [moving] = blocks.splice(from, 1)
    const to = blocks.findIndex((block) => block.id === after)
    if (to === -1) missing.push(after)
    if (moving !== undefined) blocks.splice(to === -1 ? from : to + 1, 0, moving)
  }
  return {blocks, missing}
}
