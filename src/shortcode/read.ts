import type {Root, RootContent} from 'mdast'
import {fromMarkdown, type Extension as MdastExtension, type Options} from 'mdast-util-from-markdown'
import {gfmTableFromMarkdown} from 'mdast-util-gfm-table'
import {gfmTable} from 'micromark-extension-gfm-table'
import type {Extension} from 'micromark-util-types'
import {GuideError} from '../errors.ts'
import {cutBlocks, type Piece} from './blocks.ts'
import {type MaskedDocument, partOf} from './document.ts'
import {readFrontMatter} from './front-matter.ts'
import {meteredSyntax} from './meter.ts'
import {placeholderNodes, placeholderSyntax} from './syntax.ts'
import {type Body, type PageContext, restoreTree} from './tree.ts'

/** More markdown, for micromark and for the tree. */
export interface MoreSyntax {
  readonly extensions?: readonly Extension[]
  readonly mdastExtensions?: readonly (MdastExtension | MdastExtension[])[]
}

/** Reads the documents of one page, its own and those of bodies, and gives their blocks to a node. */
export type Reader = (
  parent: {children: RootContent[]},
  depth: number,
  document: MaskedDocument,
  frontMatter?: number
) => Body[]

/** A tenth of a second for the smallest page, and a second for each megabyte, on a machine of today. */
const workLimit = 1e7
const workLimitPerCharacter = 100

/**
 * Make the reader of a page's documents, which share a limit to their work.
 *
 * The reader takes the node that gets the blocks, how deep it stands in the tree of the page, and where front matter
 * ends; it returns the containers whose bodies are still to be read, and throws GuideError `excessive-markup`.
 */
export function makeReader(page: PageContext, more: MoreSyntax): Reader {
  const {source, lines, all, mark} = page
  let current: MaskedDocument
  const refuse = (offset: number): never => {
    const start = current.startInPage(offset)
    const found = source.slice(start, start + 20).split(/[\r\n]/, 1)[0] ?? ''
    const expected = 'a page whose markup pairs up, and nests little'
    throw new GuideError('excessive-markup', lines.placeAt(start), {found, expected})
  }
  const options: Options = {
    extensions: [
      ...(more.extensions ?? []),
      gfmTable(),
      placeholderSyntax(page),
      meteredSyntax(workLimit + workLimitPerCharacter * source.length, refuse)
    ],
    mdastExtensions: [...(more.mdastExtensions ?? []), gfmTableFromMarkdown(), placeholderNodes]
  }
  const isBlock = (index: number): boolean => {
    const shortcode = all[index]
    return shortcode !== undefined && page.isBlock(shortcode)
  }

  return (parent, depth, document, frontMatter = 0) => {
    const {text} = document
    // Nothing is ordinary where syntax is added.
    const pieces: Piece[] = more.extensions?.length
      ? [{type: 'unread', start: frontMatter, end: text.length, closed: false}]
      : cutBlocks(text, frontMatter, mark, isBlock)
    if (frontMatter > 0) pieces.unshift({type: 'read', nodes: [readFrontMatter(text, frontMatter)]})
    const bodies: Body[] = []
    parent.children = pieces.flatMap((piece) => {
      const part = piece.type === 'read' ? document : partOf(document, piece.start, piece.end)
      current = part
      const root: Root =
        piece.type === 'read' ? {type: 'root', children: piece.nodes} : parse(part.text, piece.closed, options)
      for (const body of restoreTree(root, depth, part, page)) bodies.push(body)
      return root.children
    })
    return bodies
  }
}

/**
 * Let micromark read a part of a document.
 *
 * It drops one byte order mark without counting it, so it gets one to drop. What is open at a document's end ends
 * elsewhere than before a block, so it gets a block too. What stands before a NUL, it takes for longer than it is, so it
 * gets what CommonMark puts in its place.
 */
function parse(text: string, closed: boolean, options: Options): Root {
  const root = fromMarkdown(`\uFEFF${text.replaceAll('\0', '\uFFFD')}${closed ? 'x' : ''}`, options)
  if (closed) root.children.pop()
  return root
}
