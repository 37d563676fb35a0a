import type {Block, Content, Guide, Prose, Section, Sentence} from '../guide/guide.ts'
import {says} from '../says.ts'
import {openingOf} from './introduction.ts'
import {cleansUp} from './sections.ts'

/** "Do not use these instructions if your cluster …": what a cluster has decides between sections. */
const forbidding =
  /\b(?:do not|don['’]t|should not|shouldn['’]t|must not|cannot) (?:use|follow|apply|perform) (?:this|these|the) (?:[\w-]+ )?(?:instructions|steps|section|method|approach|procedure|commands)\b[^.]{0,200}\b(?:if|when|unless) (?:your|the) (?:[\w-]+ ){0,2}(?:cluster|environment|platform|provider)\b(?!.*\balready\b)/

/** "If you use an old release, follow these steps instead." What everyone may want is not for others. */
const guiding =
  /^\W*if your?\b(?! (?:want|wish|would|need|plan)\b|['’]d\b)(?![^,]*\byet\b)[^,]*,\s*(?:then |please |you (?:can|should|must|have to|need to) )*(?:follow|use|perform|complete|take) (?:these|the following|the) (?:steps|instructions)(?: below)?(?: instead)?[.!]\W{0,9}$/

/** "If your environment has no load balancer, you can use node ports." */
const lacking =
  /^\W*if (?:your|the) (?:[\w-]+ ){0,2}(?:cluster|environment|platform|provider) (?:has no|lacks|does not|doesn['’]t|is not|isn['’]t|cannot|can['’]t)\b[^,]*, you (?:can|must|may|should|have to|need to)\b.*[.!]\W{0,9}$/
/** "If using GKE", "When you run on OpenShift": a heading that says for whom its section is. */
const headed =
  /^(?:if|when) (?:using|running (?:on|in|with)|you(?:['’]re| are)? (?:use|using|run(?:ning)? (?:on|in|with)))\b/

/** "If you deployed it with a load balancer, …", which one section of several says of itself. */
const ofOneWay =
  /^\W*if you(?:['’]ve| have| are|['’]re)? (?:already )?(?:chose|chosen|deployed|installed|selected|use|used|using)\b[^,.]*,/

/** What a new cluster lacks is installed for everyone, and what a sentence points at is all that it is about. */
const forEveryone = /\b(?:add|already|below|create|deploy|enable|following|install|installed|set ?up|start|yet)\b/

/**
 * Find the blocks of sections that are for other readers or clusters than what else the page does, with the reason: of those
 * that begin with a sentence such as "If you use an old release, follow these steps instead." or with such a heading, with
 * their subsections.
 *
 * A section that cleans up does so after every way.
 */
export function otherSections({sections}: Guide): ReadonlyMap<Block, string> {
  const others = new Map<Block, string>()
  let other: {readonly depth: number; readonly reason: string} | null = null
  for (const [index, section] of sections.entries()) {
    if (other !== null && section.depth <= other.depth) other = null
    if (other === null) {
      const reason = reasonOf(section, sections, index)
      if (reason === null) continue
      other = {depth: section.depth, reason}
    }
    for (const content of section.contents) if (content.type === 'block') others.set(content, other.reason)
  }
  return others
}

/** Why a section is not for everyone; a page as a whole is for its readers. */
function reasonOf(section: Section, sections: readonly Section[], index: number): string | null {
  const {heading, depth} = section
  if (heading === null || depth < 2 || cleansUp(heading)) return null
  if (says(heading, headed)) return `alternative: in "${heading}"`
  const sentence = conditionOf(section) ?? wayOf(section, sections, index)
  return sentence && `alternative: "${heading}" says "${openingOf(sentence.text)}" (line ${sentence.line})`
}

/** The sentence with which a section says for whom it is. */
function conditionOf({contents}: Section): Sentence | null {
  const end = contents.findIndex((content) => !isOpening(content))
  const opening = (end === -1 ? contents : contents.slice(0, end)).filter(isOpening)
  const paragraph = opening[0]?.sentences ?? []
  const [first] = paragraph
  if (first === undefined) return null
  const isConditional = says(first.text, guiding) || isLacking(first)
  // After "Otherwise", the section is for the rest.
  if (isConditional && !paragraph.some(({text}) => says(text, /^otherwise\b/))) return first
  return opening.flatMap(({sentences}) => sentences).find(({text}) => says(text, forbidding)) ?? null
}

/** The condition with which a section begins, where the one before or after it begins with another. */
function wayOf(section: Section, sections: readonly Section[], index: number): Sentence | null {
  const sentence = openingWay(section)
  if (sentence === null) return null
  const isBeside = ({depth}: Section): boolean => depth <= section.depth
  const beside = [sections.slice(0, index).findLast(isBeside), sections.slice(index + 1).find(isBeside)]
  const isOneOfSeveral = beside.some((other) => {
    if (other?.depth !== section.depth || cleansUp(other.heading)) return false
    const way = openingWay(other)
    return way !== null && way.text !== sentence.text
  })
  return isOneOfSeveral ? sentence : null
}

function openingWay({contents: [first]}: Section): Sentence | null {
  const sentence = first !== undefined && isOpening(first) ? first.sentences[0] : undefined
  return sentence !== undefined && says(sentence.text, ofOneWay) ? sentence : null
}

function isLacking({text, links}: Sentence): boolean {
  return says(text, lacking) && !says(text, forEveryone) && links.length === 0
}

/** Whether a content is a paragraph of a whole section: items of a list and tabs speak for themselves. */
function isOpening(content: Content): content is Prose {
  return (
    content.type === 'prose' &&
    content.kind === 'paragraph' &&
    content.opensItem === undefined &&
    !content.containers.some(({type}) => type === 'tab')
  )
}
