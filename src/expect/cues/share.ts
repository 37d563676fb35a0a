import {finds, says} from '../../says.ts'
import type {CueRule, Meaning, ShareMeaning} from './cue.ts'
import {isInstruction, isPromise, negated, outputText, quotations, readNumber} from './phrases.ts'

/** A share, or a name that one may go to. */
const shareOrName = /(\d{1,3}(?:\.\d{1,2})?) ?(?:%|percent\b|per cent\b)|`[^`]{1,100}`|"[^"`]{1,100}"/gi
const count = /\b(\d{2,4}) (?:[\w-]+ ){0,2}requests\b/
const subjects = /\b(?:requests?|responses?|calls?|traffic|time|cases|replies|answers)\b/

/** Bounds and changes are no shares: "at least 80%", "from 50% to 20%". */
const bounds =
  /\b(?:at least|at most|no more than|more than|less than|fewer than|up to|over|under|above|below|between) (?:about |roughly )?\d[\d.]* ?(?:%|per)|\bfrom \d[\d.]* ?(?:%|per ?cent) to\b/

function readShare(text: string): Meaning | null {
  if (!isPromise(text) || isInstruction(text) || says(text, negated) || !says(text, subjects)) return null
  const said = spellOut(text)
  if (says(said, bounds)) return null
  const shares = sharesOf(said)
  const names = new Set(shares.map(({sample}) => sample))
  if (shares.length === 0 || names.size < shares.length) return null
  const made = finds(said, count)?.[1]
  return {type: 'share', shares, requests: made === undefined ? null : Number(made)}
}

const exact = '(\\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|(?:a )?hundred)'
/** "9 out of 10", "one in ten", but not "one in two clusters". */
const outOf = new RegExp(
  `\\b${exact} (?:out of|in|of every)(?: every)? ${exact}\\b(?! (?:[\\w-]+ )?(?:pods|replicas|nodes|containers|instances|services|endpoints|clusters|backends|namespaces|regions|zones|seconds|minutes|hours|steps)\\b)`,
  'gi'
)

/** "Half", "one in ten" and "the rest" as numbers. */
function spellOut(text: string): string {
  const plain = text.replace(/\b(?:one )?half\b(?: of\b)?/gi, '50%').replace(outOf, (whole, part, all) => {
    const percent = (100 * (readNumber(part) ?? Number.NaN)) / (readNumber(all) ?? Number.NaN)
    return percent > 0 && percent < 100 ? `${Math.round(percent * 100) / 100}%` : whole
  })
  const [first, ...others] = [...plain.matchAll(/(\d{1,3}(?:\.\d{1,2})?) ?(?:%|per ?cent\b)/gi)]
  if (first === undefined || others.length > 0) return plain
  return plain.replace(/\bthe (?:rest|remainder|remaining(?: ones| requests| responses| traffic)?)\b/i, () => {
    return `${100 - Number(first[1])}%`
  })
}

/** Each share with the name that it goes to: the next one in its clause ("80% to `v1`"), or the one before it ("`v1` gets 80%"). */
function sharesOf(text: string): ShareMeaning['shares'] {
  const parts = [...text.matchAll(shareOrName)]
  const taken = new Set<number>()
  const nameAt = (at: number): string | null => {
    const part = parts[at]
    return part === undefined || part[1] !== undefined || taken.has(at)
      ? null
      : outputText(quotations(part[0])[0] ?? '')
  }
  return parts.flatMap(([whole, number], at) => {
    if (number === undefined || Number(number) > 100) return []
    const end = (parts[at]?.index ?? 0) + whole.length
    const next = parts[at + 1]
    const isNear = next !== undefined && !says(text.slice(end, next.index), /[,;]|\b(?:and|while|whereas|but)\b/)
    const owner = (isNear ? [at + 1, at - 1] : [at - 1, at + 1]).find((other) => nameAt(other) !== null)
    const sample = owner === undefined ? null : nameAt(owner)
    if (owner === undefined || sample === null) return []
    taken.add(owner)
    return [{sample, percent: Number(number)}]
  })
}

/** Rules for shares of requests. */
export const shareRules: readonly CueRule[] = [
  {
    id: 'share',
    summary: 'About so many per cent of requests go one way.',
    word: /%|per ?cent|\bhalf\b|\b(?:out of|in|every) (?:\d|two|three|four|five|six|ten|twenty|hundred)/,
    read: readShare
  }
]
