import type {Block, Guide, Section} from '../guide/guide.ts'
import {says} from '../says.ts'
import {chosenInstead} from './options.ts'
import {cleansUp} from './sections.ts'

/** "Choose one of the following ways to reach it:", "You can do so in one of two ways." */
const announcement =
  /\b(?:choose|follow|pick|select|take|use|using|with|in|by) (?:only |just )?(?:any one|one|any|either) of (?:the following\W{0,9}$|(?:(?:the|these|those|following|below|two|three|four|five) ){1,3}(?:[a-z-]{1,20} )?(?:ways|methods|options|approaches|techniques|procedures|alternatives|(?:sub)?sections)\b)/

/** What follows every way. */
const common = /^(?:verif|check|confirm|test|validat|next|see also|what['’]s next|summary|conclusion)/

/**
 * Blocks of the sections that are other ways than the first with commands, where the section above them ends in a sentence
 * such as "Choose one of the following ways:". A page as a whole has more sections than ways.
 */
export function otherWays({sections}: Guide): ReadonlyMap<Block, string> {
  const others = new Map<Block, string>()
  for (const [index, section] of sections.entries()) {
    if (section.depth < 2 || !announcesWays(section)) continue
    const [first, ...rest] = waysBelow(sections, index).filter((way) => way.some(hasSteps))
    for (const way of rest) {
      const reason = chosenInstead(way[0]?.heading, first?.[0]?.heading)
      for (const {contents} of way)
        for (const content of contents) if (content.type === 'block') others.set(content, reason)
    }
  }
  return others
}

function announcesWays({contents}: Section): boolean {
  const last = contents.at(-1)
  return last?.type === 'prose' && says(last.sentences.at(-1)?.text ?? '', announcement)
}

/** The ways directly below a section, each with its subsections, up to what is common to them. */
function waysBelow(sections: readonly Section[], index: number): readonly (readonly Section[])[] {
  const ways: Section[][] = []
  const depth = sections[index + 1]?.depth ?? 0
  for (const section of sections.slice(index + 1)) {
    if (section.depth <= (sections[index]?.depth ?? 0)) break
    if (cleansUp(section.heading) || says(section.heading ?? '', common)) break
    if (section.depth <= depth) ways.push([section])
    else ways.at(-1)?.push(section)
  }
  return ways
}

function hasSteps({contents}: Section): boolean {
  return contents.some((content) => content.type === 'block' && content.steps.length > 0)
}
