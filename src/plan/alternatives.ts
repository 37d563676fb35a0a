import {readScript} from '../expect/script.ts'
import {unsure} from '../guide/fence-kind.ts'
import type {Block, Guide, Prose, Section} from '../guide/guide.ts'
import {says} from '../says.ts'
import {columnOf, otherWays} from './announced-ways.ts'
import {carriesOver, type Introduction, introductionOf} from './introduction.ts'
import {needlessCleanups} from './needless-cleanups.ts'
import {otherOptions} from './options.ts'
import {otherMeans} from './other-means.ts'
import {otherOutcomes} from './other-outcomes.ts'
import {otherSections} from './other-sections.ts'
import {ownCaseOf} from './own-case.ts'
import {findTemplates} from './templates.ts'

/**
 * Find the blocks that are an alternative to what the page does, with the reason: those in callouts, those that a sentence
 * such as "Otherwise, …" or "If you …" introduces, with those that read a file which only such a block makes, and what else an
 * optional section has that begins with such a block; those of sections
 * such as "Option 2", of the further ways where a sentence offers several, and of sections that begin with a condition; and
 * fences of which nobody but a person can tell that they are commands.
 *
 * A sentence introduces the blocks directly below its paragraph, and where it ends in a colon the list below it. Sections
 * that call themselves optional run: what they do excludes nothing else, and would never be tested otherwise.
 *
 * Nor do commands with placeholders run where an example follows, nor what cleans up after nothing but alternatives.
 */
export function findAlternatives(guide: Guide): ReadonlyMap<Block, string> {
  const alternatives = new Map<Block, string>([
    ...otherOptions(guide),
    ...otherWays(guide),
    ...otherSections(guide),
    ...otherMeans(guide),
    ...otherOutcomes(guide)
  ])
  for (const section of guide.sections) {
    const introduced = introducedBlocks(section)
    for (const [block, reason] of [
      ...restOfOptional(section, introduced),
      ...introduced,
      ...dependentBlocks(section, introduced)
    ])
      alternatives.set(block, reason)
    for (const content of section.contents) {
      if (content.type !== 'block') continue
      const reason = unsure.has(content.disabled) ? content.disabled : (calloutReason(content) ?? orReason(content))
      if (reason !== null) alternatives.set(content, reason)
    }
  }
  for (const [block, reason] of [...findTemplates(guide), ...needlessCleanups(guide, alternatives)])
    alternatives.set(block, reason)
  return alternatives
}

/** A quotation says what others said, and is no advice. */
function calloutReason(block: Block): string | null {
  const callout = block.containers.find((container) => container.type === 'callout' && container.kind !== 'quote')
  if (callout?.type !== 'callout') return null
  return `alternative: in ${/^[aeiou]/.test(callout.kind) ? 'an' : 'a'} ${callout.kind} (line ${callout.line})`
}

function orReason({line, or}: Block): string | null {
  return or === undefined ? null : `alternative: below \`${or}\` (line ${line})`
}

/** What a sentence introduces, and how far it reaches. */
interface Reach {
  readonly reason: string
  /** Column of its paragraph. */
  readonly column: number
  readonly over: Introduction['reach']
  /** Whether blocks that show output belong to it before any command does. */
  readonly data: boolean
}

function introducedBlocks({contents}: Section): ReadonlyMap<Block, string> {
  const introduced = new Map<Block, string>()
  const ownCase = ownCaseOf(contents)
  /** Those whose lists are open, and that of the paragraph above. */
  let lists: readonly Reach[] = []
  let above: readonly Reach[] = []
  /** That of an "or" or "Alternatively, …" that another paragraph follows. */
  let other: readonly Reach[] = []
  /** What the last command belongs to. */
  let shown: Reach | undefined
  /** Whether the lists that are open have shown a block. */
  let listed = false
  for (const [index, content] of contents.entries()) {
    const open = lists.filter(({column}) => columnOf(content) > column)
    // A block directly below a list without any belongs to what introduces the list.
    if (content.type === 'block' && !listed && open.length < lists.length) {
      above = lists.slice(open.length, open.length + 1).filter(({over}) => over === 'list')
    }
    lists = open
    if (content.type !== 'block') {
      const next = contents[index + 1]
      const isList = next !== undefined && columnOf(next) > columnOf(content)
      const leads = content.type === 'prose' && content !== ownCase && (isList || next?.type === 'block')
      above = leads ? reachOf(content) : []
      if (leads && above.length === 0) above = other
      other = content.type === 'prose' && next?.type === 'prose' && carriesOver(content, next) ? reachOf(content) : []
      if (isList) listed = false
      // What stands deeper than a paragraph that ends in a colon is the list that it introduces.
      if (isList) lists = [...lists, ...above.filter(({over}) => over !== 'blocks')]
      above = above.filter(({over}) => over !== 'list only')
      continue
    }
    listed = true
    const reach = lists.at(-1) ?? above.at(-1)
    if (content.steps.length > 0) shown = reach
    // Output below a command that does not run is not shown by another.
    if (reach !== undefined && (shown === reach || reach.data)) introduced.set(content, reach.reason)
  }
  return introduced
}

function reachOf(prose: Prose): readonly Reach[] {
  const introduction = introductionOf(prose.sentences)
  const [first] = prose.sentences
  if (introduction === null || first === undefined || prose.kind === 'table') return []
  const {opening, line, reach, data} = introduction
  const reason = `alternative: introduced by "${opening}" (line ${line})`
  return [{reason, column: first.column, over: reach, data}]
}

const optional = /^\W*optional(?:ly)?\b|\((?:optional(?:ly)?|if (?:needed|required|necessary|desired))\)/

/** The blocks of a section that calls itself optional, where its first commands are for some readers only. */
function restOfOptional(
  {heading, contents}: Section,
  introduced: ReadonlyMap<Block, string>
): readonly (readonly [Block, string])[] {
  if (heading === null || introduced.size === 0 || !says(heading, optional)) return []
  const blocks = contents.filter((content): content is Block => content.type === 'block')
  const first = blocks.find(({steps}) => steps.length > 0)
  if (first === undefined || !introduced.has(first)) return []
  return blocks.map((block) => [block, `alternative: in "${heading}", which begins with one (line ${first.line})`])
}

/** Blocks that read a file which only an alternative before them makes, and so belong to it. */
function dependentBlocks({contents}: Section, introduced: ReadonlyMap<Block, string>): ReadonlyMap<Block, string> {
  const dependent = new Map<Block, string>()
  if (introduced.size === 0) return dependent
  const blocks = contents.filter((content): content is Block => content.type === 'block' && content.steps.length > 0)
  const makers = new Map<string, Block | null>()
  for (const block of blocks) {
    for (const file of new Set(filesMadeBy(block))) makers.set(file, makers.has(file) ? null : block)
  }
  if (makers.size === 0) return dependent
  for (const block of blocks) {
    for (const word of block.value.split(/[\s"'=<>|;()]+/)) {
      const file = withoutHere(word)
      const maker = makers.get(file)
      const reason = maker == null ? undefined : introduced.get(maker)
      if (maker == null || reason === undefined || block.line <= maker.line) continue
      dependent.set(block, `${reason}, which makes \`${file}\``)
    }
  }
  return dependent
}

/** Files that a block's commands write by redirection; what a variable names is not known. */
function filesMadeBy({steps}: Block): readonly string[] {
  return steps
    .filter(({command}) => command.includes('>'))
    .flatMap(({command}) => readScript(command).calls.flatMap(({writes}) => writes))
    .map(withoutHere)
    .filter((file) => /\w\.\w+$/.test(file) && !/[$*]/.test(file))
}

function withoutHere(path: string): string {
  return path.replace(/^\.\//, '')
}
