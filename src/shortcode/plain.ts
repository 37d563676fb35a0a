import type {Heading, Html, Paragraph, PhrasingContent} from 'mdast'
import type {Position} from 'unist'

/** Words of a block on their own, and where they come from. */
export interface Prose {
  readonly text: string
  /** The document's offset of the character at an index of the text. */
  readonly offsetOf: (index: number) => number
}

/**
 * Read a block of ordinary prose: a paragraph or heading of words, code spans, links and emphasis that stand clear of
 * each other. Most of a page is that, and it is read here in a tenth of the time that micromark takes.
 *
 * Whatever is not clearly ordinary is left to micromark, so this knows nothing of precedence, and escapes nothing.
 * A property holds both to the same trees.
 *
 * @param block one block, without the line ending after it; lines and columns of its nodes are left to the caller
 * @param mark what placeholders begin and end with
 * @param isBlock whether the placeholder of an index is a block where it stands alone
 * @returns undefined where the block is not ordinary
 */
export function readPlainBlock(
  block: Prose,
  mark: string,
  isBlock: (index: number) => boolean
): Heading | Paragraph | undefined {
  // Blanks at the end are of the block, and of nothing in it.
  const text = withoutBlanks(block.text)
  const heading = /^(#{1,6}) (?=\S)/.exec(text)
  if (heading === null ? !isParagraph(text, mark, isBlock) : /\n|#$/.test(text)) return undefined
  const children = readPhrases(block, withoutLoneStar(text), heading?.[0].length ?? 0, text.length, mark)
  if (children === undefined) return undefined
  const position = positionOf(block, 0, block.text.length)
  return heading === null
    ? {type: 'paragraph', children, position}
    : {type: 'heading', depth: depths[heading[1]?.length ?? 1] ?? 1, children, position}
}

/** A shortcode that is a block and stands alone. */
export function readPlainPlaceholder(
  block: Prose,
  mark: string,
  isBlock: (index: number) => boolean
): Html | undefined {
  if (!block.text.startsWith(mark)) return undefined
  const value = withoutBlanks(block.text)
  if (value.indexOf(mark, 1) !== value.length - 1 || !isBlock(Number(value.slice(1, -1)))) return undefined
  return {type: 'html', value, position: positionOf(block, 0, value.length)}
}

function withoutBlanks(text: string): string {
  let end = text.length
  while (text.charAt(end - 1) === ' ' || text.charAt(end - 1) === '\t') end--
  return text.slice(0, end)
}

const depths = [1, 1, 2, 3, 4, 5, 6] as const

/**
 * Letters of the scripts in which most pages are written: Latin, Cyrillic, Chinese, Japanese, Korean. V8 takes a millisecond
 * to look up all that `\p{L}` stands for, in each pattern.
 */
const letters = String.raw`A-Za-z\xC0-\xD6\xD8-\xF6\xF8-\u024F\u0400-\u0481\u3041-\u3096\u30A1-\u30FA\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3`

/** What opens a line of a paragraph: a word, code, or emphasis. */
const opensLine = new RegExp(String.raw`^(?:[${letters}(['"“‘]|\x60(?!\x60)|(?:\*\*?|__?)[${letters}\d])`)

/** Every line begins with what begins or interrupts no block, and ends in no break. */
function isParagraph(text: string, mark: string, isBlock: (index: number) => boolean): boolean {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start)
    const next = end === -1 ? text.length : end
    const first = text.charAt(start)
    if (first === mark) {
      const close = text.indexOf(mark, start + 1)
      if (isBlock(Number(text.slice(start + 1, close)))) return false
    } else if (!opensLine.test(text.slice(start, start + 4))) return false
    if (/[ \\]/.test(text.charAt(next - 1))) return false
    start = next + 1
  }
  return text !== ''
}

/**
 * Code without backquotes or line endings; a link with a plain target, no title and no markup but code in its text;
 * emphasis of plain words between blanks; a placeholder. Words begin with none of what these do.
 */
const patterns: readonly string[] = [
  /`(?! )(?<code>[^`\n]+)(?<! )`(?!`)/.source,
  /(?<!!)\[(?<label>(?:[^[\]`*_<&\\!\n\t\x91\x92\uE000-\uF8FF]|`[^`\n]+`)+)\]\((?<url>(?:[^\s()<>[\]`\\&\0-\x20\x7F\x91\x92\uE000-\uF8FF]|(?<masked>[\x91\x92\uE000-\uF8FF])\d+\k<masked>)+)\)/
    .source,
  String.raw`(?<!\S)(?<marker>\*\*?|__?)(?<words>[${letters}\d](?:[^[\]\x60*_<&\\!\n\t\x91\x92\uE000-\uF8FF]*[${letters}\d.,:;!?)])?)\k<marker>(?=[\s.,:;)]|$)`,
  /(?<placeholder>[\x91\x92\uE000-\uF8FF])\d+\k<placeholder>/.source
]
const phrase: RegExp = new RegExp(patterns.join('|'), 'y')
/** An underscore is one of a word only inside of it. */
const plainWords = new RegExp(
  String.raw`(?:[^[\]\x60*_<&\\!\t\x91\x92\uE000-\uF8FF]|!(?!\[)|&(?=\s)|(?<=[${letters}\d])_(?=[${letters}\d]))+`,
  'y'
)

/** A star that has no other to pair with is as ordinary as a comma. */
function withoutLoneStar(text: string): string {
  const star = text.indexOf('*')
  return star !== -1 && star === text.lastIndexOf('*') ? text.replace('*', ',') : text
}

/**
 * Read a range of a block's words.
 *
 * @param written the words of the block, with what has no meaning in them replaced
 */
function readPhrases(
  prose: Prose,
  written: string,
  from: number,
  to: number,
  mark: string
): PhrasingContent[] | undefined {
  const nodes: PhrasingContent[] = []
  const text = written.slice(0, to)
  for (let at = from; at < to; ) {
    plainWords.lastIndex = at
    if (plainWords.test(text)) {
      const end = plainWords.lastIndex
      nodes.push({type: 'text', value: prose.text.slice(at, end), position: positionOf(prose, at, end)})
      at = end
      continue
    }
    phrase.lastIndex = at
    const match = phrase.exec(text)
    if (match === null) return undefined
    const [whole] = match
    const {code, label, url, marker, words, placeholder} = match.groups ?? {}
    const end = at + whole.length
    const position = positionOf(prose, at, end)
    if (code !== undefined) nodes.push({type: 'inlineCode', value: prose.text.slice(at + 1, end - 1), position})
    else if (label !== undefined && url !== undefined) {
      const children = readPhrases(prose, written, at + 1, at + 1 + label.length, mark)
      if (children === undefined) return undefined
      const own = prose.text.slice(end - 1 - url.length, end - 1)
      nodes.push({type: 'link', title: null, url: own, children, position})
    } else if (marker !== undefined && words !== undefined) {
      const [first, last] = [at + marker.length, end - marker.length]
      const child = {
        type: 'text' as const,
        value: prose.text.slice(first, last),
        position: positionOf(prose, first, last)
      }
      nodes.push({
        type: marker.length === 1 ? 'emphasis' : 'strong',
        children: [child],
        position
      })
    } else if (placeholder !== undefined) {
      if (placeholder !== mark) return undefined
      nodes.push({type: 'html', value: whole, position})
    }
    at = end
  }
  return nodes
}

function positionOf({offsetOf}: Prose, start: number, end: number): Position {
  return {
    start: {line: 0, column: 0, offset: offsetOf(start)},
    end: {line: 0, column: 0, offset: offsetOf(end - 1) + 1}
  }
}
