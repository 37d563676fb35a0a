import type {Element, ElementContent, Root, Text} from 'hast'
import {h} from 'hastscript'
import {EXIT, SKIP, visit} from 'unist-util-visit'
import type {Claim} from '../../expect/expectation.ts'

const holders = new Set(['p', 'li', 'td', 'th', 'h2', 'h3', 'h4', 'h5', 'h6'])

/** Mark the sentences that nothing checks; where a sentence cannot be found, the paragraph on its line. */
export function markClaims(tree: Root, claims: readonly Claim[]): void {
  for (const claim of claims) {
    const around: Element[] = []
    visit(tree, 'element', (element) => {
      if (!holders.has(element.tagName) || !covers(element, claim.line)) return
      around.push(element)
    })
    // The innermost holder comes last.
    const marked = around.reverse().some((element) => markSentence(element, normalize(claim.text)))
    const [nearest] = around
    if (!marked && nearest !== undefined) nearest.properties['dataUnchecked'] = 'true'
  }
}

function covers({position}: Element, line: number): boolean {
  return position !== undefined && position.start.line <= line && line <= position.end.line
}

const normalize = (text: string): string => text.replaceAll('`', '').replace(/\s+/g, ' ').trim()

interface Character {
  readonly node: Text
  readonly offset: number
}

function markSentence(element: Element, sentence: string): boolean {
  const characters: Character[] = []
  let text = ''
  visit(element, 'text', (node) => {
    for (let offset = 0; offset < node.value.length; offset += 1) {
      const character = node.value.charAt(offset)
      if (character === '`') continue
      const blank = /\s/.test(character)
      if (blank && text.endsWith(' ')) continue
      text += blank ? ' ' : character
      characters.push({node, offset})
    }
  })
  const start = sentence === '' ? -1 : text.indexOf(sentence)
  if (start === -1) return false
  const ranges = new Map<Text, {from: number; to: number}>()
  for (const {node, offset} of characters.slice(start, start + sentence.length)) {
    ranges.set(node, {from: ranges.get(node)?.from ?? offset, to: offset + 1})
  }
  for (const [node, range] of ranges) markText(element, node, range)
  return true
}

function markText(root: Element, node: Text, {from, to}: {readonly from: number; readonly to: number}): void {
  visit(root, 'text', (candidate, index, parent) => {
    if (candidate !== node || parent === undefined || index === undefined) return SKIP
    const pieces: ElementContent[] = [
      {type: 'text', value: node.value.slice(0, from)},
      h('mark.unchecked', {title: 'Nothing checks this'}, node.value.slice(from, to)),
      {type: 'text', value: node.value.slice(to)}
    ]
    parent.children.splice(index, 1, ...pieces.filter((piece) => piece.type !== 'text' || piece.value !== ''))
    return EXIT
  })
}
