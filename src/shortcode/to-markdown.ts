import type {Nodes, Parents} from 'mdast'
import {defaultHandlers, type Handle, type Info, type Options, type State} from 'mdast-util-to-markdown'
import type {ContainerShortcode, ShortcodeNode} from './nodes.ts'
import type {ParseOptions} from './parse.ts'
import {serializeShortcode} from './serialize.ts'

/**
 * An extension of mdast-util-to-markdown, so of remark-stringify, that writes shortcodes as their page has them: as
 * nodes, and in the targets, titles and labels of links, images and definitions.
 */
export function shortcodeToMarkdown(options: ParseOptions = {}): Options {
  const handle = Object.assign(
    (node: ShortcodeNode, _parent: Parents | undefined, state: State, info: Info): string => {
      const body = (): string => (node.type === 'containerShortcode' ? formatBody(node, state, info) : '')
      return outdent(serializeShortcode(node, body, options), node, state)
    },
    {peek: (): string => '{'}
  )
  return {
    handlers: {
      containerShortcode: handle,
      rawShortcode: handle,
      leafShortcode: handle,
      escapedShortcode: handle,
      definition: keepSource(defaultHandlers.definition),
      image: keepSource(defaultHandlers.image),
      imageReference: keepSource(defaultHandlers.imageReference),
      inlineCode: keepSource(defaultHandlers.inlineCode),
      link: keepSource(defaultHandlers.link),
      linkReference: keepSource(defaultHandlers.linkReference)
    }
  }
}

/** The children of an edited container: on lines of their own, unless it stands in a sentence. */
function formatBody(node: ContainerShortcode, state: State, info: Info): string {
  if (state.stack.includes('phrasing') && node.children.every((child) => child.type !== 'paragraph')) {
    return state.containerPhrasing(node, {...info, before: '}', after: '{'})
  }
  const body = state.containerFlow({type: 'root', children: node.children}, info)
  return body === '' ? '\n' : `\n\n${body}\n\n`
}

/** Lists and quotes write their prefix on every line, so the source of a shortcode in one comes without. */
function outdent(text: string, node: ShortcodeNode, state: State): string {
  const columns = (node.position?.start.column ?? 1) - 1
  const quoted = state.stack.includes('blockquote')
  if (columns === 0 || !(quoted || state.stack.includes('listItem'))) return text
  return text.replaceAll(new RegExp(`(?<=\\n)[ \\t${quoted ? '>' : ''}]{1,${columns}}`, 'g'), '')
}

/** A handler that writes the shortcodes in a node's own fields as they are, where markdown would escape them. */
function keepSource<Type extends Nodes>(
  handle: (node: Type, parent: Parents | undefined, state: State, info: Info) => string
): Handle {
  return (node: Type, parent: Parents | undefined, state: State, info: Info): string => {
    const sources = (node.data?.shortcodes ?? []).map((shortcode) => serializeShortcode(shortcode))
    if (sources.length === 0) return handle(node, parent, state, info)
    const placeholder = (index: number): string => `\uE000shortcode-${index}\uE000`
    const mask = (text: string): string =>
      sources.reduce((masked, source, index) => masked.replaceAll(source, placeholder(index)), text)
    const masked = {...node}
    for (const [field, value] of Object.entries(node)) {
      if (typeof value === 'string') Object.assign(masked, {[field]: mask(value)})
    }
    // The text of an autolink is its target.
    if (node.type === 'link' && node.children[0]?.type === 'text') {
      const [text, ...others] = node.children
      Object.assign(masked, {children: [{...text, value: mask(text.value)}, ...others]})
    }
    const written = handle(masked, parent, state, info)
    return sources.reduce((text, source, index) => text.replaceAll(placeholder(index), () => source), written)
  }
}
