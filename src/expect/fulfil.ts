import type {Block} from '../guide/guide.ts'
import type {
  AlternateMeaning,
  ContainsMeaning,
  FailureMeaning,
  Meaning,
  OutputMeaning,
  ShareMeaning
} from './cues/cue.ts'
import {type Draft, stepLimit} from './draft.ts'
import {exit} from './exit.ts'
import {mentions} from './mention.ts'
import {sendsMany} from './request.ts'
import {findShownError} from './shown-error.ts'
import {absence, holdTime, inferOutput, isAbsence, outputExpectation, textExpectation} from './shown-output.ts'
import {fulfilStatus} from './status-cue.ts'

/** The sentence that a cue stands in, and the sample output that follows it. */
export interface CueContext {
  readonly line: number
  readonly text: string
  readonly data: Block | null
  readonly anyVersion: boolean
}

/**
 * Make of a cue what must hold for its step.
 *
 * @returns false where nothing would check it: the page shows other output, or no output could tell
 */
export function fulfil(meaning: Meaning, draft: Draft, context: CueContext): boolean {
  switch (meaning.type) {
    case 'status':
      return fulfilStatus(meaning, draft, context)
    case 'patience':
      draft.limitMs = Math.max(draft.limitMs ?? 0, meaning.limitMs)
      if (!draft.entry.reads) draft.timeoutMs = Math.max(draft.timeoutMs ?? 0, stepLimit, meaning.limitMs)
      return true
    case 'repeat':
      // A loop or a load generator repeats by itself.
      if (!sendsMany(draft.entry.script)) {
        draft.atLeast = Math.max(draft.atLeast, meaning.times)
        draft.repeats = true
      }
      return true
    case 'alternate':
      return fulfilAlternate(meaning, draft, context)
    case 'share':
      return fulfilShare(meaning, draft, context)
    case 'output':
      return fulfilOutput(meaning, draft, context)
    case 'contains':
    case 'not-contains':
      return fulfilContains(meaning, draft, context)
    case 'absence':
      return fulfilAbsence(draft, context)
    case 'success':
      // An HTTP error is a response like any other to `curl`; where output is shown, that is compared.
      return draft.exit.expected === 0 && (draft.output !== null || !speaksHttp(draft))
    case 'failure':
      return fulfilFailure(meaning, draft, context)
  }
}

function fulfilAlternate({names}: AlternateMeaning, draft: Draft, {data, line}: CueContext): boolean {
  const shown = data?.value ?? draft.shown
  const {samples, elided} = samplesOf(shown ?? '')
  const whole = samples.length >= 2
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

function fulfilShare({shares, requests}: ShareMeaning, draft: Draft, {data, line}: CueContext): boolean {
  const shown = `${data?.value ?? ''}\n${draft.shown ?? ''}`
  // A name that responses do not show (a service behind a page) cannot be counted.
  if (!shares.some(({sample}) => mentions(shown, sample))) {
    showsChance(draft, line)
    return false
  }
  const made = requests ?? 100
  const said = shares.map(({sample, percent}) => `about ${percent} % \`${sample}\``).join(', ')
  draft.promised.push({
    type: 'share',
    line,
    text: `gives ${said} in ${made} requests (line ${line})`,
    holdMs: 0,
    shares,
    requests: made
  })
  draft.output = null
  draft.repeats = true
  if (!sendsMany(draft.entry.script)) draft.atLeast = Math.max(draft.atLeast, made)
  draft.limitMs = Math.max(draft.limitMs ?? 0, made * 3000)
  return true
}

function fulfilOutput({how}: OutputMeaning, draft: Draft, {data, anyVersion}: CueContext): boolean {
  if (data === null || draft.shown !== null || draft.background) return false
  const text = data.value.replace(/\n+$/, '')
  const hint = data.language === 'json' || data.language === 'yaml' ? data.language : null
  const output = {line: data.line + 1, text: how === 'part' ? `...\n${text}\n...` : text}
  const inferred = inferOutput(draft.entry, output, anyVersion, hint)
  draft.shown = text
  draft.output =
    how === 'like' && inferred.type === 'same'
      ? outputExpectation(draft.entry, output, {type: 'like', stream: inferred.stream}, anyVersion)
      : inferred
  const error = findShownError(draft.entry.script, text)
  if (error !== null) draft.exit = exit(error.status ?? 'nonzero', output.line)
  return true
}

function fulfilContains({type, texts, inARow}: ContainsMeaning, draft: Draft, context: CueContext): boolean {
  if (draft.background) return false
  const {shown} = draft
  const isShown = (text: string): boolean => shown !== null && flat(shown).includes(flat(text))
  const settled = type === 'contains' ? texts.every(isShown) : shown !== null && !texts.some(isShown)
  if (shown !== null && !settled && !isElided(shown)) return false
  if (inARow > 1) {
    draft.inARow = Math.max(draft.inARow, inARow)
    draft.repeats = true
  }
  // The shown output is compared anyway, and has it.
  if (settled && draft.output !== null) return true
  const {line, anyVersion} = context
  const holdMs = type === 'not-contains' && draft.entry.reads ? holdTime : 0
  for (const text of texts) draft.promised.push(textExpectation(type, text, {line, holdMs, anyVersion}))
  return true
}

function fulfilAbsence(draft: Draft, {line}: CueContext): boolean {
  if (draft.shown !== null) return isAbsence(draft.shown)
  draft.promised.push(absence('', line))
  return true
}

function fulfilFailure({status, texts}: FailureMeaning, draft: Draft, context: CueContext): boolean {
  const {line, text, anyVersion} = context
  if (status !== null) {
    draft.exit = exit(status, line)
    return true
  }
  if (draft.shown !== null) {
    const {shown} = draft
    if (findShownError(draft.entry.script, shown) !== null) return true
    return (
      /\b(?:4|5)\d\d\b|denied|forbidden|refused|rejected|timed? ?out|fail|error/i.test(shown) &&
      texts.every((part) => flat(shown).includes(flat(part)))
    )
  }
  const answered = !/\btim(?:es?|ed) ?out|refused|reset|terminated/i.test(text) && speaksHttp(draft)
  // An HTTP error is a response like any other to `curl`: only its text can tell.
  if (answered && texts.length === 0) return false
  draft.exit = exit(answered ? 'any' : 'nonzero', line)
  for (const part of texts) draft.promised.push(textExpectation('contains', part, {line, holdMs: 0, anyVersion}))
  return true
}

function speaksHttp({entry}: Draft): boolean {
  const words = entry.script.calls.flatMap((call) => call.words)
  return (
    words.some((word) => /(?:^|[\s'"/;])curl\b/.test(word)) &&
    !words.some((word) => /^-[a-zA-Z]*f[a-zA-Z]*$|^--fail/.test(word))
  )
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``)
  return quoted.length === 2 ? `both ${quoted.join(' and ')}` : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function isElided(text: string): boolean {
  return text.includes('...') || text.includes('…')
}
