import type {AlternateMeaning, ShareMeaning} from '../cues/cue.ts'
import type {Draft} from '../draft.ts'
import type {Expectation} from '../expectation.ts'
import {mentions} from '../mention.ts'
import {sendsMany} from '../request.ts'
import type {CueContext} from './context.ts'

/** Responses that differ: each must be seen over repeated requests. */
export function fulfilAlternate({names}: AlternateMeaning, draft: Draft, {data, line}: CueContext): boolean {
  const shown = data?.value ?? draft.shown
  const {samples, elided} = samplesOf(shown ?? '')
  const whole = samples.length >= 2 && (data !== null || areAnswers(samples, draft))
  if (!whole && names.length < 2) return false
  const seen = names.length >= 2 ? listed(names) : `${samples.length} different lines`
  draft.promised.push({
    type: 'samples',
    line,
    text: `is repeated until ${seen} were seen (line ${line})`,
    holdMs: 0,
    samples: whole ? samples : names,
    elided: whole ? elided : true,
    words: !whole
  })
  // Which response comes first is chance: lines that the page shows are samples, not a sequence.
  draft.output = null
  draft.repeats = true
  return true
}

/** Whether the lines below a command are answers to one request each, not one answer of several lines. */
function areAnswers(samples: readonly string[], {entry, output}: Draft): boolean {
  if (sendsMany(entry.script)) return true
  const [first] = samples.map((line) => line.split(/\s/)[0])
  return !(output !== null && ofLines.has(output.type)) && samples.every((line) => line.split(/\s/)[0] === first)
}

/** What has several lines by nature. */
const ofLines: ReadonlySet<Expectation['type']> = new Set(['http', 'json', 'yaml', 'table'])

/** Shares of requests: tested where responses show who has answered. */
export function fulfilShare({shares, requests}: ShareMeaning, draft: Draft, {data, line}: CueContext): boolean {
  const shown = `${data?.value ?? ''}\n${draft.shown ?? ''}`
  // A name that responses do not show (a service behind a page) cannot be counted.
  if (!shares.some(({sample}) => mentions(shown, sample))) {
    showsChance(draft, line)
    return false
  }
  const tested = ofOneKind(shares, shown)
  const made = requests ?? 100
  const said = tested.map(({sample, percent}) => `about ${percent} % \`${sample}\``).join(', ')
  draft.promised.push({
    type: 'share',
    line,
    text: `gives ${said} in ${made} requests (line ${line})`,
    holdMs: 0,
    shares: tested,
    requests: made
  })
  draft.output = null
  draft.repeats = true
  if (!sendsMany(draft.entry.script)) draft.atLeast = Math.max(draft.atLeast, made)
  draft.limitMs = Math.max(draft.limitMs ?? 0, made * 3000)
  return true
}

/** Of the shares of more than all requests, those of names that responses show: "20% begin with `two`, so 80% went to `v1`". */
function ofOneKind(shares: ShareMeaning['shares'], shown: string): ShareMeaning['shares'] {
  const total = shares.reduce((sum, {percent}) => sum + percent, 0)
  return total <= 100.5 ? shares : shares.filter(({sample}) => mentions(shown, sample))
}

/** Take the lines that a loop prints for samples: where shares are spoken of, their order is chance. */
function showsChance(draft: Draft, line: number): void {
  const {shown, entry} = draft
  if (shown === null || draft.output === null || !sendsMany(entry.script)) return
  const {samples, elided} = samplesOf(shown)
  if (samples.length < 2) return
  draft.output = null
  draft.repeats = true
  const text = `is repeated until each of the lines shown was seen (line ${line})`
  draft.promised.push({type: 'samples', line, text, holdMs: 0, samples, elided, words: false})
}

function samplesOf(text: string): {readonly samples: readonly string[]; readonly elided: boolean} {
  const lines = text.split('\n').map((line) => line.trim())
  return {
    samples: [...new Set(lines.filter((line) => line !== '' && line !== '...'))],
    elided: lines.includes('...')
  }
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``)
  return quoted.length === 2 ? `both ${quoted.join(' and ')}` : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`
}
