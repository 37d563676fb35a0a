import type {Block, Container, Content, Guide, Tab} from '../guide/guide.ts'

/**
 * Choose one tab of each set and tell, for the blocks of the others, why they do not run.
 *
 * Sets of one name switch together, as they do on the page. The first preference that a set has wins, else the tab that the page
 * shows at first, else its first tab with a block. A tab before it that only says something, such as that there is nothing to
 * do, is taken where its namesakes in other sets are.
 *
 * @param preferences category values or labels, best first
 */
export function findOtherTabs(guide: Guide, preferences: readonly string[]): ReadonlyMap<Block, string> {
  const chosen = chooseTabs(guide, preferences)
  const others = new Map<Block, string>()
  for (const content of guide.sections.flatMap(({contents}) => contents.filter(isInTab))) {
    const other = content.type === 'block' ? otherTab(content, chosen) : undefined
    if (content.type !== 'block' || other === undefined) continue
    const choice = chosen.get(other.set)
    others.set(content, `tab "${other.label}" (line ${other.line}): "${choice?.label}" is chosen`)
  }
  return others
}

/** The chosen tabs, by the names of their sets. */
type Choice = ReadonlyMap<string, Tab>

/** Choose one tab of each set, as {@link findOtherTabs} does. */
export function chooseTabs({sections}: Guide, preferences: readonly string[]): Choice {
  const chosen = new Map<string, Tab>()
  const silent = new Map<string, Tab>()
  for (const content of sections.flatMap(({contents}) => contents.filter(isInTab))) {
    for (const tab of content.containers.filter(isTab)) {
      const current = chosen.get(tab.set)
      if (content.type !== 'block') {
        if (current === undefined && !silent.has(tab.set)) silent.set(tab.set, tab)
      } else if (current === undefined || rank(tab, preferences) < rank(current, preferences)) {
        chosen.set(tab.set, tab)
      }
    }
  }
  const values = new Set([...chosen.values()].map(({value}) => value))
  for (const [set, tab] of silent) {
    const current = chosen.get(set)
    if (current !== undefined && values.has(tab.value) && rank(tab, preferences) <= rank(current, preferences))
      chosen.set(set, tab)
  }
  return chosen
}

/** The tab in which something stands and that was not chosen. */
export function otherTab({containers}: Pick<Content, 'containers'>, chosen: Choice): Tab | undefined {
  return containers.filter(isTab).find(({set, value}) => chosen.has(set) && chosen.get(set)?.value !== value)
}

function isInTab({containers}: Content): boolean {
  return containers.some(isTab)
}

function isTab(container: Container): container is Tab {
  return container.type === 'tab'
}

function rank(tab: Tab, preferences: readonly string[]): number {
  const place = preferences.findIndex((preference) => preference === tab.value || preference === tab.label)
  return place === -1 ? preferences.length + (tab.first ? 0 : 1) : place
}
