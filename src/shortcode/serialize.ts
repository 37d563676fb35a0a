import type {Node} from 'unist'
import {GuideError} from '../errors.ts'
import type {ShortcodeNode, ShortcodeParameter} from './nodes.ts'
import {type ParseOptions, parseMarkdown} from './parse.ts'
import {sameTree} from './same.ts'

/**
 * Serialise a shortcode node: exactly as the page has it, while that still says what the node says, and else, where
 * it was edited or made by hand, from its fields.
 *
 * @param body gives the markdown of a container's children; asked for only if the container was edited
 */
export function serializeShortcode(
  node: ShortcodeNode,
  body: () => string = () => '',
  options: ParseOptions = {}
): string {
  if (node.type === 'escapedShortcode') {
    return `${node.value.slice(0, 3)}/*${node.value.slice(3, -3)}*/${node.value.slice(-3)}`
  }
  if (node.source !== undefined && saysTheSame(node, node.source, options)) return node.source

  const tag = (inside: string): string => `{{${node.delimiter} ${inside} ${node.delimiter === '<' ? '>' : '%'}}}`
  const open = tag([node.name, ...node.parameters.map(formatParameter)].join(' '))
  if (node.type === 'leafShortcode') return open
  return `${open}${node.type === 'rawShortcode' ? node.value : body()}${tag(`/${node.name}`)}`
}

/** Whether a node's source, read again, gives the node. */
function saysTheSame(node: ShortcodeNode, source: string, options: ParseOptions): boolean {
  // Bodies lose as much indentation as their opener has, so it stands where it stood: after as many characters, any of
  // which may have been a tab, up to four columns wide.
  const before = (node.position?.start.column ?? 1) - 1
  const widest = node.type === 'containerShortcode' && before <= 200 ? 4 * before : before
  for (let width = before; width <= widest; width++) {
    const again = readAgain(`${'x'.repeat(width)}${source}`, options)
    if (again !== undefined && sameTree(node, again)) return true
  }
  return false
}

/** The first node of a text that is none. */
function readAgain(source: string, options: ParseOptions): Node | undefined {
  try {
    const [first] = parseMarkdown(source, '', options).children
    return first?.type === 'paragraph' ? first.children.find((child) => child.type !== 'text') : first
  } catch (error) {
    if (error instanceof GuideError) return undefined
    throw error
  }
}

function formatParameter({name, value}: ShortcodeParameter): string {
  const text = /^[\p{L}\p{Nd}_-][\p{L}\p{Nd}_.-]*$/u.test(value) ? value : quote(value)
  return name === null ? text : `${name}=${text}`
}

/** In double quotes Hugo drops every backslash once one quote is escaped, and allows no line ending. */
function quote(value: string): string {
  return /[\n"]/.test(value) && !value.includes('`') ? `\`${value}\`` : `"${value.replaceAll('"', '\\"')}"`
}
