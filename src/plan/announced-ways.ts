import type {Block, Content, Guide, Prose, Section, Sentence} from '../guide/guide.ts'
import {says} from '../says.ts'
import {chosenInstead} from './options.ts'
import {cleansUp} from './sections.ts'

/** "Choose one of the following ways to reach it:", "You can do so in one of two ways." */
const announcement =
  /\b(?:choose|follow|pick|select|take|use|using|with|in|by) (?:only |just )?(?:any one|one|any|either) of (?:the following\W{0,9}$|(?:(?:the|these|those|following|below|two|three|four|five) ){1,3}(?:[a-z-]{1,20} )?(?:ways|methods|options|approaches|techniques|procedures|alternatives|(?:sub)?sections)\b)/

/** What follows every way. */
const common = /^(?:verif|check|confirm|test|validat|next|see also|what['’]s next|summary|conclusion)/

/**
 * Blocks of the sections or items that are other ways than the first with commands, where the section or paragraph above them
 * ends in a sentence such as "Choose one of the following ways:". A page as a whole has more sections than ways.
 */
export function otherWays({sections}: Guide): ReadonlyMap<Block, string> {
  const others = new Map<Block, string>()
  for (const [index, section] of sections.entries()) {
    for (const at of section.contents.keys()) {
      const [first, ...rest] = itemsBelow(section.contents, at).filter((way) => way.some(runnable))
      const reason = `alternative: instead of the first of several ways (line ${first?.[0]?.line})`
      for (const block of rest.flat()) others.set(block, reason)
    }
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
  return last?.type === 'prose' && offersWays(last.sentences.at(-1))
}

/** Whether a sentence offers several ways of which a reader takes one. */
export function offersWays(sentence: Sentence | undefined): boolean {
  return says(sentence?.text ?? '', announcement)
}

/** The ways that are items of a list directly below a paragraph that offers them, whether or not their blocks are indented. */
function itemsBelow(contents: readonly Content[], index: number): readonly (readonly Block[])[] {
  const [offer, first] = contents.slice(index, index + 2)
  if (offer?.type !== 'prose' || !offersWays(offer.sentences.at(-1)) || !opensItem(first)) return []
  const ways: Block[][] = []
  for (const content of contents.slice(index + 1)) {
    if (content.type === 'block') ways.at(-1)?.push(content)
    else if (columnOf(content) > columnOf(first)) continue
    else if (opensItem(content) && columnOf(content) === columnOf(first)) ways.push([])
    else if (columnOf(content) < columnOf(first)) break
  }
  return ways
}

function opensItem(content: Content | undefined): content is Prose {
  return content?.type === 'prose' && content.opensItem === true
}

/** Where a block or paragraph begins in its line. */
export function columnOf(content: Content): number {
  return content.type === 'prose' ? (content.sentences[0]?.column ?? 1) : content.column
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

function runnable({steps}: Block): boolean {
  return steps.length > 0
}

function hasSteps({contents}: Section): boolean {
  return contents.some((content) => content.type === 'block' && runnable(content))
}
