import {expect, test} from 'vitest'
import {GuideError} from '../../src/errors.ts'
import {parseMarkdown} from '../../src/shortcode/parse.ts'
import {countVisits} from './visits.ts'

const times = (part: string, length: number): string => part.repeat(Math.ceil(length / part.length)).slice(0, length)
const numbered = (part: (index: number) => string, length: number): string => {
  let text = ''
  for (let index = 0; text.length < length; index++) text += part(index)
  return text
}

/** Hostile texts of about some length. */
const texts: Readonly<Record<string, (length: number) => string>> = {
  openers: (length) => times('{{< tip >}}', length),
  'void shortcodes': (length) => times('{{< x >}}\n', length),
  'closers without openers': (length) => times('{{< x >}}', length / 2) + times('{{< /y >}}', length / 2),
  'nested pairs': (length) => times('{{< x >}}', length / 2) + times('{{< /x >}}', length / 2),
  'different names': (length) => numbered((index) => `{{< x${index} >}}`, length),
  'different inline shortcodes': (length) => numbered((index) => `{{< x${index}.inline >}}`, length),
  'raw openers': (length) => times('{{< text >}}', length),
  'raw openers without an end': (length) => `{{< text >}}${times('{{< text ', length)}}}`,
  'bodies in bodies': (length) => `${'{{< tip >}}\n'.repeat(99)}${times('a\n', length)}${'{{< /tip >}}\n'.repeat(99)}`,
  'indented bodies': (length) => `    {{< tip >}}\n${times('     a\n', length)}    {{< /tip >}}`,
  braces: (length) => times('{', length),
  'tag openers': (length) => times('{{<', length),
  'tags without an end': (length) => times('{{< a ', length),
  'escaped openers': (length) => times('{{</*', length),
  quotes: (length) => `{{< a ${times('"\\"', length)}`,
  'blanks in a tag': (length) => `{{< a${times(' ', length)}`,
  backquotes: (length) => numbered((index) => `${'`'.repeat(index)} `, length),
  'opening brackets': (length) => times('[', length),
  'closing brackets': (length) => times(']', length),
  'nested brackets': (length) => times('[', length / 2) + times(']', length / 2),
  'nested images': (length) => times('![', length / 5) + times('](a)', (4 * length) / 5),
  'titles without an end': (length) => times('[a](b "', length),
  'definitions without an end': (length) => times("[a]: b 'c\n", length),
  'comments without an end': (length) => times('a <!-- ', length),
  emphasis: (length) => times('*a **b_ ', length),
  'nested emphasis': (length) => times('*_', length / 2) + times('_*', length / 2),
  'quotes in quotes': (length) => times('>', length),
  'lists in lists': (length) => times('- ', length),
  'quotes and lists in each other': (length) => times('> - ', length),
  'indented lists in lists': (length) => numbered((index) => `${' '.repeat(2 * index)}- a\n`, length),
  'deep lists before blank lines': (length) => `${times('- ', 100)}a\n${times('\n', length)}`,
  'list items': (length) => times('- a\n', length),
  'lazy lines': (length) => `> a\n${times('b\n', length)}`,
  'underlined headings': (length) => times('a\n=\n', length),
  'table rows': (length) => `|a|\n|-|\n${times('|b|\n', length)}`,
  'front matter without an end': (length) => `---\n${times('--- a\n', length)}`
}

test.for(Object.entries(texts))('%s: work grows at most with length', ([, make]) => {
  for (const length of [5_000, 50_000]) {
    const source = make(length)
    const visits = countVisits(() => {
      try {
        parseMarkdown(source, 'a.md')
      } catch (error) {
        if (!(error instanceof GuideError)) throw error
      }
    })
    expect(visits).toBeLessThan(5_000_000 + 100 * source.length)
  }
})

test('visits twice the characters of a page twice as long', () => {
  const section =
    '## Head\n\nProse with `code`, [a link](b) and {{< x >}}.\n\n{{< text bash >}}\n$ true\n{{< /text >}}\n\n- a\n\n'
  const visits = [100, 200].map((count) => countVisits(() => parseMarkdown(section.repeat(count), 'a.md')))
  expect((visits[1] ?? 0) / (visits[0] ?? 1)).toBeCloseTo(2, 1)
})
