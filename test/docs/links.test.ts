import {existsSync, readFileSync} from 'node:fs'
import {join, posix} from 'node:path'
import type {Nodes} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {gfmTableFromMarkdown} from 'mdast-util-gfm-table'
import {gfmTable} from 'micromark-extension-gfm-table'
import {visit} from 'unist-util-visit'
import {expect, test} from 'vitest'
import {type ManualPage, pagesOfManual, project} from './pages.ts'

// The example guides are pages of a site of their own, whose links Hugo resolves.
const pages = pagesOfManual().filter(({path}) => !path.startsWith('docs/guides/'))

test.for(pages.map((page) => [page.path, page] as const))('links of %s lead somewhere', ([, page]) => {
  const broken = linksOf(page).filter((url) => !leadsSomewhere(page, url))
  expect(broken).toEqual([])
})

test('the index names every page of the manual', () => {
  const index = pages.find(({path}) => path === 'docs/README.md')
  if (index === undefined) throw new Error('docs/README.md is not there')
  const named = new Set(linksOf(index).map((url) => posix.join('docs', url)))
  const missing = pages.map(({path}) => path).filter((path) => path.startsWith('docs/') && !named.has(path))
  expect(missing).toEqual(['docs/README.md'])
})

test('a link to a page or heading that is not there is found', () => {
  const page = {path: 'docs/x.md', text: '[a](tutorial.md) [b](none.md) [c](tutorial.md#run-it) [d](tutorial.md#none)'}
  expect(linksOf(page).filter((url) => !leadsSomewhere(page, url))).toEqual(['none.md', 'tutorial.md#none'])
})

function parse(text: string): Nodes {
  return fromMarkdown(text, {extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()]})
}

function linksOf({text}: ManualPage): readonly string[] {
  const urls: string[] = []
  visit(parse(text), (node) => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') urls.push(node.url)
  })
  return urls
}

function leadsSomewhere(page: ManualPage, url: string): boolean {
  if (/^https?:/.test(url)) return true
  const [path = '', anchor] = url.split('#')
  const target = path === '' ? page.path : posix.join(posix.dirname(page.path), path)
  const file = join(project, target)
  if (!existsSync(file)) return false
  return anchor === undefined || anchorsOf(readFileSync(file, 'utf8')).has(anchor)
}

/** Anchors of headings as GitHub makes them. */
function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  visit(parse(page), 'heading', (node) => {
    let text = ''
    visit(node, (inner) => {
      if (inner.type === 'text' || inner.type === 'inlineCode') text += inner.value
    })
    const name = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-')
    anchors.add(name)
  })
  return anchors
}
