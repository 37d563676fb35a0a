import fc from 'fast-check'
import type {Node} from 'unist'
import {expect, test} from 'vitest'
import {GuideError} from '../../src/errors.ts'
import {indexLines} from '../../src/shortcode/lines.ts'
import type {ShortcodeNode} from '../../src/shortcode/nodes.ts'
import {type ParseOptions, parseMarkdown} from '../../src/shortcode/parse.ts'
import {sameTree} from '../../src/shortcode/same.ts'
import {findShortcodes, replaceShortcodes, scanPage} from '../../src/shortcode/scan.ts'
import {serializeShortcode} from '../../src/shortcode/serialize.ts'
import {markdown, page, text} from './pages.ts'

const runs = {numRuns: 300}

test('a generated page is read', () => {
  fc.assert(
    fc.property(page, (source) => {
      parseMarkdown(source, 'a.md')
    }),
    runs
  )
})

test('a shortcode serialises to its source', () => {
  fc.assert(
    fc.property(page, (source) => {
      for (const node of shortcodesOf(parseMarkdown(source, 'a.md'))) {
        expect(serializeShortcode(node)).toBe(sliceOf(node, source))
      }
    }),
    runs
  )
})

test('a shortcode without its source serialises to one that says the same', () => {
  fc.assert(
    fc.property(page, (source) => {
      for (const node of shortcodesOf(parseMarkdown(source, 'a.md'))) {
        if (node.type === 'containerShortcode' || node.type === 'escapedShortcode') continue
        const {source: _source, ...bare} = node
        const [again] = shortcodesOf(parseMarkdown(serializeShortcode(bare), 'a.md'))
        expect(again !== undefined && sameTree(again, node)).toBe(true)
      }
    }),
    runs
  )
})

test('every shortcode of a page has one node', () => {
  fc.assert(
    fc.property(page, (source) => {
      const {placeAt} = indexLines(source, 'a.md')
      const expected = scanPage(source, placeAt).filter(({type}) => type !== 'close')
      const starts = shortcodesOf(parseMarkdown(source, 'a.md')).map(({position}) => position?.start.offset)
      expect(starts.sort((one, other) => (one ?? 0) - (other ?? 0))).toEqual(expected.map(({start}) => start))
    }),
    runs
  )
})

test('every position points at its text', () => {
  fc.assert(
    fc.property(text, (source) => {
      for (const {node, parent} of nodesOf(settle(source))) {
        const slice = sliceOf(node, source)
        const {start, end} = node.position ?? {start: undefined, end: undefined}
        for (const point of [start, end]) expect(point).toMatchObject(pointOf(source, point?.offset ?? -1))
        if (parent !== undefined && parent.type !== 'root') {
          expect(start?.offset).toBeGreaterThanOrEqual(parent.position?.start.offset ?? -1)
          expect(end?.offset).toBeLessThanOrEqual(parent.position?.end.offset ?? -1)
        }
        if (node.type === 'inlineCode') expect(slice).toMatch(/^`[\s\S]*`$/)
        if (node.type === 'heading') expect(slice).toMatch(/^#|[=-][ \t]*$/)
        if (node.type === 'text' && 'value' in node && typeof node.value === 'string') {
          // Markdown drops blanks around line endings and quote markers after them, and decodes `\*` and `&amp;`.
          if (!/[\\&\r\n\0]/.test(slice)) expect(slice.trim()).toBe(node.value.trim())
        }
        if (node.type === 'rawShortcode' && 'value' in node) expect(slice).toContain(node.value)
      }
    }),
    {numRuns: 1000, examples: [['***\0/*']]}
  )
})

test('any text gives a tree or a GuideError', () => {
  fc.assert(
    fc.property(text, (source) => {
      settle(source)
    }),
    {numRuns: 1000}
  )
})

/** Hold how ordinary markdown is read to how micromark reads it. */
function compareWithMicromark(sources: fc.Arbitrary<string>, examples: [string][] = []): void {
  // With any syntax added, even none, nothing is taken for ordinary.
  const slow = {extensions: [{}]}
  fc.assert(
    fc.property(sources, (source) => {
      expect(settle(source)).toEqual(settle(source, slow))
    }),
    {numRuns: 3000, examples}
  )
}

test('ordinary blocks are read as micromark reads them', () => {
  compareWithMicromark(fc.oneof(markdown, page, text))
})

test('ordinary lists are read as micromark reads them', () => {
  const pieces = [
    'foo',
    '`a`',
    '{{< x >}}',
    '{{< text bash >}}\n$ x\n{{< /text >}}',
    ' ',
    '- ',
    '* ',
    '1. ',
    '2) ',
    '## h'
  ]
  const gaps = [
    '\n',
    '\n\n',
    '\n  ',
    '\n\n    ',
    '\n   - ',
    '\n- ',
    '\n\n- ',
    '\n1. ',
    '\n\n1. ',
    '  \n\n',
    '\n\n    \n\n'
  ]
  const list = fc.array(fc.constantFrom(...pieces, ...gaps), {minLength: 2, maxLength: 16})
  compareWithMicromark(
    list.map((parts) => `- ${parts.join('')}`),
    [['- foo\n\n    - foo\n  \n   - foo']]
  )
})

test('ordinary words are read as micromark reads them', () => {
  const pieces = [
    'foo',
    'é1',
    '*',
    '**',
    '_',
    '__',
    ' ',
    ' ',
    '.',
    '!',
    '(',
    ')',
    '`a*b`',
    '[l](u)',
    '[l*](a{{< x >}}/b)',
    '{{< x >}}',
    '\n',
    '\n## ',
    '\n\n',
    '\n```\n'
  ]
  const words = fc.array(fc.constantFrom(...pieces), {minLength: 2, maxLength: 14})
  compareWithMicromark(
    words.map((parts) => parts.join('')),
    [['see _a *.b c_ here']]
  )
})

test('ordinary fences are read as micromark reads them', () => {
  const starts = ['', '', ' ', '  ', '   ', '    ', '\t', '- ', '1. ', '   - ', '> ', '# ']
  const lines = [
    '```',
    '```',
    '````',
    '~~~',
    '```bash',
    '```bash a=1  b  ',
    '``` bash\t',
    '```\u00a0x\u00a0',
    '```a`b',
    '~~~ a`b~c d',
    '```a&amp;\\*',
    '```{{< x >}}',
    '```bash\n$ x\n\n  y\n```',
    '``` ',
    '`` ` ``',
    'foo',
    '*foo',
    'foo\\',
    '{{< x >}}',
    '{{< text bash >}}\n$ x\n{{< /text >}}',
    '<div>',
    '<!-- x',
    '-->',
    '[a]: b',
    'echo ${a[1]}: x',
    '',
    '',
    ''
  ]
  const line = fc.tuple(fc.constantFrom(...starts), fc.constantFrom(...lines)).map((parts) => parts.join(''))
  compareWithMicromark(fc.array(line, {minLength: 2, maxLength: 12}).map((lines) => lines.join('\n')))
})

test('shortcodes inside any text are found and replaced in place, or refused', () => {
  const place = (offset: number) => ({file: 'a.md', line: 1, column: offset + 1})
  fc.assert(
    fc.property(text, (body) => {
      try {
        const tags = findShortcodes(body, place)
        for (const {start, end} of tags) expect(body.slice(start, end)).toMatch(/^\{\{[<%][\s\S]*[>%]\}\}$/)
        const same = replaceShortcodes(body, place, ({start, end}) => body.slice(start, end))
        if (tags.every(({type}) => type !== 'escaped')) expect(same).toBe(body)
      } catch (error) {
        expect(error).toBeInstanceOf(GuideError)
      }
    }),
    runs
  )
})

/** The tree of a text, or nothing where the text is refused as it may be. */
function settle(source: string, options?: ParseOptions): Node | undefined {
  try {
    return parseMarkdown(source, 'a.md', options)
  } catch (error) {
    if (error instanceof GuideError) return undefined
    throw error
  }
}

function sliceOf(node: Node, source: string): string {
  return source.slice(node.position?.start.offset, node.position?.end.offset)
}

/** Lines and columns counted the slow way. */
function pointOf(source: string, offset: number): {line: number; column: number} {
  const before = source.slice(source.startsWith('\uFEFF') ? 1 : 0, offset)
  // A place between CR and LF is still on the line that they end.
  const lines = before.split(/\r\n|\n|\r(?!\n)/)
  const split = source.slice(offset - 1, offset + 1) === '\r\n'
  if (split) return {line: Math.max(lines.length - 1, 1), column: 0}
  return {line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1}
}

function shortcodesOf(tree: Node): ShortcodeNode[] {
  return nodesOf(tree).flatMap(({node}) => (isShortcode(node) ? [node] : []))
}

function isShortcode(node: Node): node is ShortcodeNode {
  return /^(?:container|raw|leaf|escaped)Shortcode$/.test(node.type)
}

function nodesOf(tree: Node | undefined): {node: Node; parent?: Node}[] {
  const found: {node: Node; parent?: Node}[] = []
  const pending: {node: Node; parent?: Node}[] = tree === undefined ? [] : [{node: tree}]
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    const {node} = item
    found.push(item)
    const children: readonly Node[] = 'children' in node && Array.isArray(node.children) ? node.children : []
    for (const child of [...children, ...(node.data?.shortcodes ?? [])]) pending.push({node: child, parent: node})
  }
  return found
}
