import type {Guide, Section} from '../guide/guide.ts'
import {says} from '../says.ts'

const cleanup = /^(clean(ing)?[ -]?up|clean|uninstall|tear(ing)?[ -]?down|remov(e|ing)|delet(e|ing) (the|your|all))\b/

/** The section that a fragment names with all below it, or the whole guide for null; empty where none has that anchor. */
export function sectionsOf(guide: Guide, anchor: string | null): readonly Section[] {
  if (anchor === null) return guide.sections
  const start = guide.sections.findIndex((section) => section.anchor === anchor && section.depth > 0)
  const head = guide.sections[start]
  return head === undefined ? [] : guide.sections.slice(start, endOf(guide.sections, start))
}

/**
 * Find the trailing cleanup sections: those that nothing but prose follows.
 *
 * A cleanup in the middle of a page prepares its next part, so it runs where it stands and not after a failure.
 */
export function trailingCleanup(sections: readonly Section[]): ReadonlySet<Section> {
  const found = new Set<Section>()
  const cleaning = new Set<Section>()
  for (const [index, section] of sections.entries()) {
    if (!cleansUp(section.heading)) continue
    for (const part of sections.slice(index, endOf(sections, index))) cleaning.add(part)
  }
  for (const section of sections.toReversed()) {
    if (cleaning.has(section)) found.add(section)
    else if (section.contents.some((content) => content.type === 'block' && content.steps.length > 0)) break
  }
  return found
}

/** Whether a heading is that of a section that removes what a page made. */
export function cleansUp(heading: string | null): boolean {
  return heading !== null && says(heading, cleanup)
}

function endOf(sections: readonly Section[], start: number): number {
  const depth = sections[start]?.depth ?? 0
  const next = sections.findIndex((section, index) => index > start && section.depth <= depth)
  return next === -1 ? sections.length : next
}
