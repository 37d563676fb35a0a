import {finds, says} from '../../says.ts'
import type {CueRule, Meaning} from './cue.ts'
import {numberWords, readNumber} from './phrases.ts'

const duration = new RegExp(
  `\\b(?:(?:may|might|can|could|should|will|usually|typically|normally) )?(?:take|takes|need|needs|require|wait|waiting|within|after|allow|give it)(?: for| at least| up to| about| around| approximately| roughly| some| another| anywhere from| between| it| you| perhaps| only| as (?:long|much) as){0,3} (?:(\\d{1,3}) ?(?:-|–|to|or) ?)?(${numberWords}|a|an|one)(?: more)? (second|minute|hour|moment)s?\\b`
)
const vague =
  /\b(?:may|might|can|could|will|should) take (?:some time|a while|a bit|a little (?:while|time))\b|\bwait (?:a while|a bit)\b/

const sizes: Readonly<Record<string, number>> = {second: 1000, moment: 30_000, minute: 60_000, hour: 3_600_000}

/** A page is rarely exact about time: what it says is doubled, and "a few" is not taken literally. */
function readPatience(text: string): Meaning | null {
  const match = finds(text, duration)
  if (match === null) return says(text, vague) ? {type: 'patience', limitMs: 300_000} : null
  const [, , word = '', unit = ''] = match
  const loose = !/^\d+$/.test(word)
  const count = /^an?$/.test(word) ? 1 : (readNumber(word) ?? 1)
  const stated = count * (sizes[unit] ?? 0)
  return {type: 'patience', limitMs: Math.min(Math.round(stated * (loose ? 3 : 2)), 2 * 3_600_000)}
}

/** Rules for how long something may take. They lengthen limits and never shorten them. */
export const patienceRules: readonly CueRule[] = [
  {
    id: 'patience',
    summary: 'Something may take longer than two minutes.',
    word: /second|minute|hour|moment|while|time|bit/,
    read: readPatience
  }
]
