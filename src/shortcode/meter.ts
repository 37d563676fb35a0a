import {blockQuote, codeText, definition, htmlText, labelEnd, list, setextUnderline} from 'micromark-core-commonmark'
import type {Construct, Extension, TokenizeContext, Tokenizer} from 'micromark-util-types'

/** Takes the cost of what a tokenizer has done since an offset. */
type Spend = (cost: number, from: number) => void

/** Lists and quotes inside each other: no page has as many, and every line looks at each. */
const maximumDepth = 60

/**
 * Bound the work of micromark, parts of which grow with the square of hostile input: constructs that scan ahead in
 * vain, delimiters that look back for their partner, containers and underlines that shift the events before them.
 *
 * Each such construct gets a twin that is tried before it, does the same, and says what that cost, in units of about
 * ten nanoseconds. Ordinary pages spend a few units for each character.
 *
 * @param limit in units, for all that is read with it
 * @param refuse throws the error for an offset of the text that is being parsed
 */
export function meteredSyntax(limit: number, refuse: (offset: number) => never): Extension {
  let spent = 0
  const spend: Spend = (cost, from) => {
    spent += cost
    if (spent > limit) refuse(from)
  }
  const measureDepth = depthMeter(refuse)
  const listTwin = containerTwin(list, spend, measureDepth)
  const digits = Object.fromEntries(Array.from({length: 10}, (_, digit) => [48 + digit, listTwin]))
  const underline = twin(setextUnderline, (context, from) => spend(4 * context.events.length, from))
  const delimiter = delimiterProbe(spend)
  const scanned = (context: TokenizeContext, from: number): void => spend(20 * (context.now().offset - from), from)
  const label = twin(
    labelEnd,
    (context, from) => spend(10 * context.events.length, from),
    (context, from) => {
      scanned(context, from)
      // The label is normalised to look for its definition; at most all of the text before it.
      spend((from - (context.events[0]?.[1].start.offset ?? from)) / 4, from)
    }
  )
  return {
    document: {42: listTwin, 43: listTwin, 45: listTwin, 62: containerTwin(blockQuote, spend, measureDepth), ...digits},
    contentInitial: {91: twin(definition, undefined, scanned)},
    flow: {45: underline, 61: underline},
    text: {
      33: delimiter,
      42: delimiter,
      60: twin(htmlText, undefined, scanned),
      91: delimiter,
      93: label,
      95: delimiter,
      96: twin(codeText, undefined, scanned)
    }
  }
}

type Observer = (context: TokenizeContext, from: number) => void

/** A construct that does what another does and tells how that went; `from` is the offset at which it began. */
function twin(construct: Construct, succeeded?: Observer, failed?: Observer): Construct {
  return {...construct, tokenize: observed(construct.tokenize, succeeded, failed)}
}

function observed(tokenize: Tokenizer, succeeded?: Observer, failed?: Observer): Tokenizer {
  return function (effects, ok, nok) {
    const from = this.now().offset
    return tokenize.call(
      this,
      effects,
      (code) => {
        succeeded?.(this, from)
        return ok(code)
      },
      (code) => {
        failed?.(this, from)
        return nok(code)
      }
    )
  }
}

function containerTwin(construct: Construct, spend: Spend, measureDepth: Observer): Construct {
  const opened: Observer = (context, from) => {
    measureDepth(context, from)
    spend(context.events.length / 8, from)
  }
  const continued: Observer = (context, from) => {
    measureDepth(context, from)
    // A new item of a list moves the end of the last one to before the events since.
    spend(10 + (context.containerState?._closeFlow ? context.events.length / 8 : 0), from)
  }
  const abandoned: Observer = (context, from) => spend(context.events.length, from)
  const {continuation} = construct
  if (continuation === undefined) return twin(construct, opened)
  return {
    ...twin(construct, opened),
    continuation: {...continuation, tokenize: observed(continuation.tokenize, continued, abandoned)}
  }
}

/** Counts the containers of each line; those that begin there are tried twice at the same offset. */
function depthMeter(refuse: (offset: number) => never): Observer {
  let document: TokenizeContext | undefined
  let line = 0
  let depth = 0
  let last = -1
  return (context, from) => {
    const now = context.now()
    if (now.line !== line || context !== document) {
      document = context
      line = now.line
      depth = 0
      last = -1
    }
    // A blank line continues a list without a character of its own.
    if (from === last && now.offset > from) return
    last = from
    if (++depth > maximumDepth) refuse(from)
  }
}

/** Costs what a delimiter later may: a look at each one before it in the same text. */
function delimiterProbe(spend: Spend): Construct {
  const counts = new WeakMap<TokenizeContext, number>()
  return {
    partial: true,
    tokenize(_effects, _ok, nok) {
      const count = (counts.get(this) ?? 0) + 1
      counts.set(this, count)
      spend(6 * count, this.now().offset)
      return nok
    }
  }
}
