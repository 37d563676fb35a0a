import type {Nodes, Table} from 'mdast'
import {flatten} from './flat-text.ts'
import type {Container, Prose, Sentence} from './guide.ts'
import {type Page, placeOf} from './page.ts'
import {splitSentences} from './sentences.ts'

/** Read a paragraph: its sentences after a callout's own marker, such as `[!NOTE]`. */
export function readParagraph(node: Nodes, page: Page, containers: readonly Container[]): Prose {
  const sentences = readSentences('children' in node ? node.children : [node], page)
  return {type: 'prose', kind: 'paragraph', line: placeOf(page, node).line, sentences, containers}
}

/** Read a table as prose: each row is a sentence, its cells between `|`. */
export function readTable(node: Table, page: Page, containers: readonly Container[]): Prose {
  const sentences = node.children.map((row): Sentence => {
    const cells = row.children.map((cell) => flatten(cell.children, page))
    const {line, column} = placeOf(page, row)
    return {
      text: cells.map(({text}) => text.trim()).join(' | '),
      line,
      column,
      links: cells.flatMap(({links}) => links.map(({text, url, line, column}) => ({text, url, line, column})))
    }
  })
  return {type: 'prose', kind: 'table', line: placeOf(page, node).line, sentences, containers}
}

function readSentences(nodes: readonly Nodes[], page: Page): readonly Sentence[] {
  const {text, links, placeAt} = flatten(nodes, page)
  const marker = /^\s*\[![A-Za-z]+\][+-]?\s*/.exec(text)?.[0].length ?? 0
  // Links stand in the order of the text.
  let next = 0
  return splitSentences(text.slice(marker)).map(([from, to]): Sentence => {
    const [start, end] = [from + marker, to + marker]
    while ((links[next]?.start ?? end) < start) next++
    const first = next
    while ((links[next]?.start ?? end) < end) next++
    const within = links.slice(first, next)
    return {
      // Most space is single spaces, which stay as they are.
      text: withoutMarks(text.slice(start, end), page).replaceAll(/\s{2,}|[^\S ]/g, ' '),
      ...placeAt(start),
      links: within.map(({text, url, line, column}) => ({text, url, line, column}))
    }
  })
}

/** A sentence without MkDocs' marker: `==Expected output:==`. */
function withoutMarks(sentence: string, {preset}: Page): string {
  return preset.mkdocs && sentence.includes('==') ? sentence.replaceAll(/==(?=\S)([^=]+)==/g, '$1') : sentence
}
