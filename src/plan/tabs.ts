import type {Block, Container, Guide} from '../guide/guide.ts'

type Tab = Extract<Container, {type: 'tab'}>

/**
 * Choose one tab of each set and tell, for the blocks of the others, why they do not run.
 *
 * Sets of one name switch together, as they do on the page. The first preference that a set has wins, else its first tab.
 *
 * @param preferences category values or labels, best first
 */
export function findOtherTabs(guide: Guide, preferences: readonly string[]): ReadonlyMap<Block, string> {
  const blocks = guide.sections.flatMap((section) => section.contents).filter((content) => content.type === 'block')
  const chosen = new Map<string, Tab>()
  for (const tab of blocks.flatMap((block) => block.containers.filter(isTab))) {
    const current = chosen.get(tab.set)
    if (current === undefined || rank(tab, preferences) < rank(current, preferences)) chosen.set(tab.set, tab)
  }
  const others = new Map<Block, string>()
  for (const block of blocks) {
    const other = block.containers.filter(isTab).find((tab) => chosen.get(tab.set)?.value !== tab.value)
    if (other === undefined) continue
    const choice = chosen.get(other.set)
    others.set(block, `tab "${other.label}" (line ${other.line}): "${choice?.label}" is chosen`)
  }
  return others
}

function isTab(container: Container): container is Tab {
  return container.type === 'tab'
}

function rank(tab: Tab, preferences: readonly string[]): number {
  const place = preferences.findIndex((preference) => preference === tab.value || preference === tab.label)
  return place === -1 ? preferences.length : place
}
