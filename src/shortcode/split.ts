import type {Paragraph, PhrasingContent} from 'mdast'

/**
 * Split a paragraph at the children that are blocks.
 *
 * @param text what positions of the paragraph point into
 * @returns what takes the paragraph's place: blocks, and paragraphs of what is between them
 */
export function splitParagraph(
  paragraph: Paragraph,
  text: string,
  isBlock: (child: PhrasingContent) => boolean
): (Paragraph | PhrasingContent)[] {
  const nodes: (Paragraph | PhrasingContent)[] = []
  let rest: PhrasingContent[] = []
  const flush = (): void => {
    const piece = trimmed(rest, text)
    if (piece !== undefined) nodes.push(piece)
    rest = []
  }
  for (const child of paragraph.children) {
    if (isBlock(child)) {
      flush()
      nodes.push(child)
    } else rest.push(child)
  }
  if (nodes.length === 0) return [paragraph]
  flush()
  return nodes
}

/** Whether only blanks share the lines of a node whose positions point into a text. */
export function standsAlone(node: PhrasingContent, text: string): boolean {
  const before = skip(text, offsetOf(node, 'start') - 1, -1, ' \t')
  const after = skip(text, offsetOf(node, 'end'), 1, ' \t')
  return isLineEnd(text, before) && isLineEnd(text, after)
}

/** A paragraph without the blanks and line endings around it; undefined where nothing else is. */
function trimmed(children: readonly PhrasingContent[], text: string): Paragraph | undefined {
  const first = children.findIndex((child) => !isBlank(child))
  if (first === -1) return undefined
  const kept = children.slice(first, children.findLastIndex((child) => !isBlank(child)) + 1)
  const head = kept[0]
  const tail = kept.at(-1)
  if (head?.position === undefined || tail?.position === undefined) return undefined
  if (head.type === 'text') {
    head.value = head.value.trimStart()
    head.position.start.offset = skip(text, offsetOf(head, 'start'), 1, ' \t\r\n')
  }
  if (tail.type === 'text') {
    tail.value = tail.value.trimEnd()
    tail.position.end.offset = skip(text, offsetOf(tail, 'end') - 1, -1, ' \t\r\n') + 1
  }
  const position = {start: {...head.position.start}, end: {...tail.position.end}}
  return {type: 'paragraph', children: kept, position}
}

function isBlank(node: PhrasingContent): boolean {
  return node.type === 'break' || (node.type === 'text' && node.value.trim() === '')
}

function isLineEnd(text: string, at: number): boolean {
  const character = text.charAt(at)
  return character === '' || character === '\n' || character === '\r'
}

function offsetOf(node: PhrasingContent, side: 'start' | 'end'): number {
  return node.position?.[side].offset ?? 0
}

function skip(text: string, from: number, step: 1 | -1, characters: string): number {
  let at = from
  while (at >= 0 && at < text.length && characters.includes(text.charAt(at))) at += step
  return at
}
