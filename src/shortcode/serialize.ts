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
  // Bodies lose as much indentation as their opener has, so it stands where it stood.
  const before = 'x'.repeat((node.position?.start.column ?? 1) - 1)
  try {
    const [first] = parseMarkdown(`${before}${source}`, '', options).children
    const again = first?.type === 'paragraph' ? first.children.find((child) => child.type !== 'text') : first
    return again !== undefined && sameTree(node, again)
  } catch (error) {
    if (error instanceof GuideError) return false
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
