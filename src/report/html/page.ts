import type {Element, ElementContent, Root} from 'hast'
import {defaultSchema, type Schema, sanitize} from 'hast-util-sanitize'
import {h} from 'hastscript'
import {toHast} from 'mdast-util-to-hast'
import {SKIP, visit} from 'unist-util-visit'
import {GuideError} from '../../errors.ts'
import type {GuideResult, StepResult} from '../../result.ts'
import {parseMarkdown} from '../../shortcode/parse.ts'
import {markClaims} from './claims.ts'
import {inlineCode} from './inline-code.ts'
import {pageHandlers} from './page-handlers.ts'

/** A guide's pages while they are rendered. */
export interface Pages {
  readonly guide: GuideResult
  readonly sources: ReadonlyMap<string, string>
  /** Pages that others brought in. */
  readonly included: Set<string>
  /** Steps that have been shown. */
  readonly shown: Set<StepResult>
  /** The id of the block of each step. */
  readonly anchors: ReadonlyMap<StepResult, string>
}

const attributes = ['dataSlot', 'dataCallout', 'dataTab', 'dataTabset', 'dataFigure', 'dataShortcode']

// What is not on GitHub's list is dropped; raw HTML never comes this far.
const schema: Schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), 'aside', 'figure', 'figcaption'],
  attributes: {...defaultSchema.attributes, '*': [...(defaultSchema.attributes?.['*'] ?? []), ...attributes]}
}

/**
 * A page as it is published, its blocks marked with what happened.
 *
 * @param within the pages that bring it in, outermost first
 */
export function renderPage(path: string, pages: Pages, within: readonly string[] = []): readonly ElementContent[] {
  const source = pages.sources.get(path)
  if (source === undefined) return []
  const slots: Element[] = []
  const include = (name: string): readonly ElementContent[] | null => {
    const found = [...pages.sources.keys()].find((page) => `/${page}`.endsWith(`/boilerplates/${name}.md`))
    if (found === undefined || found === path || within.includes(found)) return null
    pages.included.add(found)
    return renderPage(found, pages, [...within, path])
  }
  try {
    const markdown = parseMarkdown(source, path)
    const tree = sanitize(toHast(markdown, {handlers: pageHandlers(path, pages, slots, include)}), schema)
    const root: Root = tree.type === 'root' ? tree : {type: 'root', children: tree.type === 'doctype' ? [] : [tree]}
    adapt(root)
    markClaims(
      root,
      pages.guide.unchecked.filter((claim) => claim.page === path)
    )
    fillSlots(root, slots)
    return root.children.filter((child) => child.type !== 'doctype')
  } catch (error) {
    if (!(error instanceof GuideError)) throw error
    return [h('p.reason', inlineCode(`This page cannot be read: ${error.message}`))]
  }
}

/** Make a page part of a report: headings one level down, links that lead somewhere, code that can be scrolled. */
function adapt(root: Root): void {
  visit(root, 'element', (element) => {
    const level = /^h([1-6])$/.exec(element.tagName)?.[1]
    if (level !== undefined) adaptHeading(element, Number(level))
    if (element.tagName === 'a') adaptLink(element)
  })
}

function adaptHeading(heading: Element, level: number): void {
  heading.tagName = `h${Math.min(6, Math.max(3, level + 1))}`
  const last = heading.children.at(-1)
  // `{#anchor}` is Hugo's, not the reader's.
  if (last?.type === 'text') last.value = last.value.replace(/\s*\{#[^}]*\}\s*$/, '')
}

function adaptLink(link: Element): void {
  const href = String(link.properties['href'] ?? '')
  if (/^https?:/.test(href)) {
    link.properties = {href, target: '_blank', rel: ['noopener', 'noreferrer']}
    return
  }
  // A link into the site leads nowhere from here.
  link.tagName = 'span'
  link.properties = {className: ['link'], title: href}
}

function fillSlots(root: Root, slots: readonly Element[]): void {
  visit(root, 'element', (element, index, parent) => {
    const slot = element.properties['dataSlot']
    if (slot === undefined || index === undefined || parent === undefined) return
    const filling = slots[Number(slot)]
    if (filling !== undefined) parent.children[index] = filling
    return SKIP
  })
}
