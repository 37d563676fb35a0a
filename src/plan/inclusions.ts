import type {Container, Content, Guide, Section} from '../guide/guide.ts'
import {type Problem, problem} from '../problem.ts'
import type {Site} from './site.ts'

/** A guide with the pages that it includes in place. */
export interface Expanded {
  readonly guide: Guide
  /** Pages that were brought in, in order of first use. */
  readonly included: readonly string[]
}

/**
 * Put the contents of included pages where their inclusions stand.
 *
 * Included blocks keep their own page, line and id, and included headings begin sections, as on the published page. A page that includes itself is a problem at the inclusion.
 */
export function expandInclusions(guide: Guide, site: Site): Expanded {
  const included: string[] = []
  const problems: Problem[] = []

  /** Add contents to the last of some sections; headings of included pages begin further ones. */
  function expand(
    contents: readonly Content[],
    page: string,
    within: readonly Container[],
    open: readonly string[],
    sections: OpenSection[]
  ): void {
    for (const content of contents) {
      const containers = [...within, ...content.containers]
      if (content.type === 'inclusion') include(content, page, containers, open, sections)
      // Blocks know their page; of prose it is said only where it is brought in from another.
      else if (content.type === 'prose' && page !== guide.path) add(sections, {...content, containers, page})
      else add(sections, within.length === 0 ? content : {...content, containers})
    }
  }

  function include(
    {name, line, column}: Inclusion,
    page: string,
    containers: readonly Container[],
    open: readonly string[],
    sections: OpenSection[]
  ): void {
    const place = {file: page, line, column}
    const path = site.resolveInclusion(name, page)
    const target = path === null ? null : site.guide(path)
    if (path === null || target === null) {
      problems.push(problem('missing-file', place, {found: name, expected: 'the boilerplates of the site'}))
      return
    }
    if (open.includes(path)) {
      problems.push(problem('prerequisite-cycle', place, {found: path, expected: open.join(', ')}))
      return
    }
    if (!included.includes(path)) {
      included.push(path)
      for (const found of target.problems) problems.push(found)
    }
    for (const section of target.sections) {
      if (section.heading !== null && containers.length === 0) sections.push({...section, contents: []})
      expand(section.contents, path, containers, [...open, path], sections)
    }
  }

  const sections = guide.sections.flatMap((section): readonly Section[] => {
    if (section.contents.every((content) => content.type !== 'inclusion')) return [section]
    const expanded: OpenSection[] = [{...section, contents: []}]
    expand(section.contents, guide.path, [], [guide.path], expanded)
    return expanded
  })
  return {guide: {...guide, sections, problems: [...guide.problems, ...problems]}, included}
}

type Inclusion = Extract<Content, {type: 'inclusion'}>

interface OpenSection extends Section {
  readonly contents: Content[]
}

function add(sections: readonly OpenSection[], content: Content): void {
  sections.at(-1)?.contents.push(content)
}
