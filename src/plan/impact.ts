import type {Configuration} from './configuration.ts'
import {settingsFor} from './page-settings.ts'
import type {Plan} from './plan.ts'
import {isHarmless} from './territory.ts'

/** A change of a site, with what is needed to tell which guides it touches. Paths are relative to the working directory. */
export interface SiteChange {
  /** Files that were added, edited or removed. */
  readonly files: readonly string[]
  /** Plans by the path of their guide, as they are and as they were; null for a page that was no guide. */
  readonly plans: readonly {readonly now: Plan; readonly before: Plan | null}[]
  /** The recording of a guide. */
  readonly recordingOf: (guide: string) => string
  /** The release's folder, or null where none is at hand. */
  readonly release: string | null
  /** The site's data. */
  readonly data: string
  /** The configuration as it is and as it was; `before` is null where that cannot be read any more. */
  readonly configuration: {readonly now: Configuration; readonly before: Configuration | null}
  /** The configuration's own file, or null for the defaults. */
  readonly configurationFile: string | null
  /** Further files that the configuration imports. */
  readonly configurationModules: readonly string[]
}

/** Guides that a change touches, each with the reasons, in the order of the plans. */
export type Impact = ReadonlyMap<string, readonly string[]>

/**
 * Find the guides that a change touches.
 *
 * A guide depends on its page and what that includes, on its prerequisites and theirs, on pages that run afterwards, on samples
 * that its commands name, on site data that it shows, on its entries in the configuration, and on its recording. What else the
 * configuration says, and files that nothing is known about, may matter to all.
 */
export function findImpact(change: SiteChange): Impact {
  const everywhere = reasonsForAll(change)
  const impact = new Map<string, readonly string[]>()
  for (const {now, before} of change.plans) {
    const reasons = [...new Set([...ownReasons(now, before, change), ...everywhere])]
    if (reasons.length > 0) impact.set(now.path, reasons)
  }
  return impact
}

function ownReasons(now: Plan, before: Plan | null, change: SiteChange): readonly string[] {
  const plans = before === null ? [now] : [now, before]
  const reasons = change.files.flatMap((file): readonly string[] => {
    if (file === now.path) return ['the page itself']
    if (file === change.recordingOf(now.path)) return ['its recording']
    const reading = plans.find(({pages}) => pages.includes(file))
    if (reading !== undefined) return [describePage(file, reading)]
    const sample = change.release === null ? null : sampleIn(change.release, file, plans)
    return sample === null ? [] : [`the sample ${sample}`]
  })
  if (change.files.includes(change.data) && reasons.length === 0 && !isEqual(now, before)) {
    reasons.push(`site data that it shows (${change.data})`)
  }
  const {configuration} = change
  if (configuration.before !== null && entriesDiffer(now, configuration.now, configuration.before)) {
    reasons.push(`its entry in ${change.configurationFile ?? 'the configuration'}`)
  }
  return reasons
}

function describePage(page: string, plan: Plan): string {
  const role = plan.blocks.find((block) => block.page === page)?.role
  if (role === 'prerequisite') return `its prerequisite ${page}`
  return role === 'afterwards' ? `${page}, which runs afterwards` : `${page}, which it includes`
}

/** The sample of a plan that a file is, or is part of. */
function sampleIn(release: string, file: string, plans: readonly Plan[]): string | null {
  const folder = release === '.' ? '' : `${release}/`
  if (!file.startsWith(folder)) return null
  const path = file.slice(folder.length)
  const named = plans.flatMap(({samples}) => samples).some((sample) => isWithin(path, sample))
  const mentioned = (plan: Plan): boolean =>
    plan.blocks.some(({skip, steps}) => skip === null && steps.some(({command}) => command.includes(path)))
  return named || plans.some(mentioned) ? path : null
}

function isWithin(path: string, sample: string): boolean {
  const plain = sample.replace(/\/+$/, '')
  return path === plain || path.startsWith(`${plain}/`)
}

function entriesDiffer(plan: Plan, now: Configuration, before: Configuration): boolean {
  return plan.pages.some((page) => !isEqual(entriesOf(now, page), entriesOf(before, page)))
}

/** What the configuration says about a page alone. */
function entriesOf({pages}: Configuration, page: string): unknown {
  return settingsFor(pages === undefined ? {} : {pages}, page)
}

function reasonsForAll(change: SiteChange): readonly string[] {
  const {configuration, configurationFile, configurationModules} = change
  const module = change.files.find((file) => configurationModules.includes(file))
  const unknown = change.files.find((file) => file !== configurationFile && file !== module && !isKnown(file, change))
  const reasons = module === undefined ? [] : [`${module}, which the configuration imports`]
  if (configuration.before === null) reasons.push(`${configurationFile}, which cannot be compared with what it was`)
  else {
    const keys = changedKeys(configuration.now, configuration.before)
    if (keys.length > 0) reasons.push(`${keys.map((key) => `\`${key}\``).join(', ')} of the configuration`)
  }
  if (unknown !== undefined) reasons.push(`${unknown}, which may matter to any guide`)
  return reasons
}

function changedKeys(now: Configuration, before: Configuration): readonly string[] {
  const {pages: _, ...rest} = now
  const {pages: __, ...former} = before
  const one: Readonly<Record<string, unknown>> = rest
  const other: Readonly<Record<string, unknown>> = former
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((key) => !isEqual(one[key], other[key]))
    .sort()
}

function isKnown(file: string, change: SiteChange): boolean {
  const {release, data, plans, configuration} = change
  if (file === data || plans.some(({now}) => file === change.recordingOf(now.path))) return true
  if (release !== null && release !== '.' && file.startsWith(`${release}/`)) return true
  return isHarmless(file, configuration.now.content ?? [])
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
