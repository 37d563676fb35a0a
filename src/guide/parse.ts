import type {Root} from 'mdast'
import type {Position} from 'unist'
import {visit} from 'unist-util-visit'
import {GuideProblems} from '../errors.ts'
import type {Place} from '../place.ts'
import {type Problem, problemOf} from '../problem.ts'
import {parseMarkdown} from '../shortcode/parse.ts'
import {numberBlocks} from './block-ids.ts'
import {readSections} from './contents.ts'
import {type FrontMatter, readFrontMatter} from './front-matter.ts'
import type {Guide, Section} from './guide.ts'
import {maskMkdocs} from './mkdocs.ts'
import type {Page} from './page.ts'
import {type PresetName, presets} from './presets.ts'
import {readTagLines} from './tag-lines.ts'

/** Nobody mends more at once, and behind each error a hostile page is searched again. */
const mostBroken = 50

/** What a page alone does not tell. */
export interface ReadingOptions {
  /** How blocks are written: `text` shortcodes, or fences in the manner of a site. Default: `istio`. */
  readonly preset?: PresetName
}

/**
 * Read a page: its sections, what they say, and the blocks with their steps.
 *
 * What is wrong with it is listed in `problems` and `broken`, so that one error never hides another.
 *
 * @param path of the page relative to the working directory, with `/`
 * @throws GuideError `excessive-markup`, GuideProblems where it has too many broken shortcodes to go on
 */
export function parseGuide(source: string, path: string, options: ReadingOptions = {}): Guide {
  const preset = presets[options.preset ?? 'istio']
  const broken: Problem[] = []
  const tags = preset.hugo ? null : readTagLines(source)
  const text = tags?.text ?? source
  const root = parseMarkdown(preset.mkdocs ? maskMkdocs(text) : text, path, {
    names: preset.shortcodes,
    report: (error) => {
      broken.push(problemOf(error))
      if (broken.length === mostBroken) throw new GuideProblems(broken)
    }
  })
  const problems: Problem[] = []
  const frontMatter = frontMatterOf(root, path)
  problems.push(...frontMatter.problems)
  const page: Page = {
    path,
    preset,
    source,
    lines: source.replace(/^\uFEFF/, '').split(/\r\n?|\n/),
    definitions: source.includes(']:') ? definitionsOf(root) : new Map(),
    ids: numberBlocks(),
    around: tags?.around ?? (() => []),
    problems
  }
  const sections = readSections(root, page)
  return {
    path,
    title: titleOf(frontMatter, sections, path),
    frontMatter: frontMatter.data,
    sections,
    problems,
    broken: preset.hugo || broken.length === 0 ? broken : outsideCode(broken, root)
  }
}

/** Of other sites, code shows templates of its own, which are no shortcodes. */
function outsideCode(problems: readonly Problem[], root: Root): readonly Problem[] {
  const code: Position[] = []
  visit(root, ['code', 'inlineCode'], ({position}) => {
    if (position !== undefined) code.push(position)
  })
  return problems.filter(({place}) => !code.some(({start, end}) => isBefore(start, place) && isBefore(place, end)))
}

function isBefore(one: Point, other: Point): boolean {
  return one.line === other.line ? one.column <= other.column : one.line < other.line
}

type Point = Pick<Place, 'line' | 'column'>

function frontMatterOf(root: Root, file: string): FrontMatter {
  const [first] = root.children
  if (first?.type !== 'yaml' && first?.type !== 'toml') return {data: {}, problems: []}
  return readFrontMatter(first.value, first.type, {file, line: (first.position?.start.line ?? 1) + 1, column: 1})
}

function definitionsOf(root: Root): ReadonlyMap<string, string> {
  const definitions = new Map<string, string>()
  // They reach everywhere, also out of a quotation or a list.
  visit(root, 'definition', ({identifier, url}) => {
    if (!definitions.has(identifier)) definitions.set(identifier, url)
  })
  return definitions
}

function titleOf({data}: FrontMatter, sections: readonly Section[], path: string): string {
  const {title} = data
  if (typeof title === 'string' || typeof title === 'number') return String(title)
  return sections.find(({depth}) => depth === 1)?.heading ?? path
}
