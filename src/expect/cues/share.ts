import type {CueRule, Meaning} from './cue.ts'
import {isConditional, quotations} from './phrases.ts'

const percent = '(\\d{1,3}(?:\\.\\d{1,2})?) ?(?:%|percent\\b|per cent\\b)'
/** A share, and the name that comes next. */
const goesTo = new RegExp(`${percent}[^%\`"]{0,80}(\`[^\`]{1,100}\`|"[^"]{1,100}")`, 'gi')
const count = /\b(\d{2,4}) (?:[\w-]+ ){0,2}requests\b/i

function readShare(text: string): Meaning | null {
  if (isConditional(text)) return null
  if (!/\b(?:requests?|responses?|calls?|traffic|time|replies)\b/i.test(text)) return null
  const shares = [...text.replace(/\b(?:one )?half\b(?: of\b)?/gi, '50%').matchAll(goesTo)].flatMap(
    ([, share, name]) => {
      const number = Number(share)
      return number > 100 ? [] : [{sample: quotations(name ?? '')[0] ?? '', percent: number}]
    }
  )
  if (shares.length === 0) return null
  const made = count.exec(text)?.[1]
  return {type: 'share', shares, requests: made === undefined ? null : Number(made)}
}

/** Rules for shares of requests. */
export const shareRules: readonly CueRule[] = [
  {
    id: 'share',
    summary: 'About so many per cent of requests go one way.',
    word: /%|per ?cent|\bhalf\b/i,
    read: readShare
  }
]
