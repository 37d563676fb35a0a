import type {Extension as FromMarkdownExtension} from 'mdast-util-from-markdown'
import {factorySpace} from 'micromark-factory-space'
import {markdownLineEnding} from 'micromark-util-character'
import type {Construct, Extension, State, TokenizeContext, Tokenizer} from 'micromark-util-types'
import type {Shortcode} from './pair.ts'
import type {PageContext} from './tree.ts'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    shortcodePlaceholder: 'shortcodePlaceholder'
  }
}

/**
 * Teach micromark placeholders: a mark, the shortcode's index in decimal, the mark again.
 *
 * Everywhere they are part of a sentence, as the word is that Hugo puts there. On a line of its own, a shortcode
 * that is a block interrupts a paragraph as a fence does, never continues a list lazily, and never becomes indented
 * code: Hugo's output for it is a block element, so this is what readers see.
 *
 * @param mark a character that the page does not contain
 */
export function placeholderSyntax({all, mark, isBlock}: Pick<PageContext, 'all' | 'isBlock' | 'mark'>): Extension {
  const code = mark.charCodeAt(0)

  const tokenizePlaceholder =
    (accept: (shortcode: Shortcode | undefined) => boolean): Tokenizer =>
    (effects, ok, nok) => {
      let index = 0
      const inside: State = (next) => {
        effects.consume(next)
        if (next !== code) {
          index = index * 10 + (next ?? 48) - 48
          return inside
        }
        effects.exit('shortcodePlaceholder')
        return accept(all[index]) ? ok : nok
      }
      return (next) => {
        if (next !== code) return nok(next)
        effects.enter('shortcodePlaceholder')
        effects.consume(next)
        return inside
      }
    }

  const phrase: Construct = {name: 'shortcodePhrase', tokenize: tokenizePlaceholder(() => true)}
  const placeholder: Construct = {
    partial: true,
    tokenize: tokenizePlaceholder((shortcode) => shortcode !== undefined && isBlock(shortcode))
  }
  const block: Construct = {name: 'shortcodeBlock', tokenize: tokenizeBlock}
  return {text: {[code]: phrase}, flow: {[code]: block}, flowInitial: {[-2]: block, [-1]: block, 32: block}}

  function tokenizeBlock(this: TokenizeContext, ...[effects, ok, nok]: Parameters<Tokenizer>): State {
    const lineEnd: State = (next) => (next === null || markdownLineEnding(next) ? ok(next) : nok(next))
    const rest = effects.attempt(placeholder, factorySpace(effects, lineEnd, 'whitespace'), nok)
    return factorySpace(effects, rest, 'linePrefix')
  }
}

/**
 * Keep placeholders in the tree as `html` nodes, which no html is that does not begin with `<`.
 *
 * That node type has a value, which `mdast-util-to-string` reads where it makes the text of an image.
 */
export const placeholderNodes: FromMarkdownExtension = {
  enter: {
    shortcodePlaceholder(token) {
      this.enter({type: 'html', value: this.sliceSerialize(token)}, token)
    }
  },
  exit: {
    shortcodePlaceholder(token) {
      this.exit(token)
    }
  }
}
