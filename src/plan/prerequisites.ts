import type {Content, Guide, Link, Section, Sentence} from '../guide/guide.ts'
import {says} from '../says.ts'
import {cleansUp} from './sections.ts'
import {chooseTabs, otherTab} from './tabs.ts'

/** A link, with the page on which it stands: the guide's own or one that it includes. */
export interface Prerequisite extends Link {
  readonly page: string
  /** Whether its steps are wanted where the link stands, which is too late for a prerequisite. */
  readonly inPlace: boolean
}

/** Sections whose links lead on, not back. */
const onward = /^(next steps?|what'?s next|see also|related|further reading|learn more)\b/

/** Sections that say what must be there before. */
const preparing =
  /^(before you begin|before you start|before starting|prerequisites?|requirements?|set ?up|preparation)\b/

/** Words of a sentence that ask for something to be finished first. */
const first = /\b(before|first|prerequisites?|must have|make sure|ensure|be sure|already)\b/

/** Things to do with a page; reading one is none of them. */
const doing =
  /\b(complete|completed|follow|followed|following|perform|performed|do|done|run|set ?up|install|installed|deploy|deployed|start|started|steps under|steps in|instructions)\b/

/** "Follow the instructions in [a](/a) to set `X`": what comes after uses what they leave. */
const furnishing =
  /^(?:now |then |next,? )?follow (?:the|these|those) (?:same )?(?:instructions|steps)\b.*\bto (?:define|determine|export|get|obtain|retrieve|set)\b/

/** "Follow the [guide](/a) to install `X`", "to set `X`": what is there afterwards is taken for given. */
const directing = /^\W*(?:(?:now|then|next|first|please)\b,? )?follow (?:(?:the|our|this|these|those) (?:same )?)?$/
const directed =
  /^[\s*_"'”]*(?:(?:guide|tutorial|task|page|section|instructions|steps)\b )?to (?:configure|create|define|deploy|enable|export|generate|install|prepare|set|start)\b/

/** "Follow the same steps as [a](/a).": a sentence that has nothing but steps elsewhere, up to the link and behind it. */
const referring =
  /^\W*(?:(?:now|then|next|finally|again)\b,? )?(?:follow|complete|repeat|perform) (?:all )?(?:of )?the (?:same )?(?:steps|instructions)(?: (?:described|given|outlined|shown))? (?:in|of|as|as in|from|under) (?:the )?$/
const referred = /^[\s*_"'”]*(?:(?:section|task|guide|page|tutorial|example)\b(?: (?:above|again))?)?[.!]?$/

/** What leads to the page that a section is in: "the set-up of the …", "In the …, do the set-up". */
const whereabouts =
  /(?:\b(?:at|for|from|in|of|on|under|within)(?: (?:our|that|the|this))?(?: [\w-]+)?\W{0,9}|\([^()]*)$/
const opensWithWhereabouts = /^\W*(?:at|from|in|on|under)(?: (?:our|that|the|this))? \W{0,9}$/

/** Pages that are only to be read: "Review the concepts", "see the overview for details". */
const reading = /^\W*(review|read|see|learn|refer|check out|for (more|details|information))\b/

/** "Perform either [that task](/a) or the following command": the block below is the choice that the page itself shows. */
const either = /\beither\b/
const orBelow =
  /\bor (?:by |to )?(?:run|running|use|using|execute|executing|apply|applying) (?:the following|these|this)(?: [\w`-]+)?\b/

/** Words that ask for what is behind a link, whatever stands below. */
const asking =
  /\b(?:follow(?:ed|ing)?|completed?|perform(?:ed|ing)?|described|explained|shown|guide|task|tutorial|steps|instructions)\b/
/** Of a sentence that a block completes, what goes on behind a link: "deploy [a](/a) and label it:". */
const goingOn = /\b(?:and|then)\b/

/** What a sentence takes for given, up to the link: "If you have [automatic injection](/a) enabled, run …". */
const supposed = /^\W*(?:if|when|where|once) (?:you|your)\b(?![^,]*\b(?:not|never|[a-z]+n['’]t)\b)[^,]*$/

/**
 * Find the links of a guide to what a reader is told to complete first.
 *
 * A link counts where its sentence asks to do something with the page before this one, to set what this one uses, only to
 * follow its steps, or stands among the preparations, and not in a tab that was not chosen; a link called "Before you begin"
 * counts in any sentence but one that only refers to it. Links under "Next steps" are never followed.
 */
export function findPrerequisites(
  guide: Guide,
  sections: readonly Section[] = guide.sections,
  tabs: readonly string[] = []
): readonly Prerequisite[] {
  const links: Prerequisite[] = []
  const chosen = chooseTabs(guide, tabs)
  /** Sections that have run, without those whose effect lasts in any case. */
  const passed = new Set<string>()
  const last = guide.sections.flatMap(({contents}) => contents).findLast(hasSteps)
  let isOver = false
  for (const section of sections) {
    if (section.heading !== null && says(section.heading, onward)) continue
    const prepares = section.heading !== null && says(section.heading, preparing)
    for (const [index, content] of section.contents.entries()) {
      if (content === last) isOver = true
      if (content.type !== 'prose' || otherTab(content, chosen) !== undefined) continue
      const page = content.page ?? guide.path
      const isAside = content.containers.some(({type}) => type === 'callout')
      const next = section.contents[index + 1]
      const introduction = next !== undefined && hasSteps(next) ? content.sentences.at(-1) : undefined
      for (const sentence of content.sentences) {
        for (const link of pagesFirst(sentence)) {
          if (sentence === introduction && isMetBelow(sentence, link)) continue
          // Among preparations, what is asked for comes before everything in any case.
          if (!prepares && !isAside && refersTo(sentence, link)) {
            const repeats = link.url.startsWith('#') && passed.has(link.url.slice(1))
            const inPlace = repeats || isOver || cleansUp(section.heading) || cleansUp(link.text)
            links.push({...link, page, inPlace})
          } else if (asksFor(sentence, link, prepares) && !namesPageOnly(link, sentence)) {
            links.push({...link, page, inPlace: false})
          }
        }
      }
    }
    if (!prepares) passed.add(section.anchor)
  }
  return links
}

function hasSteps(content: Content): boolean {
  return content.type === 'block' && content.steps.length > 0
}

function refersTo(sentence: Sentence, link: Link): boolean {
  const start = before(sentence, link)
  return says(start, referring) && says(sentence.text.slice(start.length + link.text.length), referred)
}

/** Whether a sentence is about the block below it: what it links to is the other choice, or only a reference. */
function isMetBelow(sentence: Sentence, link: Link): boolean {
  if (!/:\W{0,9}$/.test(sentence.text)) return false
  const start = before(sentence, link)
  const end = sentence.text.slice(start.length + link.text.length)
  if (says(start, either) && says(end, orBelow)) return true
  return !says(sentence.text, asking) && !says(sentence.text, first) && !says(end, goingOn)
}

function asksFor(sentence: Sentence, link: Link, prepares: boolean): boolean {
  const {text} = sentence
  const asks =
    (says(text, doing) && (prepares || says(text, first) || says(text, furnishing))) || isDirected(sentence, link)
  if (!asks && !says(link.text, /^before you (begin|start)$/)) return false
  const start = before(sentence, link)
  return !says(text, reading) && !says(start, supposed) && !says(start, /\((see|refer to)\b[^)]*$/)
}

function isDirected(sentence: Sentence, link: Link): boolean {
  const start = before(sentence, link)
  return says(start, directing) && says(sentence.text.slice(start.length + link.text.length), directed)
}

/**
 * Whether a link to a page only says where a section of it is, to which another link of its sentence leads: "Do the
 * [set-up](/a#set-up) of the [task](/a)"; in "Deploy the [app](/a) with its [rules](/a#rules)", the section is in it.
 */
function namesPageOnly(link: Link, sentence: Sentence): boolean {
  const sections = sentence.links.filter((other) => isSectionOf(other, link))
  if (sections.length === 0) return false
  const start = before(sentence, link)
  const end = sentence.text.slice(start.length + link.text.length)
  const isBehind = sections.some((other) => before(sentence, other).length < start.length)
  return says(start, isBehind ? whereabouts : opensWithWhereabouts) || /^\W*['’]s\b/.test(end)
}

/** The links of a sentence, pages before their sections: what runs as a whole need not run in part. */
function pagesFirst({links}: Sentence): readonly Link[] {
  const pages = links.filter((link) => links.some((other) => isSectionOf(other, link)))
  return pages.length === 0 ? links : [...pages, ...links.filter((link) => !pages.includes(link))]
}

function isSectionOf({url}: Link, page: Link): boolean {
  const path = page.url.replace(/\/$/, '')
  return url.startsWith(path) && /^\/?#./.test(url.slice(path.length))
}

function before(sentence: Sentence, link: Link): string {
  return sentence.text.slice(0, Math.max(0, sentence.text.indexOf(link.text)))
}
