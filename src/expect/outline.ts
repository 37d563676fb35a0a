import type {Block, Container, Content, Guide, Prose, Section, Step} from '../guide/guide.ts'
import {announcedBy} from '../guide/output-heading.ts'
import {says} from '../says.ts'
import {neverReturns} from './background.ts'
import {changesWorkloads} from './effects.ts'
import {listingOf} from './listed-states.ts'
import {reads} from './reading.ts'
import {isRequest} from './request.ts'
import {readScript, type Script} from './script.ts'

/** A guide as cues see it: sentences and blocks of each section in the order of the page. */
export interface OutlineSection {
  readonly entries: readonly Entry[]
  /** Those of its entries that hold commands. */
  readonly blocks: readonly BlockEntry[]
}

type Entry = SentenceEntry | BlockEntry

export interface SentenceEntry {
  readonly type: 'sentence'
  readonly prose: Prose
  readonly text: string
  readonly line: number
  /** Its place among the section's entries. */
  readonly at: number
  /** How many blocks of commands stand before it in its section. */
  readonly blocksBefore: number
  /** True for the last sentence of its paragraph. */
  readonly closing: boolean
  /** False where it speaks of a tab or an alternative that does not run, or stands in a comment. */
  readonly live: boolean
}

export interface BlockEntry {
  readonly type: 'block'
  readonly block: Block
  readonly runs: boolean
  readonly steps: readonly StepEntry[]
  /** True where one of its steps changes what cues before it were about. */
  readonly changes: boolean
}

/** A step, with what its command is known to do. */
export interface StepEntry {
  readonly step: Step
  readonly block: BlockEntry
  readonly script: Script
  readonly reads: boolean
  readonly background: boolean
  /** Sends a request whose response is its output. */
  readonly request: boolean
  /** Lists objects with their states. */
  readonly listing: boolean
}

/** Lay out a guide for the rules that look at prose and blocks side by side. */
export function outlineOf(guide: Guide, runs: (block: Block) => boolean): readonly OutlineSection[] {
  const isDead = deadContainers(guide.sections, runs)
  return joined(guide.sections).map((contents) => sectionOf(contents, runs, isDead))
}

/**
 * The contents of each section, with the blocks that a heading such as "Expected output" announces where the section above
 * has its commands.
 */
function joined(sections: readonly Section[]): readonly (readonly Content[])[] {
  const contents: (readonly Content[])[] = []
  for (const section of sections) {
    const shown = section.contents.slice(0, ownedAbove(section.contents))
    const prose = shown.some(({type}) => type === 'block') ? announcedBy(section) : null
    const above = contents.at(-1)
    if (prose === null || above === undefined || !above.some(holdsCommands)) {
      contents.push(section.contents)
      continue
    }
    contents.splice(-1, 1, [...above, prose, ...shown])
    if (shown.length < section.contents.length) contents.push(section.contents.slice(shown.length))
  }
  return contents
}

/** How many contents of a section show what commands above it print: all, or its first blocks where it has commands itself. */
function ownedAbove(contents: readonly Content[]): number {
  if (!contents.some(holdsCommands)) return contents.length
  return contents.findIndex((content) => content.type !== 'block' || holdsCommands(content))
}

function holdsCommands(content: Content): boolean {
  return content.type === 'block' && content.language === 'bash'
}

function sectionOf(
  contents: readonly Content[],
  runs: (block: Block) => boolean,
  isDead: (container: Container) => boolean
): OutlineSection {
  const entries: Entry[] = []
  const blocks: BlockEntry[] = []
  for (const content of contents) {
    if (content.type === 'block') {
      const entry = blockEntry(content, runs(content))
      const above = entries.at(-1)
      if (above?.type === 'sentence' && leavesOpen(above, content))
        entries[above.at] = {...above, text: `${above.text}:`}
      entries.push(entry)
      if (content.language === 'bash') blocks.push(entry)
    }
    if (content.type !== 'prose') continue
    const live = !content.containers.some(isDead)
    for (const [index, {text, line}] of content.sentences.entries()) {
      const closing = index === content.sentences.length - 1
      const plain = withStraightQuotes(text).trim()
      const position = {at: entries.length, blocksBefore: blocks.length}
      entries.push({type: 'sentence', prose: content, text: plain, line, ...position, closing, live})
    }
  }
  return {entries, blocks}
}

const hedged = /\b(?:may|might|could)\b/

/** Whether a sentence ends with no mark at all before the block that it leads to: "which prints". */
function leavesOpen({closing, text}: SentenceEntry, next: Block): boolean {
  return closing && next.language !== 'bash' && /[\w`)]$/.test(text) && !says(text, hedged)
}

function withStraightQuotes(text: string): string {
  return /[‘’“”]/.test(text) ? text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"') : text
}

function blockEntry(block: Block, runs: boolean): BlockEntry {
  const steps: StepEntry[] = []
  const scripts = block.steps.map(({command}) => readScript(command))
  const entry: BlockEntry = {type: 'block', block, runs, steps, changes: scripts.some(changesWorkloads)}
  for (const [index, step] of block.steps.entries()) {
    const script = scripts[index] ?? readScript(step.command)
    const background = neverReturns(script)
    steps.push({
      step,
      block: entry,
      script,
      reads: !background && reads(script),
      background,
      request: isRequest(script),
      listing: listingOf(script) !== null
    })
  }
  return entry
}

/** Which containers hold nothing that runs although they, or the other tabs of their set, hold commands. */
function deadContainers(
  sections: readonly Section[],
  runs: (block: Block) => boolean
): (container: Container) => boolean {
  const alive = new Set<string>()
  const filled = new Set<string>()
  const blocks = sections.flatMap(({contents}) => contents.filter((content) => content.type === 'block'))
  for (const block of blocks.filter(({language}) => language === 'bash')) {
    for (const container of block.containers) {
      const keys = container.type === 'tab' ? [keyOf(container), `set ${container.set}`] : [keyOf(container)]
      for (const key of keys) (runs(block) ? alive : filled).add(key)
    }
  }
  return (container) => {
    if (container.type === 'comment') return true
    const key = keyOf(container)
    if (alive.has(key)) return false
    return filled.has(key) || (container.type === 'tab' && alive.has(`set ${container.set}`))
  }
}

function keyOf(container: Container): string {
  return container.type === 'tab'
    ? `tab ${container.set} ${container.value} ${container.label} ${container.line}`
    : `${container.type} ${container.line}`
}
