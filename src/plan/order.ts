import type {Guide} from '../guide/guide.ts'
import type {Place} from '../place.ts'
import {type Problem, problem} from '../problem.ts'
import {isInternal, resolveAddress} from './address.ts'
import type {Configuration, Prerequisites} from './configuration.ts'
import {expandInclusions} from './inclusions.ts'
import {settingsFor} from './page-settings.ts'
import type {PlannedBlock} from './plan.ts'
import {findPrerequisites, type Prerequisite} from './prerequisites.ts'
import {sectionsOf} from './sections.ts'
import type {Site} from './site.ts'

/** A page, or the section of one, in its turn. */
export interface Visit {
  readonly path: string
  /** The fragment that names a section, or null for the whole page. */
  readonly anchor: string | null
  readonly role: PlannedBlock['role']
}

/** The pages that make up a run, in the order in which they run. */
export interface Order {
  readonly visits: readonly Visit[]
  readonly problems: readonly Problem[]
}

/**
 * Follow a guide's prerequisites, and theirs, and append the pages of `then`; each page or section runs once.
 *
 * A prerequisite that resolves to nothing, or leads back to itself, is a problem at its link; so is one that would have to
 * run where it is asked for.
 */
export function orderVisits(path: string, site: Site, configuration: Configuration): Order {
  const settings = settingsFor(configuration, path)
  const visits: Visit[] = []
  const problems: Problem[] = []
  const done = new Set<string>()
  const late: {readonly link: Prerequisite; readonly place: Place; readonly answer: Target | 'met' | null}[] = []

  function visit(target: string, anchor: string | null, role: Visit['role'], open: readonly string[]): void {
    const key = anchor === null ? target : `${target}#${anchor}`
    if (done.has(key) || done.has(target)) return
    done.add(key)
    const page = site.guide(target)
    if (page === null) return
    const guide = expandInclusions(page, site).guide
    for (const link of findPrerequisites(guide, sectionsOf(guide, anchor), settingsFor(configuration, target).tabs)) {
      follow(link, guide, role === 'afterwards' ? role : 'prerequisite', [...open, target])
    }
    visits.push({path: target, anchor, role})
  }

  function follow(link: Prerequisite, guide: Guide, role: Visit['role'], open: readonly string[]): void {
    const place = {file: link.page, line: link.line, column: link.column}
    const address = resolveAddress(link.url, (name) => settings.variables[name] ?? site.variable(name))
    const configured = pageOfSite(configuredAnswer([link.url, address], settings.prerequisites), guide.path, site)
    const answer = configured ?? answerOfSite(address, guide.path, site)
    if (link.inPlace && configured === null) {
      if (answer !== 'met' || address.startsWith('#')) late.push({link, place, answer})
      return
    }
    if (answer === 'met') return
    const target = answer === null ? null : site.guide(answer.path)
    if (answer === null || target === null || sectionsOf(target, answer.anchor).length === 0) {
      const named = configured === null || configured === 'met' ? {} : {expected: formatTarget(configured)}
      problems.push(problem('unresolved-prerequisite', place, {found: link.url, ...named}))
    } else if (open.includes(answer.path)) {
      // A page that refers to a section of its own needs nothing more; one that leads back here never ends.
      if (answer.path !== guide.path) {
        problems.push(problem('prerequisite-cycle', place, {found: answer.path, expected: open.slice(1).join(', ')}))
      }
    } else {
      visit(answer.path, answer.anchor, role, open)
    }
  }

  visit(path, null, 'guide', [])
  for (const next of settings.afterwards) {
    const {path: target, anchor} = splitFragment(next)
    if (site.guide(target) === null) {
      problems.push(problem('missing-file', {file: path, line: 1, column: 1}, {found: target, expected: 'this folder'}))
    }
    visit(target, anchor, 'afterwards', [])
  }
  // A page that takes part for another reason brings its cleanup, or comes last by configuration.
  const unfollowed = late.filter(({answer}) => answer === null || answer === 'met' || !done.has(answer.path))
  problems.push(...unfollowed.map(({link, place}) => problem('unfollowed-steps', place, {found: link.url})))
  return {visits, problems}
}

interface Target {
  readonly path: string
  readonly anchor: string | null
}

/** What configuration says meets a link, as one of some ways to write it: to the whole link, or to its page. */
function configuredAnswer(links: readonly string[], configured: Prerequisites): Target | 'met' | null {
  for (const link of links) {
    const {path, anchor} = splitFragment(link)
    const page = withoutSlash(path)
    for (const key of [link, anchor === null ? page : `${page}#${anchor}`, path, page, `${page}/`]) {
      const answer = configured[key]
      if (answer === undefined) continue
      if (typeof answer !== 'string') return 'met'
      const target = splitFragment(answer)
      const exact = key.includes('#') || target.anchor !== null
      return exact ? target : {path: target.path, anchor}
    }
  }
  return null
}

/** What configuration names as it names files, or as pages link to pages: `/docs/begin/`. */
function pageOfSite(named: Target | 'met' | null, from: string, site: Site): Target | 'met' | null {
  if (named === null || named === 'met' || !named.path.startsWith('/') || site.guide(named.path) !== null) return named
  return {...named, path: site.resolveLink(withoutSlash(named.path), from) ?? named.path}
}

/** The page that an address names; other sites are met, because nobody can follow them. */
function answerOfSite(address: string, from: string, site: Site): Target | 'met' | null {
  if (!isInternal(address)) return 'met'
  const {path, anchor} = splitFragment(address)
  const resolved = site.resolveLink(withoutSlash(path), from)
  return resolved === null ? null : {path: resolved, anchor}
}

function withoutSlash(path: string): string {
  return path.replace(/(.)\/$/, '$1')
}

function formatTarget({path, anchor}: Target): string {
  return anchor === null ? path : `${path}#${anchor}`
}

function splitFragment(url: string): Target {
  const at = url.indexOf('#')
  return at === -1 ? {path: url, anchor: null} : {path: url.slice(0, at), anchor: url.slice(at + 1) || null}
}
