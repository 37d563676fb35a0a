import type {Block, Guide, Section} from '../guide/guide.ts'

const option = /^([Oo]ption|[Mm]ethod|[Aa]pproach) (\d|[A-Z])\b/

/** Blocks of sections such as "Option 2" beside "Option 1": a reader takes one of them. */
export function otherOptions({sections}: Guide): ReadonlyMap<Block, string> {
  const others = new Map<Block, string>()
  let first: Section | null = null
  let other: Section | null = null
  for (const section of sections) {
    const [, word = '', which = ''] = option.exec(section.heading ?? '') ?? []
    if (other !== null && section.depth <= other.depth) other = null
    if (/^[1A]$/.test(which)) first = section
    else if (first !== null && section.depth <= first.depth) {
      const isSameChoice = section.depth === first.depth && sameWord(option.exec(first.heading ?? '')?.[1], word)
      if (isSameChoice) other = section
      else first = null
    }
    if (first === null || other === null) continue
    const reason = chosenInstead(other.heading, first.heading)
    for (const content of section.contents) if (content.type === 'block') others.set(content, reason)
  }
  return others
}

/** Why a section does not run of which another one takes the place. */
export function chosenInstead(other: string | null | undefined, chosen: string | null | undefined): string {
  return `alternative: "${other}", where "${chosen}" is chosen`
}

function sameWord(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase()
}
