import type {Root} from 'mdast'
import type {Extension as MdastExtension} from 'mdast-util-from-markdown'
import {frontmatterToMarkdown} from 'mdast-util-frontmatter'
import {gfmTableToMarkdown} from 'mdast-util-gfm-table'
import type {Options as ToMarkdownExtension} from 'mdast-util-to-markdown'
import type {Extension} from 'micromark-util-types'
import type {Processor, Transformer} from 'unified'
import {type ParseOptions, parseMarkdown} from './parse.ts'
import {shortcodeToMarkdown} from './to-markdown.ts'

declare module 'unified' {
  interface Data {
    micromarkExtensions?: Extension[]
    fromMarkdownExtensions?: (MdastExtension | MdastExtension[])[]
    toMarkdownExtensions?: ToMarkdownExtension[]
  }
}

/**
 * A remark plugin that reads Hugo's shortcodes as nodes of the tree, and lets remark-stringify write them as they were.
 *
 * Shortcodes are found before markdown is, so it parses in place of remark-parse, with the extensions of other
 * plugins; remark-parse may be there, before or after it, or not.
 *
 * @throws GuideError while it parses, as {@link parseMarkdown} does
 */
export function remarkHugoShortcode(this: Processor, options: Pick<ParseOptions, 'names'> = {}): Transformer<Root> {
  const data = this.data()
  data.toMarkdownExtensions ??= []
  data.toMarkdownExtensions.push(
    frontmatterToMarkdown(['yaml', 'toml']),
    gfmTableToMarkdown(),
    shortcodeToMarkdown(options)
  )

  const parsed = new WeakSet<object>()
  const parse = (document: string, path = '<text>'): Root => {
    const root = parseMarkdown(document, path, {
      ...options,
      extensions: data.micromarkExtensions ?? [],
      mdastExtensions: data.fromMarkdownExtensions ?? []
    })
    parsed.add(root)
    return root
  }
  this.parser = (document, file) => parse(document, file.path)
  // A remark-parse that is used later takes the parser's place.
  return (tree, file) => (parsed.has(tree) ? tree : parse(String(file), file.path))
}
