import {callouts} from './containers.ts'
import type {Container} from './guide.ts'

/** A page whose tags on lines of their own are read: of MDX, as Docusaurus has its tabs, and of Liquid, as Jekyll has all. */
export interface TagLines {
  /** The source, of the same length, with blanks in place of the tags: a paragraph ends there, and markdown begins anew. */
  readonly text: string
  /** What the tags around a line mean for it, outermost first. */
  readonly around: (line: number) => readonly Container[]
}

const none: TagLines['around'] = () => []

/** Read the tags of a page that stand on lines of their own, outside fences. */
export function readTagLines(source: string): TagLines {
  const isMdx = source.includes('<TabItem')
  if (!isMdx && !source.includes('{%')) return {text: source, around: none}
  const lines = source.split('\n')
  /** What is open at the end of each line. */
  const within: (readonly Container[])[] = []
  let open: readonly Open[] = []
  let containers: readonly Container[] = []
  let fence: string | null = null
  for (let index = 0; index < lines.length; index++) {
    within[index] = containers
    const mark = /^[ \t]*(`{3,}|~{3,})/.exec(lines[index] ?? '')?.[1]
    if (mark !== undefined) fence = fence === null ? mark : mark.startsWith(fence) ? null : fence
    if (fence !== null || mark !== undefined) continue
    const last = isMdx ? endOfTag(lines, index) : index
    const tag = readTag(lines.slice(index, last + 1).join(' '), isMdx)
    if (tag === null) continue
    open = after(tag, index + 1, open)
    containers = open.flatMap(({container}) => container ?? [])
    for (let at = index; at <= last; at++) {
      lines[at] = (lines[at] ?? '').replace(/[^\r]/g, ' ')
      within[at] = containers
    }
    index = last
  }
  return {text: lines.join('\n'), around: (line) => within[line - 1] ?? []}
}

/** A tag that is not closed yet, and what it means for what it holds. */
interface Open {
  readonly tag: Tag
  readonly line: number
  readonly container: Container | null
}

/** No page nests so many. */
const deepest = 20

/** What is open behind a tag. */
function after(tag: Tag, line: number, open: readonly Open[]): readonly Open[] {
  const closed = tag.closes ? open.findLastIndex((other) => other.tag.name === tag.name) : -1
  const left = closed === -1 ? open : open.slice(0, closed)
  if (!tag.opens || left.length === deepest) return left
  return [...left, {tag, line, container: containerOf(tag, line, left, open[closed])}]
}

interface Tag {
  readonly name: string
  /** What follows the name. */
  readonly rest: string
  readonly opens: boolean
  readonly closes: boolean
}

/** Liquid's tags that hold something which matters here; in Kong's pages, tabs are `navtabs`. */
const paired: ReadonlySet<string> = new Set([...callouts, 'tabs', 'tab', 'navtabs', 'navtab', 'if'])

function readTag(text: string, isMdx: boolean): Tag | null {
  const [, liquid, parameters = ''] = /^\s*\{%-?\s*(\w+)((?:(?!%\}).)*?)-?%\}\s*$/.exec(text) ?? []
  if (liquid !== undefined) {
    if (/^els(?:e|if)$/.test(liquid)) {
      return {name: 'if', rest: `${liquid} ${parameters.trim()}`.trim(), opens: true, closes: true}
    }
    const name = liquid.replace(/^end/, '')
    return {name, rest: parameters.trim(), opens: name === liquid && paired.has(name), closes: name !== liquid}
  }
  if (!isMdx) return null
  if (/^import\s[^'"]*\sfrom\s+['"][^'"]*['"];?\s*$/.test(text))
    return {name: '', rest: '', opens: false, closes: false}
  const [, slash, name = '', rest = ''] = /^\s*<(\/?)(Tabs|TabItem)\b((?:(?!<\/).)*)>\s*$/.exec(text) ?? []
  if (name === '') return null
  return {name, rest, opens: slash === '' && !rest.endsWith('/'), closes: slash === '/'}
}

/** The line on which a tag of MDX ends, which may have each attribute on a line of its own. */
function endOfTag(lines: readonly string[], from: number): number {
  if (!/^\s*<Tab(?:s|Item)\b/.test(lines[from] ?? '')) return from
  const length = lines.slice(from, from + 50).findIndex((line) => /(?<!=)>\s*$/.test(line))
  return length === -1 ? from : from + length
}

/** @param before the branch of a condition that ends where this one begins */
function containerOf(
  {name, rest}: Tag,
  line: number,
  open: readonly Open[],
  before: Open | undefined
): Container | null {
  if (callouts.has(name)) return {type: 'callout', kind: name, line}
  if (name === 'if') {
    const set = before?.container?.type === 'tab' ? before.container.set : `line ${line}`
    const label = before === undefined ? `if ${rest}` : rest
    return {type: 'tab', set, value: label, label, line}
  }
  if (!/^(?:TabItem|tab|navtab)$/.test(name)) return null
  const parent = open.findLast(({tag}) => /^(?:Tabs|tabs|navtabs)$/.test(tag.name))
  const set = `line ${parent?.line ?? line}`
  if (name !== 'TabItem') {
    // `{% tab install Kubernetes %}` in `{% tabs install %}`
    const [named = ''] = (parent?.tag.rest ?? '').split(/\s+/, 1)
    const words = named !== '' && rest.startsWith(`${named} `) ? rest.slice(named.length + 1) : rest
    const label = words.trim().replace(/^"(.*)"$/, '$1')
    return {type: 'tab', set, value: label, label, line}
  }
  const value = attribute(rest, 'value') ?? ''
  const isDefault =
    /\sdefault(?:=\{true\})?(?:\s|$)/.test(rest) || attribute(parent?.tag.rest, 'defaultValue') === value
  const group = attribute(parent?.tag.rest, 'groupId')
  const tab = {type: 'tab', set: group ?? set, value, label: attribute(rest, 'label') ?? value, line} as const
  return isDefault ? {...tab, first: true} : tab
}

function attribute(text: string | undefined, name: string): string | undefined {
  return new RegExp(`\\s${name}=\\{?["']([^"']*)["']`).exec(` ${text ?? ''}`)?.[1]
}
