import {hasGap, matchTokens, outlineOf, outlinesOfSample, readTokens, type Token} from './line.ts'
import type {Leeway, Setting} from './vary/kind.ts'

/** One line of a sample, ready to be compared with many. */
export interface LinePattern {
  readonly text: string
  /** What an actual line must have in common with it; null where no outline tells, as where the line leaves something out. */
  readonly outlines: () => readonly string[] | null
  readonly matches: (actual: ActualLine) => boolean
  /** Whether it occurs anywhere within the line. */
  readonly occursIn: (actual: ActualLine) => boolean
  /** Texts of which one is in every line that has it, one blank between words; the empty one where only values and gaps are known. */
  readonly landmarks: () => readonly string[]
}

/** One line of output; its outline is made when first asked for, and once. */
export interface ActualLine {
  readonly text: string
  readonly outline: () => string
}

/** Where lines stand, without their side. */
export type LineSetting = Omit<Setting, 'side' | 'lenient'>

/** Where lines stand on a page: as text, or as the value of a name. */
export function lineSetting({anyVersion, given}: Leeway, form: Setting['form'] = 'text', name = ''): LineSetting {
  return {form, name: name === '' ? null : name.toLowerCase(), anyVersion, given}
}

/** A line of output. */
export function actualLine(text: string, setting: LineSetting): ActualLine {
  return {text, outline: once(() => outlineOf(text, {...setting, side: 'actual', lenient: false}))}
}

/** Read a sample line. */
export function linePattern(text: string, setting: LineSetting): LinePattern {
  // Made when first asked for: most lines are equal, or differ in their outlines already.
  const chunks = once(() => chunksOf(text, setting))
  const occursIn = (actual: ActualLine, whole: boolean): boolean =>
    chunks().some((reading) => matchesChunks(reading, actual.text, setting, whole))
  const landmarks = (): readonly string[] => [...new Set(chunks().map(longestText))]
  // Of an actual line, nobody can tell which addresses were given.
  if (hasGap(text) || setting.given?.some((address) => text.includes(address))) {
    return {
      text,
      outlines: () => null,
      // Programs abridge, too.
      matches: (actual) => actual.text === text || occursIn(actual, true),
      occursIn: (actual) => actual.text.includes(text) || occursIn(actual, false),
      landmarks
    }
  }
  const strict = once(() => outlineOf(text, {...setting, side: 'sample', lenient: false}))
  const outlines = once(() => outlinesOfSample(text, {...setting, side: 'sample', lenient: false}))
  return {
    text,
    outlines,
    matches: (actual) => {
      // A made-up suffix is rare, so that reading is tried last.
      return actual.text === text || strict() === actual.outline() || outlines().includes(actual.outline())
    },
    occursIn: (actual) => actual.text.includes(text) || occursIn(actual, false),
    landmarks
  }
}

function once<T>(make: () => T): () => T {
  let made: {readonly value: T} | null = null
  return () => {
    made ??= {value: make()}
    return made.value
  }
}

type Chunks = readonly (readonly Token[])[]

// Tokens between gaps, once as they are and once with made-up suffixes read as generated ones.
function chunksOf(text: string, setting: LineSetting): readonly Chunks[] {
  return [false, true].map((lenient) => {
    const chunks: Token[][] = [[]]
    for (const token of readTokens(text, {...setting, side: 'sample', lenient})) {
      if (token.type === 'gap') chunks.push([])
      else chunks.at(-1)?.push(token)
    }
    return chunks
  })
}

function longestText(chunks: Chunks): string {
  const texts = chunks.flatMap((chunk) => {
    const runs = ['']
    for (const {type, text} of chunk) {
      if (type === 'value') runs.push('')
      else runs.push((runs.pop() ?? '') + (type === 'blank' ? ' ' : text))
    }
    return runs.map((run) => run.trim())
  })
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '')
}

// Leftmost matches suffice: what follows a gap may be anywhere after it. Only the ends of a whole line are anchored.
function matchesChunks(chunks: Chunks, text: string, setting: LineSetting, whole: boolean): boolean {
  const actual: Setting = {...setting, side: 'actual', lenient: false}
  let at = 0
  for (const [index, chunk] of chunks.entries()) {
    const first = whole && index === 0
    const last = whole && index === chunks.length - 1
    if (chunk.length === 0) continue
    const end = first ? matchTokens(chunk, text, 0, actual) : findChunk(chunk, text, at, actual, last)
    if (end === -1 || (last && end !== text.length)) return false
    at = end
  }
  return true
}

function findChunk(chunk: readonly Token[], text: string, from: number, setting: Setting, atEnd: boolean): number {
  const head = chunk[0]
  for (let at = from; at <= text.length; at++) {
    if (head?.type === 'text') {
      at = text.indexOf(head.text, at)
      if (at === -1) return -1
    }
    const end = matchTokens(chunk, text, at, setting)
    if (end !== -1 && (!atEnd || end === text.length)) return end
  }
  return -1
}
