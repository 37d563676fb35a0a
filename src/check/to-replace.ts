import type {Block, Prose} from '../guide/guide.ts'
import {finds, says} from '../says.ts'

/** "Replace `shop-0` with the name of your pod", "Change 4f2a to your own id": more than one thing may be named. */
const instruction =
  /(?:^|[,(:;] ?(?:and |then |but )?)(?:please |make sure to |be sure to |remember to )?(?:replac(?:e|ing)|chang(?:e|ing)|substitut(?:e|ing)) (.{1,80}?) (?:with|to|by) (?:your\b|an? (?:valid|real|suitable)\b|whatever\b|what |the actual\b|one of your\b|the [\w-]{1,30}['’]s\b|the (?!new\b|latest\b|following\b|next\b|updated\b)(?:[\w-]{1,30} ){1,3}(?:of|from|for|that|which|in|you|shown|printed)\b)/d
/** Names in capitals, ids and addresses are wrong in another cluster, while `default` and `8080` may well be right. */
const particular = /^(?!\d+$)(?:[A-Z][A-Z0-9_-]{2,}|[^\s$]*(?:\d{3}|\d[a-z]+\d)[^\s$]*)$/
/** What holds for some readers only, or describes what a command does. */
const conditional = /^(?:if|unless|when|to|optionally|alternatively|you (?:can|may|could))\b/

/**
 * The words of a block's commands that the page tells its reader to replace with words of their own, in a comment of the
 * block or in the prose directly above or below it.
 */
export function wordsToReplace({value}: Block, beside: readonly Prose[]): readonly string[] {
  const comments = value.includes('#') ? [...value.matchAll(/(?:^|[ \t])#+[ \t]*(\S[^\n]*)/gm)] : []
  const sentences = [
    ...comments.map(([, text = '']) => text),
    ...beside.flatMap((prose) => prose.sentences.map(({text}) => text))
  ]
  return sentences.flatMap(wordsIn)
}

const later =
  /\b(?:in|for) (?:all )?(?:the |any )?(?:subsequent|following|next|remaining|later|other) (?:steps|commands|sections|examples)\b/

/** The words that a paragraph tells its reader to replace from there on: "… in subsequent steps." */
export function wordsToReplaceLater({sentences}: Prose): readonly string[] {
  return sentences.flatMap(({text}) => (says(text.slice(0, 400), later) ? wordsIn(text) : []))
}

function wordsIn(sentence: string): readonly string[] {
  const text = sentence.slice(0, 400)
  if (!says(text, /\b(?:replac|chang|substitut)/) || says(text, conditional)) return []
  const named = finds(text, instruction)?.[1] ?? ''
  const quoted = [...named.matchAll(/[`"'“‘]([^`"'“”‘’]+)[`"'”’]/g)].map(([, word = '']) => word)
  const words = quoted.length > 0 ? quoted : [named.replace(/^the /, '')]
  return words.filter((word) => particular.test(word))
}
