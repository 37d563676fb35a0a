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
 * Included blocks keep their own page, line and id. A page that includes itself is a problem at the inclusion.
 */
export function expandInclusions(guide: Guide, site: Site): Expanded {
  const included: string[] = []
  const problems: Problem[] = []

  function expand(
    contents: readonly Content[],
    page: string,
    within: readonly Container[],
    open: readonly string[]
  ): Content[] {
    return contents.flatMap((content): Content[] => {
      const containers = [...within, ...content.containers]
      // Blocks know their page; of prose it is said only where it is brought in from another.
      if (content.type === 'prose' && page !== guide.path) return [{...content, containers, page}]
      if (content.type !== 'inclusion') return [within.length === 0 ? content : {...content, containers}]
      const place = {file: page, line: content.line, column: content.column}
      const path = site.resolveInclusion(content.name, page)
      const target = path === null ? null : site.guide(path)
      if (path === null || target === null) {
        problems.push(problem('missing-file', place, {found: content.name, expected: 'the boilerplates of the site'}))
        return []
      }
      if (open.includes(path)) {
        problems.push(problem('prerequisite-cycle', place, {found: path, expected: open.join(', ')}))
        return []
      }
      if (!included.includes(path)) {
        included.push(path)
        problems.push(...target.problems)
      }
      return target.sections.flatMap((section) => expand(section.contents, path, containers, [...open, path]))
    })
  }

  const sections = guide.sections.map((section): Section => {
    const plain = section.contents.every((content) => content.type !== 'inclusion')
    return plain ? section : {...section, contents: expand(section.contents, guide.path, [], [guide.path])}
  })
  return {guide: {...guide, sections, problems: [...guide.problems, ...problems]}, included}
}
