import type {Blockquote} from 'mdast'
import type {ContainerShortcode, ShortcodeParameter} from '../shortcode/nodes.ts'
import {flatten} from './flat-text.ts'
import type {Container} from './guide.ts'
import {type Page, placeOf} from './page.ts'

/** Shortcodes that set text apart; of the generic ones a parameter says the kind. */
export const callouts: ReadonlySet<string> = new Set(
  'tip warning idea note quote caution important info danger alert hint callout admonition pageinfo'.split(' ')
)
const generic: ReadonlySet<string> = new Set(['alert', 'hint', 'callout', 'admonition'])

/** Shortcodes around tabs, whatever those are called: `tab`, or `codetab` as in Dapr's pages. */
const tabSets: ReadonlySet<string> = new Set(['tabset', 'tabs', 'tabpane'])

/** What a paired shortcode means for what stands in it, or null where it means nothing. */
export function containerOf(node: ContainerShortcode, parent: ContainerShortcode | null, page: Page): Container | null {
  const {line} = placeOf(page, node)
  const {name, parameters} = node
  if (name === 'tab' || (parent !== null && tabSets.has(parent.name) && !callouts.has(name))) {
    const own = parameter(parameters, 'name', 'header', 'title') ?? positional(parameters)[0]
    const label = own ?? labelInSet(node, parent)
    const value = parameter(parameters, 'category-value', 'cookie-value') ?? label
    return {type: 'tab', set: tabSet(parent, page, line), value, label, line}
  }
  if (!callouts.has(name)) return null
  if (!generic.has(name)) return {type: 'callout', kind: name, line}
  const words = [
    ...['type', 'kind', 'title', 'color'].map((key) => parameter(parameters, key)),
    positional(parameters)[0]
  ]
  const kinds = words.map((word = '') => word.toLowerCase().replace(/\W+$/, ''))
  return {type: 'callout', kind: kinds.find((kind) => callouts.has(kind)) ?? name, line}
}

/** The callout that a quotation is: `> [!NOTE]`, or one that begins `**Note:**`; null for a plain one. */
export function calloutOf(node: Blockquote, page: Page): Container | null {
  const [first] = node.children
  if (first?.type !== 'paragraph') return null
  const {text} = flatten(first.children, page)
  const kind = /^\s*\[!([A-Za-z]+)\]/.exec(text)?.[1] ?? boldKind(first.children[0], page)
  return kind === undefined ? null : {type: 'callout', kind: kind.toLowerCase(), line: placeOf(page, node).line}
}

function boldKind(node: Parameters<typeof flatten>[0][number] | undefined, page: Page): string | undefined {
  if (node?.type !== 'strong') return undefined
  return /^(note|tip|warning|caution|important|info|danger)\b/i.exec(flatten([node], page).text)?.[1]
}

/** The label of a tab that has none of its own: its set's, in order (`{{< tabs "Linux" "Windows" >}}`), or its number. */
function labelInSet(node: ContainerShortcode, parent: ContainerShortcode | null): string {
  if (parent === null) return ''
  const index = parent.children.filter((child) => child.type === 'containerShortcode').indexOf(node)
  return positional(parent.parameters)[index] ?? `${index + 1}`
}

/** Sets of one name switch together; one without a name is on its own. */
function tabSet(parent: ContainerShortcode | null, page: Page, line: number): string {
  const named = parent === null ? undefined : parameter(parent.parameters, 'category-name', 'cookie-name', 'name')
  return named ?? `line ${parent === null ? line : placeOf(page, parent).line}`
}

/** The value of the first of some named parameters that a shortcode has. */
export function parameter(parameters: readonly ShortcodeParameter[], ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = parameters.find((parameter) => parameter.name === name)
    if (found !== undefined) return found.value
  }
  return undefined
}

/** The values of a shortcode's positional parameters. */
export function positional(parameters: readonly ShortcodeParameter[]): readonly string[] {
  return parameters.filter(({name}) => name === null).map(({value}) => value)
}
