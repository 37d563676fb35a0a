import type {Element, ElementContent} from 'hast'
import {h} from 'hastscript'
import type {Code, Image} from 'mdast'
import type {Handlers, State} from 'mdast-util-to-hast'
import type {Node} from 'unist'
import type {
  ContainerShortcode,
  EscapedShortcode,
  LeafShortcode,
  RawShortcode,
  ShortcodeParameter
} from '../../shortcode/nodes.ts'
import {type PublishedBlock, renderBlock} from './block.ts'
import type {Pages} from './page.ts'

/** The page that another brings in by a name, rendered, or null where it is not at hand. */
export type Include = (name: string) => readonly ElementContent[] | null

const callouts = new Set(['tip', 'warning', 'idea', 'note', 'quote', 'caution', 'alert', 'pageinfo'])

/**
 * How nodes that markdown alone does not know become HTML.
 *
 * What reports make themselves goes to `slots` and is put in place once the page has been sanitised.
 */
export function pageHandlers(path: string, pages: Pages, slots: Element[], include: Include): Handlers {
  const slot = (element: Element): Element => {
    slots.push(element)
    return h('div', {dataSlot: String(slots.length - 1)})
  }

  const block = (node: Node, published: PublishedBlock): Element => {
    const {start, end} = node.position ?? {start: {line: 0}, end: {line: 0}}
    const unseen = pages.guide.steps.filter(
      (step) => step.page === path && start.line <= step.line && step.line <= end.line && !pages.shown.has(step)
    )
    // A page that is brought in twice ran twice: once here, once there.
    const [first] = unseen
    const steps = unseen.filter((step) => first !== undefined && pages.anchors.get(step) === pages.anchors.get(first))
    for (const step of steps) pages.shown.add(step)
    return slot(renderBlock(pages, published, steps))
  }

  const renderInclusion = (name: string): Element => {
    const children = include(name)
    return children === null ? h('p', {dataFigure: 'boilerplate'}, name) : slot(h('div.included', [...children]))
  }

  return {
    rawShortcode: (_state: State, node: RawShortcode) => block(node, publishShortcode(node)),
    code: (_state: State, node: Code) =>
      block(node, {
        language: node.lang ?? 'plain',
        lines: node.value.split(/\r\n?|\n/),
        firstLine: (node.position?.start.line ?? 0) + 1
      }),
    containerShortcode: (state: State, node: ContainerShortcode) => renderContainer(node, state.all(node)),
    leafShortcode: (_state: State, node: LeafShortcode) => {
      if (node.name === 'boilerplate') return renderInclusion(firstValue(node.parameters))
      if (node.name === 'image')
        return renderFigure(named(node, 'caption') ?? named(node, 'alt') ?? '', named(node, 'link') ?? '')
      return h('code', {dataShortcode: node.name}, node.source ?? `{{< ${node.name} >}}`)
    },
    escapedShortcode: (_state: State, node: EscapedShortcode) => h('code', node.value),
    image: (_state: State, node: Image) => h('span', {dataFigure: node.url}, node.alt ?? node.url)
  }
}

/** The text of a `text` shortcode, without the line ends at its tags and its indentation. */
function publishShortcode(node: RawShortcode): PublishedBlock {
  const {line = 0, column = 1} = node.position?.start ?? {}
  const source = node.source ?? ''
  const opener = source.slice(0, Math.max(0, source.lastIndexOf('{{') - node.value.length))
  const lines = node.value.split(/\r\n?|\n/)
  let firstLine = line + opener.split(/\r\n?|\n/).length - 1
  if (lines[0]?.trim() === '') {
    lines.shift()
    firstLine += 1
  }
  if (lines.at(-1)?.trim() === '') lines.pop()
  const indent = new RegExp(`^[ \\t]{0,${column - 1}}`)
  const syntax = named(node, 'syntax') ?? firstValue(node.parameters)
  return {language: syntax, lines: lines.map((text) => text.replace(indent, '')), firstLine}
}

function renderContainer(node: ContainerShortcode, children: ElementContent[]): Element | ElementContent[] {
  if (callouts.has(node.name)) return h('aside', {dataCallout: node.name}, children)
  if (node.name === 'tabset' || node.name === 'tabs') return h('div', {dataTabset: 'true'}, children)
  if (node.name === 'tab') return h('div', {dataTab: named(node, 'name') ?? firstValue(node.parameters)}, children)
  // Whatever else it is, its text is what readers see (`gloss`).
  return children
}

function renderFigure(caption: string, link: string): Element {
  return h('figure', {dataFigure: link}, h('figcaption', caption))
}

const firstValue = (parameters: readonly ShortcodeParameter[]): string =>
  parameters.find(({name}) => name === null)?.value ?? ''

const named = (node: {readonly parameters: readonly ShortcodeParameter[]}, name: string): string | undefined =>
  node.parameters.find((parameter) => parameter.name === name)?.value
