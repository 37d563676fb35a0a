import type {Emphasis, Link as MarkdownLink, Nodes} from 'mdast'
import {indexLines, type Lines} from '../shortcode/lines.ts'
import type {Link} from './guide.ts'
import {type Page, sourceOf} from './page.ts'

/** Inline content on one line, with the places that its characters come from. */
export interface FlatText {
  readonly text: string
  readonly links: readonly FlatLink[]
  /** Line and column of the character at an offset of `text`. */
  readonly placeAt: (offset: number) => {readonly line: number; readonly column: number}
}

/** Words before a text that is quoted, in code or emphasised: "they have the prefix _two_". */
const names = /\b(?:prefix|suffix|word|name|value|text|string|label|output|answer|response)(?: of)? $/i

/** A link and where its text begins. */
interface FlatLink extends Link {
  readonly start: number
}

interface Piece {
  readonly start: number
  /** As in the page, with `\n` for line endings. */
  readonly value: string
  readonly line: number
  readonly column: number
  /** Few pieces are asked for places. */
  pointAt?: Lines['pointAt']
}

/**
 * Put inline nodes on one line: soft breaks are spaces, code spans keep their backticks, what is named in emphasis gets some,
 * links show their text, images and HTML show nothing, shortcodes without a body stay as written.
 */
export function flatten(nodes: readonly Nodes[], page: Page): FlatText {
  const pieces: Piece[] = []
  const links: FlatLink[] = []
  let text = ''

  const add = (value: string, node: Nodes): void => {
    const plain = value.includes('\r') ? value.replaceAll(/\r\n?/g, '\n') : value
    const {line = 1, column = 1} = node.position?.start ?? {}
    pieces.push({start: text.length, value: plain, line, column})
    text += plain.replaceAll('\n', ' ')
  }

  const addLink = (node: Nodes, url: string, children: MarkdownLink['children']): void => {
    const start = text.length
    const first = pieces.length
    for (const child of children) visit(child)
    // To cut it out of the text would go through all of that each time.
    const own = pieces.slice(first).map(({value}) => value)
    const {line = 1, column = 1} = node.position?.start ?? {}
    links.push({start, text: own.join('').replaceAll('\n', ' '), url, line, column})
  }

  const visitEmphasis = ({children}: Emphasis): void => {
    const [only] = children
    if (
      children.length !== 1 ||
      only?.type !== 'text' ||
      !/^\w[\w.-]{0,40}$/.test(only.value) ||
      !names.test(text.slice(-20))
    ) {
      for (const child of children) visit(child)
    } else add(`\`${only.value}\``, only)
  }

  const visit = (node: Nodes): void => {
    switch (node.type) {
      case 'text':
      case 'escapedShortcode':
        add(node.value, node)
        break
      case 'inlineCode':
        add(node.value.includes('`') ? `\`\` ${node.value} \`\`` : `\`${node.value}\``, node)
        break
      case 'break':
        add(' ', node)
        break
      case 'leafShortcode':
        if (node.name !== 'image') add(sourceOf(page, node), node)
        break
      case 'emphasis':
        visitEmphasis(node)
        break
      case 'link':
        addLink(node, node.url, node.children)
        break
      case 'linkReference':
        addLink(node, page.definitions.get(node.identifier) ?? '', node.children)
        break
      case 'html':
      case 'image':
      case 'imageReference':
      case 'rawShortcode':
        break
      default:
        if ('children' in node) for (const child of node.children) visit(child)
    }
  }

  for (const node of nodes) visit(node)
  // Offsets are asked for in ascending order, so the search goes on where it ended.
  let index = 0
  const placeAt = (offset: number): {line: number; column: number} => {
    if (offset < (pieces[index]?.start ?? 0)) index = 0
    while (index + 1 < pieces.length && (pieces[index + 1]?.start ?? 0) <= offset) index++
    return placeIn(pieces[index], offset, page)
  }
  return {text, links, placeAt}
}

function placeIn(piece: Piece | undefined, offset: number, {path, lines}: Page): {line: number; column: number} {
  if (piece === undefined) return {line: 1, column: 1}
  const within = offset - piece.start
  piece.pointAt ??= indexLines(piece.value, path).pointAt
  const point = piece.pointAt(within)
  const line = piece.line + point.line - 1
  const source = lines[line - 1] ?? ''
  // What indents or quotes a further line is no part of the text, nor are the backslashes of escapes.
  const from = (point.line === 1 ? piece.column - 1 : source.search(/[^\s>]|$/)) + point.column - 1
  const next = /^[^\n\\&*_`<[\]]{0,20}/.exec(piece.value.slice(within, within + 20))?.[0] ?? ''
  const window = source.slice(from, from + 200)
  return {line, column: from + Math.max(window.indexOf(next), 0) + 1}
}
