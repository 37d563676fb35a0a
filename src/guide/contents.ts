import type {Code, Heading, Html, Nodes, Paragraph, Parents} from 'mdast'
import type {Place} from '../place.ts'
import {problem} from '../problem.ts'
import type {ContainerShortcode, LeafShortcode, RawShortcode} from '../shortcode/nodes.ts'
import {findShortcodes} from '../shortcode/scan.ts'
import {readCode, readHighlight, readTextBlock, type Surroundings} from './blocks.ts'
import {calloutOf, containerOf, parameter, positional} from './containers.ts'
import {isDirective, readDirectives} from './directives.ts'
import {flatten} from './flat-text.ts'
import type {Block, Container, Content, Directive, Section} from './guide.ts'
import {anchorOf, splitAnchor, uniqueAnchors} from './heading.ts'
import {mkdocsContainer} from './mkdocs.ts'
import {divideWays} from './other-ways.ts'
import {announcedBy} from './output-heading.ts'
import {type Page, placeOf, sourceOf} from './page.ts'
import {readParagraph, readTable} from './prose.ts'
import {findUnreadFence, isCutOff} from './unread-fence.ts'

/** Shortcodes that are another way to write a fence: Hugo's own, and kind's. */
const highlights: ReadonlySet<string> = new Set(['highlight', 'codeFromInline'])

/** Read the sections of a page and what stands in them, in the order of the page. */
export function readSections(root: Parents, page: Page): readonly Section[] {
  const sections: Section[] = []
  let contents: Content[] = []
  const unique = uniqueAnchors()
  let directives: Directive[] = []
  /** Whether nothing of a list item has been read yet. */
  let opensItem = false

  sections.push({heading: null, depth: 0, anchor: '', line: 1, contents})

  const add = (content: Content): void => {
    dropDirectives()
    opensItem = false
    const around = page.around(content.line)
    contents.push(around.length === 0 ? content : {...content, containers: [...around, ...content.containers]})
  }

  /** A comment speaks of the block directly below it, or of nothing. */
  const dropDirectives = (): void => {
    for (const {line, column, name} of directives) {
      const place = {file: page.path, line, column}
      page.problems.push(
        problem('unknown-option', place, {found: `guiderail: ${name}`, expected: 'a block directly below'})
      )
    }
    directives = []
  }

  /** What the heading directly above says of a block. */
  const announced = (): readonly Content[] => {
    const section = sections.at(-1)
    const prose = section === undefined ? null : announcedBy(section)
    return prose === null ? [] : [prose]
  }

  const addBlock = (read: (around: Surroundings) => Block, containers: readonly Container[]): void => {
    const around = {containers, directives, before: contents.length > 0 ? contents : announced()}
    directives = []
    for (const block of divideWays(read(around))) add(block)
  }

  const noteUnread = (node: Code | Paragraph): void => {
    const unread = page.preset.fences ? findUnreadFence(node, page) : null
    if (unread !== null) page.problems.push(unread)
  }

  const readHeading = (node: Heading): void => {
    dropDirectives()
    const {text, anchor} = splitAnchor(flatten(node.children, page).text)
    const source =
      sourceOf(page, node)
        .replace(/^#+[ \t]*/, '')
        .split(/\r\n?|\n/, 1)[0] ?? ''
    if (node.depth >= 2) page.ids.enterSection(source)
    contents = []
    const plain = anchorOf(text.replaceAll('`', ''))
    sections.push({
      heading: text,
      depth: node.depth,
      anchor: unique(anchor ?? plain),
      line: placeOf(page, node).line,
      contents
    })
  }

  const readRaw = (node: RawShortcode, containers: readonly Container[]): void => {
    if (node.name === 'text') addBlock((around) => readTextBlock(node, page, around), containers)
    else if (highlights.has(node.name)) addBlock((around) => readHighlight(node, page, around), containers)
  }

  const readLeaf = (node: LeafShortcode, containers: readonly Container[]): void => {
    if (node.name !== 'boilerplate' && node.name !== 'include') return
    const name = positional(node.parameters)[0] ?? parameter(node.parameters, 'name', 'file')
    if (name !== undefined) add({type: 'inclusion', name, ...lineAndColumn(node), containers})
  }

  const lineAndColumn = (node: Nodes): {line: number; column: number} => {
    const {line, column} = placeOf(page, node)
    return {line, column}
  }

  const readHtml = (node: Html, containers: readonly Container[]): void => {
    const place = placeOf(page, node)
    if (isDirective(node.value)) {
      const read = readDirectives(node.value, place)
      directives.push(...read.directives)
      page.problems.push(...read.problems)
    }
    const start = node.position?.start.offset ?? 0
    const comments = [...sourceOf(page, node).matchAll(/<!--[\s\S]*?(?:-->|$)/g)]
    for (const shortcode of node.data?.shortcodes ?? []) {
      const offset = (shortcode.position?.start.offset ?? 0) - start
      const isHidden = comments.some(({index, 0: {length}}) => index < offset && offset < index + length)
      const comment: Container = {type: 'comment', line: place.line}
      visit(shortcode, isHidden ? [...containers, comment] : containers, null)
    }
  }

  const visitChildren = (node: Parents | ContainerShortcode, containers: readonly Container[]): void => {
    const parent = node.type === 'containerShortcode' ? node : null
    for (const child of node.children) visit(child, containers, parent)
  }

  const visit = (node: Nodes, containers: readonly Container[], parent: ContainerShortcode | null): void => {
    switch (node.type) {
      case 'heading':
        readHeading(node)
        break
      case 'paragraph': {
        noteUnread(node)
        const prose = readParagraph(node, page, containers)
        if (prose.sentences.length > 0) add(opensItem ? {...prose, opensItem} : prose)
        // Blocks within a sentence's lines follow it.
        for (const child of node.children) {
          if (child.type === 'rawShortcode' || child.type === 'leafShortcode') visit(child, containers, null)
        }
        break
      }
      case 'table':
        add(readTable(node, page, containers))
        break
      case 'blockquote': {
        const callout = calloutOf(node, page)
        visitChildren(node, callout === null ? containers : [...containers, callout])
        break
      }
      case 'list':
        for (const item of node.children) {
          const container = page.preset.mkdocs ? mkdocsContainer(item, placeOf(page, node).line, page) : null
          opensItem = container === null
          visitChildren(item, container === null ? containers : [...containers, container])
        }
        opensItem = false
        break
      case 'code':
        noteUnread(node)
        // A fence that ended before its contents says nothing of what a command prints.
        if (node.value.trim() !== '' || !isCutOff(node, page))
          addBlock((around) => readCode(node, page, around), containers)
        break
      case 'rawShortcode':
        readRaw(node, containers)
        break
      case 'leafShortcode':
        readLeaf(node, containers)
        break
      case 'containerShortcode': {
        const container = containerOf(node, parent, page)
        const within = container === null ? containers : [...containers, container]
        // kubernetes.io's tabs whose whole body is code.
        if (parameter(node.parameters, 'codelang') === undefined) visitChildren(node, within)
        else addBlock((around) => readHighlight(rawOf(node, sourceOf(page, node)), page, around), within)
        break
      }
      case 'html':
        readHtml(node, containers)
        break
      default:
        if ('children' in node) visitChildren(node, containers)
    }
  }

  visit(root, [], null)
  dropDirectives()
  return sections
}

/** A container whose body is no markdown after all. */
function rawOf({name, delimiter, parameters, position}: ContainerShortcode, source: string): RawShortcode {
  const placeOf = (offset: number): Place => ({file: '', line: 1, column: offset + 1})
  const start = findShortcodes(source, placeOf)[0]?.end ?? 0
  const value = source.slice(start, source.lastIndexOf('{{'))
  return {type: 'rawShortcode', name, delimiter, parameters, value, source, ...(position && {position})}
}
