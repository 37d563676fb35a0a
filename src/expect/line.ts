import {isWordAt} from './vary/character.ts'
import type {Setting, VaryingKind} from './vary/kind.ts'
import {kindsAt} from './vary/kinds.ts'

/** A piece of a line: text that must be the same, blanks, a value that varies, or `...`, which stands for anything. */
export type Token =
  | {readonly type: 'text'; readonly text: string}
  | {readonly type: 'blank'; readonly text: string}
  | {readonly type: 'value'; readonly text: string; readonly kind: VaryingKind; readonly shape: string}
  | {readonly type: 'gap'; readonly text: string}

/** Whether the page leaves something out within this line. */
export function hasGap(sample: string): boolean {
  return sample.includes('...') || sample.includes('…')
}

/** Read a line into tokens, in one pass. Only samples have gaps. */
export function readTokens(line: string, setting: Setting): readonly Token[] {
  const tokens: Token[] = []
  let plain = 0
  const flush = (at: number): void => {
    if (at > plain) tokens.push({type: 'text', text: line.slice(plain, at)})
  }
  let at = 0
  while (at < line.length) {
    const token = readToken(line, at, setting)
    if (token === null) {
      at++
      continue
    }
    flush(at)
    tokens.push(token)
    at += token.text.length
    plain = at
  }
  flush(at)
  return tokens
}

/** What two lines have in common when they match: the same text, values replaced by their kind. */
export function outlineOf(line: string, setting: Setting): string {
  // `wc` of some systems pads its count.
  if (padded.test(line)) return line.trimStart()
  // Every value has a digit, a hyphen or a colon.
  if (!/[\d:-]/.test(line) && setting.form !== 'cell') return line.replace(/[ \t]+/g, ' ')
  return readTokens(line, setting)
    .map((token) => {
      if (token.type === 'value') return `\u0001${token.kind.id}/${token.shape}\u0002`
      return token.type === 'blank' ? ' ' : token.text
    })
    .join('')
}

const padded = /^[ \t]{1,20}\d{1,15}$/

/** The outlines that a line may have to match a sample: its own, and that with made-up suffixes read as generated ones. */
export function outlinesOfSample(sample: string, setting: Setting): readonly string[] {
  const strict = outlineOf(sample, {...setting, side: 'sample', lenient: false})
  if (!sample.includes('-')) return [strict]
  const lenient = outlineOf(sample, {...setting, side: 'sample', lenient: true})
  return strict === lenient ? [strict] : [strict, lenient]
}

/** The end of what the tokens match in `text` from `at` on, or -1. Tokens have no gaps. */
export function matchTokens(tokens: readonly Token[], text: string, at: number, setting: Setting): number {
  let end = at
  for (const token of tokens) {
    if (token.type === 'value') {
      const reading = token.kind.read(text, end, setting)
      if (reading === null || reading.shape !== token.shape) return -1
      end = reading.end
    } else if (token.type === 'blank') {
      const start = end
      while (isBlank(text, end)) end++
      if (end === start) return -1
    } else {
      if (!text.startsWith(token.text, end)) return -1
      end += token.text.length
    }
  }
  return end
}

function readToken(line: string, at: number, setting: Setting): Token | null {
  if (isBlank(line, at)) {
    let end = at + 1
    while (isBlank(line, end)) end++
    return {type: 'blank', text: line.slice(at, end)}
  }
  if (setting.side === 'sample' && isGapAt(line, at)) {
    let end = at + 1
    while (line[end] === '.' || line[end] === '…') end++
    return {type: 'gap', text: line.slice(at, end)}
  }
  // Values begin where a word does, or with the colons of an IPv6 address.
  if (isWordAt(line, at) ? isWordAt(line, at - 1) : line[at] !== ':') return null
  for (const kind of kindsAt(setting.form, line.charCodeAt(at))) {
    const reading = kind.read(line, at, setting)
    if (reading !== null) return {type: 'value', text: line.slice(at, reading.end), kind, shape: reading.shape}
  }
  return null
}

function isGapAt(line: string, at: number): boolean {
  return line[at] === '…' || line.startsWith('...', at)
}

function isBlank(text: string, at: number): boolean {
  return text[at] === ' ' || text[at] === '\t'
}
